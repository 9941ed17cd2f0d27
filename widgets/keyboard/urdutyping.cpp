#include "widgets/keyboard/urdutyping.h"

#include "widgets/controls/keyswitch.h"
#include "widgets/keyboard/keyboardpanel.h"

#include <QApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLayout>
#include <QLineEdit>
#include <QScrollArea>

namespace indraj {

namespace {
constexpr int roomRoundField = 40;
}

UrduTyping::UrduTyping(QWidget *window, KeyboardPanel *panel)
    : QObject(window)
    , m_window(window)
    , m_panel(panel)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
    connect(panel, &KeyboardPanel::typed, this, &UrduTyping::commit);
    connect(panel, &KeyboardPanel::keyPressed, this, &UrduTyping::press);
    connect(panel, &KeyboardPanel::scriptAsked, this, [this] { setKeys(!writesUrdu()); });
    connect(panel, &KeyboardPanel::hideAsked, this, [this] { setPanel(false); });
}

void UrduTyping::setHabit(const Habit &habit)
{
    if (m_habit == habit)
        return;
    m_habit = habit;
    refresh();
    Q_EMIT habitChanged();
}

bool UrduTyping::writesUrdu() const
{
    if (!m_switch)
        return false;
    return m_switch->offer() == KeySwitch::Offer::Urdu ? m_habit.urduKeys : m_eitherUrdu;
}

void UrduTyping::setKeys(bool urdu)
{
    if (!m_switch)
        return;
    Habit wanted = m_habit;
    if (m_switch->offer() == KeySwitch::Offer::Urdu)
        wanted.urduKeys = urdu;
    else
        m_eitherUrdu = urdu;
    setHabit(wanted);
    refresh();
}

void UrduTyping::setPanel(bool shown)
{
    Habit wanted = m_habit;
    wanted.panel = shown;
    setHabit(wanted);
    if (!shown)
        m_panel->hide();
    refresh();
}

void UrduTyping::toggle()
{
    if (!m_switch)
        return;
    const bool urdu = !writesUrdu();
    setKeys(urdu);
    setPanel(urdu);
}

void UrduTyping::leavePage() { m_panel->hide(); }

void UrduTyping::follow(QWidget *focused)
{
    if (m_line)
        m_line->removeEventFilter(this);
    if (m_switch) {
        m_switch->setWriting(KeySwitch::Writing::NotInHand);
        disconnect(m_switch, nullptr, this, nullptr);
    }
    m_eitherUrdu = false;
    m_panel->setShift(false);
    auto *line = qobject_cast<QLineEdit *>(focused);
    const bool ours
        = line && line->window() == m_window && line->echoMode() == QLineEdit::Normal && !line->isReadOnly();
    m_line = ours ? line : nullptr;
    m_switch = KeySwitch::of(m_line);
    if (m_line)
        m_line->installEventFilter(this);
    if (m_switch)
        connect(m_switch, &KeySwitch::asked, this, [this] {
            const bool show = !m_panel->isVisible();
            if (show)
                setKeys(true);
            setPanel(show);
        });
    refresh();
}

void UrduTyping::refresh()
{
    const bool urdu = writesUrdu();
    if (m_switch)
        m_switch->setWriting(urdu ? KeySwitch::Writing::Urdu : KeySwitch::Writing::Latin);
    m_panel->setUrdu(urdu);
    m_panel->setEnabled(!m_line.isNull());
    m_panel->setCanWriteUrdu(!m_switch.isNull());
    if (!m_switch || !m_habit.panel || m_panel->isVisible())
        return;
    // In the fields between two Urdu ones it stays and writes Latin: a page that jumps with every Tab is
    // worse than a keyboard that is not needed.
    m_panel->show();
    QMetaObject::invokeMethod(this, &UrduTyping::keepInSight, Qt::QueuedConnection);
}

void UrduTyping::keepInSight()
{
    if (!m_line)
        return;
    if (m_panel->parentWidget() && m_panel->parentWidget()->layout())
        m_panel->parentWidget()->layout()->activate();
    for (QWidget *up = m_line->parentWidget(); up; up = up->parentWidget())
        if (auto *area = qobject_cast<QScrollArea *>(up))
            area->ensureWidgetVisible(m_line, 0, roomRoundField);
}

void UrduTyping::commit(const QString &text)
{
    if (!m_line)
        return;
    QInputMethodEvent event;
    event.setCommitString(text);
    QApplication::sendEvent(m_line, &event);
}

void UrduTyping::press(int key)
{
    // A field may go with what Enter does: each event asks again.
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        if (!m_line)
            return;
        QKeyEvent event(type, key, Qt::NoModifier);
        QApplication::sendEvent(m_line, &event);
    }
}

bool UrduTyping::takesPress(int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    if (key == Qt::Key_Shift) {
        m_panel->setShift(true);
        return false;
    }
    const bool plain = !(modifiers & ~(Qt::ShiftModifier | Qt::KeypadModifier));
    if (!writesUrdu() || !plain || text.size() != 1)
        return false;
    const QString urdu = urduFor(text.at(0), modifiers.testFlag(Qt::ShiftModifier));
    if (urdu.isEmpty())
        return false;
    commit(urdu);
    return true;
}

bool UrduTyping::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_line)
        return QObject::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (takesPress(key->key(), key->modifiers(), key->text()))
            return true;
    } else if (event->type() == QEvent::KeyRelease) {
        if (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Shift)
            m_panel->setShift(false);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace indraj
