#pragma once

#include <QList>
#include <QWidget>

namespace indraj {

/// Done, waiting and to-do steps one below the other, joined by a line.
class TimelineView : public QWidget {
    Q_OBJECT
public:
    struct Entry {
        enum class State { Done, Waiting, ToDo, Failed } state = State::ToDo;
        QString title; ///< "Approved 09:58"
        QString detail; ///< who, or why
    };
    explicit TimelineView(QWidget *parent = nullptr);
    void setEntries(const QList<Entry> &entries);
    const QList<Entry> &entries() const { return m_entries; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int rowHeight() const;
    QList<Entry> m_entries;
};

} // namespace indraj
