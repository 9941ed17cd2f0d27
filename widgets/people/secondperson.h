#pragma once

#include "storage/peoplestore.h"

#include <QWidget>

namespace indraj {

class ChoiceBox;
class MessageLine;
class PassphraseBox;
class TextLabel;

/// Who may be the second person: another active supervisor; where there is none, another active operator whom
/// the change does not concern. The store judges again.
QList<OperatorEntry> secondPeople(const QList<OperatorEntry> &people, const QString &proposer,
                                  const QString &concerned);

/// The second person comes to the keyboard: name and pass phrase.
class SecondPerson : public QWidget {
    Q_OBJECT
public:
    explicit SecondPerson(QWidget *parent = nullptr);
    void setPeople(const QList<OperatorEntry> &people);
    QString person() const;
    bool isFilled() const;
    SecretBytes take();
    void clear();
    void setBusy(bool busy);
    void setError(const StoreError &error);
    void showMissing(); ///< says what is not typed yet
    QString message() const;

Q_SIGNALS:
    void entered();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refreshMessage();
    QList<OperatorEntry> m_people;
    std::optional<StoreError> m_error;
    QString m_missing;
    bool m_busy = false;
    TextLabel *m_title;
    TextLabel *m_lead;
    TextLabel *m_personLabel;
    ChoiceBox *m_person;
    PassphraseBox *m_phrase;
    MessageLine *m_message;
};

} // namespace indraj
