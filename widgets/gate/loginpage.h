#pragma once

#include "storage/stationaccess.h"
#include "widgets/gate/gateframe.h"

class QLineEdit;

namespace indraj {

class ActionButton;
class ChoiceBox;
class MessageLine;

/// Sign-in at the start of a shift, and again after locking. The pass phrase leaves the box only as
/// SecretBytes.
class LoginPage : public GateFrame {
    Q_OBJECT
public:
    LoginPage(StationAccess &access, const StationNames &names, QWidget *parent = nullptr);
    void enter() override;
    void trigger(const QString &actionId) override;
    /// Locked in the middle of work: the words say that everything is kept, and who locked.
    void setLocked(const std::optional<Actor> &by);
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void loggedIn(const indraj::Actor &actor);

protected:
    void retranslate() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildForm();
    void fillOperators();
    void showRole();
    void noteKeyboard();
    void submit();
    void finish(const tl::expected<Actor, StoreError> &answer);
    void setBusy(bool busy);

    StationAccess &m_access;
    QList<OperatorEntry> m_operators;
    std::optional<Actor> m_lockedBy;
    std::optional<StoreError> m_error;
    bool m_busy = false;
    TextLabel *m_operatorLabel;
    ChoiceBox *m_operator;
    TextLabel *m_role;
    TextLabel *m_phraseLabel;
    TextLabel *m_keyboard;
    QLineEdit *m_phrase;
    ActionButton *m_eye;
    MessageLine *m_message;
    ActionButton *m_start;
};

} // namespace indraj
