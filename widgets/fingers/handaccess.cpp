#include "widgets/fingers/handaccess.h"

#include "widgets/fingers/handdiagram.h"

#include <QAccessibleWidget>
#include <QPointer>

#include <array>

namespace indraj {

namespace {

constexpr int fingerTarget = 44;

int fingerIndex(FingerPosition finger)
{
    return int(std::find(allFingers.begin(), allFingers.end(), finger) - allFingers.begin());
}

class HandAccess;

/// One finger. Lives as long as its hand's interface.
class FingerAccess : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    FingerAccess(HandDiagram &hands, FingerPosition finger)
        : m_hands(&hands)
        , m_finger(finger)
    {
    }
    bool isValid() const override { return !m_hands.isNull(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_hands); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? m_hands->describe(m_finger) : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override
    {
        QRect box(0, 0, fingerTarget, fingerTarget);
        box.moveCenter(m_hands->mapToGlobal(m_hands->tipOf(m_finger)).toPoint());
        return box;
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        const bool choosable = m_hands->focusPolicy() != Qt::NoFocus;
        const bool chosen = choosable && m_hands->selected() == m_finger;
        state.invisible = !m_hands->isVisible();
        state.disabled = !m_hands->isEnabled();
        state.selectable = choosable;
        state.focusable = choosable;
        state.selected = chosen;
        state.focused = chosen && m_hands->hasFocus();
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ActionInterface && m_hands->focusPolicy() != Qt::NoFocus)
            return static_cast<QAccessibleActionInterface *>(this);
        return nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &action) override
    {
        if (action == pressAction() && m_hands->isEnabled())
            Q_EMIT m_hands->chosen(m_finger);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QPointer<HandDiagram> m_hands;
    FingerPosition m_finger;
};

class HandAccess : public QAccessibleWidget {
public:
    explicit HandAccess(HandDiagram &hands)
        : QAccessibleWidget(&hands, QAccessible::List)
        , m_hands(hands)
    {
        for (std::size_t i = 0; i < allFingers.size(); ++i) {
            m_fingers.at(i) = new FingerAccess(hands, allFingers.at(i));
            QAccessible::registerAccessibleInterface(m_fingers.at(i));
        }
    }
    ~HandAccess() override
    {
        for (FingerAccess *finger : m_fingers)
            QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(finger));
    }
    Q_DISABLE_COPY_MOVE(HandAccess)
    int childCount() const override { return int(m_fingers.size()); }
    QAccessibleInterface *child(int index) const override
    {
        return index >= 0 && index < childCount() ? m_fingers.at(std::size_t(index)) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto found = std::find(m_fingers.begin(), m_fingers.end(), child);
        return found == m_fingers.end() ? -1 : int(found - m_fingers.begin());
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const int hit = m_hands.fingerAt(m_hands.mapFromGlobal(QPointF(x, y)));
        return hit > 0 ? child(fingerIndex(static_cast<FingerPosition>(hit))) : nullptr;
    }
    QAccessibleInterface *focusChild() const override
    {
        return m_hands.hasFocus() ? child(fingerIndex(m_hands.selected())) : nullptr;
    }

private:
    HandDiagram &m_hands;
    std::array<FingerAccess *, allFingers.size()> m_fingers{};
};

QAccessibleInterface *makeHandAccess(const QString &, QObject *object)
{
    auto *hands = qobject_cast<HandDiagram *>(object);
    return hands ? new HandAccess(*hands) : nullptr;
}

} // namespace

void offerHandAccess()
{
    QAccessible::installFactory(makeHandAccess); // the same one twice is taken once
}

void announceFinger(HandDiagram &hands)
{
    QAccessibleEvent event(&hands, QAccessible::Focus);
    event.setChild(fingerIndex(hands.selected()));
    QAccessible::updateAccessibility(&event);
}

} // namespace indraj
