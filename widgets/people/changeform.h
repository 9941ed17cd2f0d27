#pragma once

#include "storage/peoplestore.h"

#include <QWidget>

namespace indraj {

class Field;
class FieldPair;
class NewPassphrase;
class SegmentedChoice;
class TextLabel;

/// What a supervisor fills in to ask for a change of a person.
class ChangeForm : public QWidget {
    Q_OBJECT
public:
    explicit ChangeForm(QWidget *parent = nullptr);
    /// Begins anew. `person` is empty for Add.
    void start(PersonChange change, const Actor &person);
    PersonChange change() const { return m_change; }
    Actor person() const; ///< as he will be
    /// Whether all is filled in; says beside the fields what is not.
    bool check();
    SecretBytes takePassphrase(); ///< empty where none is needed
    void clear(); ///< forgets what was typed
    void focusFirst();

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    bool checkField(Field *field);
    bool needsPassphrase() const;
    PersonChange m_change = PersonChange::Add;
    Actor m_person;
    TextLabel *m_lead;
    Field *m_id;
    FieldPair *m_names;
    TextLabel *m_roleLabel;
    SegmentedChoice *m_role;
    NewPassphrase *m_passphrase;
};

} // namespace indraj
