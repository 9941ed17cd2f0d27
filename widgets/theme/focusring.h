#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QWidget>

class QApplication;

namespace indraj {

/// Draws the focus ring, 3 px wide with a gap of 2 px, around whatever control has the keyboard focus. One
/// transparent sheet above the window instead of a margin inside each control, so that controls keep the
/// sizes of the design and no parent clips the ring.
class FocusRing : public QObject {
    Q_OBJECT
public:
    explicit FocusRing(QApplication *app);
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Sheet;
    void follow(QWidget *focused);
    void place();

    QPointer<QWidget> m_focused;
    QPointer<QWidget> m_sheet;
    QList<QPointer<QWidget>> m_watched;
};

} // namespace indraj
