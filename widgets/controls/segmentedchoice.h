#pragma once

#include <QAbstractButton>
#include <QList>

namespace indraj {

/// One segment; public because QAccessible and tests look at it as an ordinary checkable button.
class ChoiceSegment : public QAbstractButton {
    Q_OBJECT
public:
    explicit ChoiceSegment(QWidget *parent);
    void setPlace(bool first, bool last);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool m_first = false;
    bool m_last = false;
};

/// A choice of two to four as a row of buttons; arrow keys move, Space chooses.
class SegmentedChoice : public QWidget {
    Q_OBJECT
public:
    struct Option {
        QString code;
        QString text;
    };
    explicit SegmentedChoice(QWidget *parent = nullptr);
    void setOptions(const QList<Option> &options); ///< keeps the chosen code if it is still there
    void setCurrent(const QString &code); ///< emits nothing
    QString current() const;
    void setErrorState(bool error);
    bool errorState() const { return m_error; }

Q_SIGNALS:
    void chosen(const QString &code); ///< by the user

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QList<Option> m_options;
    QList<ChoiceSegment *> m_segments;
    bool m_error = false;
};

} // namespace indraj
