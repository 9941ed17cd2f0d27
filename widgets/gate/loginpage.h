#pragma once

#include "storage/stationaccess.h"
#include "widgets/gate/gateframe.h"
#include "widgets/gate/retrycountdown.h"

namespace indraj {

class ActionButton;
class ChoiceBox;
class MessageLine;
class PassphraseBox;

/// Whose work lies below the lock. Nothing of a citizen but the token.
struct LockedWork {
    Actor by;
    QString token; ///< of the enrolment on the desk; empty: none
};

/// Sign-in at the start of a shift, and again after locking. The pass phrase leaves the box only as
/// SecretBytes. Somebody who must wait after wrong pass phrases sees the time run down.
class LoginPage : public GateFrame {
    Q_OBJECT
public:
    LoginPage(StationAccess &access, const StationNames &names, QWidget *parent = nullptr);
    void enter() override;
    void leave() override;
    void trigger(const QString &actionId) override;
    /// Locked in the middle of work: the words say that everything is kept, and what happens when another
    /// person signs in.
    void setLocked(const std::optional<LockedWork> &work);
    /// Something typed is not in the store yet: only the person who typed it may sign in.
    void setUnsaved(bool unsaved);
    void setRecoveryOffered(bool offered); ///< "No supervisor can sign in"
    RetryCountdown &countdown() { return m_countdown; }
    bool isBusy() const { return m_busy; }
    QString message() const;

Q_SIGNALS:
    void loggedIn(const indraj::Actor &actor);
    void recoverRequested();

protected:
    void retranslate() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildForm();
    void fillOperators();
    void showPerson();
    void refreshMessage();
    void submit();
    void finish(const QString &person, const tl::expected<Actor, StoreError> &answer);
    void setBusy(bool busy);
    bool isTakeOver() const;
    QString startWords() const;

    StationAccess &m_access;
    RetryCountdown m_countdown;
    QList<OperatorEntry> m_operators;
    std::optional<LockedWork> m_locked;
    std::optional<StoreError> m_error;
    QString m_emptyPhrase; ///< said until something is typed
    bool m_unsaved = false;
    bool m_busy = false;
    bool m_recoveryOffered = false;
    TextLabel *m_operatorLabel;
    ChoiceBox *m_operator;
    TextLabel *m_role;
    PassphraseBox *m_phrase;
    MessageLine *m_message;
    MessageLine *m_takeOver;
    ActionButton *m_start;
    ActionButton *m_recover;
};

} // namespace indraj
