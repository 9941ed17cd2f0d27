#pragma once

#include "storage/peoplestore.h"
#include "widgets/controls/message.h"
#include "widgets/gate/gateframe.h"

class QLineEdit;

namespace indraj {

class ActionButton;
class ChoiceBox;
class Field;
class MessageLine;
class NewPassphrase;

/// "No in-charge can sign in": two share holders and the person who becomes the in-charge.
class RecoverPage : public GateFrame {
    Q_OBJECT
public:
    RecoverPage(PeopleStore &store, StationAccess &access, const StationNames &names,
                QWidget *parent = nullptr);
    void enter() override;
    void leave() override; ///< forgets what was typed
    void trigger(const QString &actionId) override; ///< "recover", "back"
    QString message() const;

Q_SIGNALS:
    void recovered(const indraj::Actor &supervisor);
    void cancelled();

protected:
    void retranslate() override;

private:
    void fillPeople();
    void showNewPerson();
    void submit();
    void setBusy(bool busy);
    void say(MessageKind kind, const QString &words);
    Actor supervisor() const;

    PeopleStore &m_store;
    StationAccess &m_access;
    QList<OperatorEntry> m_people;
    bool m_busy = false;
    QList<TextLabel *> m_shareLabels;
    QList<QLineEdit *> m_shares;
    TextLabel *m_personLabel;
    ChoiceBox *m_person;
    QWidget *m_newPerson;
    Field *m_id;
    Field *m_english;
    Field *m_urdu;
    NewPassphrase *m_passphrase;
    MessageLine *m_message;
    ActionButton *m_start;
    ActionButton *m_back;
};

} // namespace indraj
