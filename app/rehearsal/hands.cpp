#include "app/rehearsal/hands.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPixmap>
#include <QScrollArea>
#include <QStyle>
#include <QStyleOptionButton>

namespace indraj {

QWidget *Hands::find(const QString &objectName) const
{
    const auto found = m_window.findChildren<QWidget *>(objectName);
    for (QWidget *widget : found) {
        if (widget->isVisible() && widget->isEnabled())
            return widget;
    }
    return nullptr;
}

bool Hands::click(const QString &objectName) const
{
    QWidget *widget = find(objectName);
    if (!widget)
        return false;
    // A check box listens only where its box and text are.
    QPointF local = widget->rect().center();
    if (auto *box = qobject_cast<QCheckBox *>(widget)) {
        QStyleOptionButton option;
        option.initFrom(box);
        local = box->style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, box).center();
    }
    const QPointF global = widget->mapToGlobal(local);
    for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
        const auto held = type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton;
        QMouseEvent event(type, local, global, Qt::LeftButton, held, Qt::NoModifier);
        QApplication::sendEvent(widget, &event);
    }
    return true;
}

bool Hands::type(const QString &objectName, const QString &text) const
{
    auto *edit = qobject_cast<QLineEdit *>(find(objectName));
    if (!edit)
        return false;
    for (QWidget *up = edit->parentWidget(); up; up = up->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(up))
            area->ensureWidgetVisible(edit);
    }
    edit->setFocus(Qt::TabFocusReason);
    edit->selectAll();
    if (edit->echoMode() != QLineEdit::Normal) {
        // A hidden field takes no input method: key by key, as on a keyboard.
        for (const QChar letter : text) {
            QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(letter));
            QApplication::sendEvent(edit, &press);
        }
        return true;
    }
    QInputMethodEvent event;
    event.setCommitString(text);
    QApplication::sendEvent(edit, &event);
    return true;
}

bool Hands::choose(const QString &objectName, const QString &code) const
{
    auto *combo = qobject_cast<QComboBox *>(find(objectName));
    if (!combo)
        return false;
    const int index = combo->findData(code);
    if (index < 0)
        return false;
    combo->setCurrentIndex(index);
    // setCurrentIndex does not count as a person's choice; the page listens to `activated`.
    Q_EMIT combo->activated(index);
    return true;
}

bool Hands::press(const QString &objectName, int key, Qt::KeyboardModifiers modifiers) const
{
    QWidget *widget = find(objectName);
    if (!widget)
        return false;
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, modifiers);
        QApplication::sendEvent(widget, &event);
    }
    return true;
}

bool Hands::draw(const QString &objectName, const QList<QPointF> &line) const
{
    QWidget *widget = find(objectName);
    if (!widget || line.isEmpty())
        return false;
    const auto send = [widget](QEvent::Type type, const QPointF &part, Qt::MouseButtons buttons) {
        const QPointF place(part.x() * widget->width(), part.y() * widget->height());
        QMouseEvent event(type, place, widget->mapToGlobal(place), Qt::LeftButton, buttons, Qt::NoModifier);
        QApplication::sendEvent(widget, &event);
    };
    send(QEvent::MouseButtonPress, line.first(), Qt::LeftButton);
    for (const QPointF &part : line)
        send(QEvent::MouseMove, part, Qt::LeftButton);
    send(QEvent::MouseButtonRelease, line.last(), Qt::NoButton);
    return true;
}

bool Hands::screenshot(const QString &path) const { return m_window.grab().save(path); }

QString Hands::textOf(const QString &objectName) const
{
    QWidget *widget = find(objectName);
    if (auto *label = qobject_cast<QLabel *>(widget))
        return label->text();
    if (auto *edit = qobject_cast<QLineEdit *>(widget))
        return edit->text();
    return {};
}

} // namespace indraj
