#pragma once

#include <QObject>
#include <QPointer>

class QLineEdit;
class QWidget;

namespace indraj {

class KeyboardPanel;
class KeySwitch;

/// What the keys write into the field in hand, those of the desk and those on the screen: Urdu where the
/// field takes Urdu and Urdu keys are on, Latin everywhere else. A keyboard that writes Urdu by itself (XKB)
/// is left alone. GUI thread; one per window.
class UrduTyping : public QObject {
    Q_OBJECT
public:
    /// How a person likes it; remembered from field to field and from day to day.
    struct Habit {
        bool urduKeys = false; ///< Latin keys write Urdu in fields that take Urdu only
        bool panel = false; ///< the keyboard on the screen comes up in such fields
        bool operator==(const Habit &) const = default;
    };
    UrduTyping(QWidget *window, KeyboardPanel *panel);

    Habit habit() const { return m_habit; }
    void setHabit(const Habit &habit);
    bool writesUrdu() const; ///< now, into the field in hand
    bool isOffered() const { return !m_switch.isNull(); } ///< the field in hand takes Urdu
    void toggle(); ///< Ctrl+Space: Urdu keys with the keyboard on the screen, or neither
    void leavePage(); ///< the keyboard goes until a field of the next page asks for it

Q_SIGNALS:
    void habitChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(QWidget *focused);
    void refresh();
    void setKeys(bool urdu);
    void setPanel(bool shown);
    void commit(const QString &text);
    void press(int key);
    void keepInSight();
    bool takesPress(int key, Qt::KeyboardModifiers modifiers, const QString &text);

    QWidget *m_window;
    KeyboardPanel *m_panel;
    QPointer<QLineEdit> m_line;
    QPointer<KeySwitch> m_switch;
    Habit m_habit;
    bool m_eitherUrdu = false; ///< of the field in hand, where it takes both scripts
};

} // namespace indraj
