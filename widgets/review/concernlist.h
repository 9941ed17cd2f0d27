#pragma once

#include "widgets/review/fieldtext.h"

#include <QSet>
#include <QWidget>

namespace indraj {

/// The reasons to look closely, one line each. Opening a line marks it as seen; digits 1-9 open too.
class ConcernList : public QWidget {
    Q_OBJECT
public:
    explicit ConcernList(QWidget *parent = nullptr);
    void setConcerns(const QList<Concern> &concerns);
    void addConcern(const Concern &concern); ///< one found later; what was seen stays seen
    const QList<Concern> &concerns() const { return m_concerns; }
    void open(int index); ///< out of range: nothing happens
    bool allSeen() const { return m_seen.size() == m_concerns.size(); }
    int seen() const { return static_cast<int>(m_seen.size()); }
    /// On the operator's page nothing must be opened: no "look" and "seen" words, and lower lines.
    void setReading(bool reading);
    bool isReading() const { return m_reading; }
    int lineHeight() const; ///< pixels

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {240, sizeHint().height()}; }

Q_SIGNALS:
    void opened(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();
    void paintRow(QPainter &painter, int index) const;
    QList<Concern> m_concerns;
    QSet<int> m_seen;
    int m_current = 0;
    bool m_reading = false;
};

} // namespace indraj
