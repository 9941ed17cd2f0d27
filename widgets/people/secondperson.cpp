#include "widgets/people/secondperson.h"

#include "widgets/controls/choicebox.h"
#include "widgets/controls/messageline.h"
#include "widgets/controls/passphrasebox.h"
#include "widgets/controls/textlabel.h"
#include "widgets/shell/words.h"

#include <QEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

QList<OperatorEntry> secondPeople(const QList<OperatorEntry> &people, const QString &proposer,
                                  const QString &concerned)
{
    QList<OperatorEntry> supervisors;
    QList<OperatorEntry> operators;
    for (const OperatorEntry &entry : people) {
        if (entry.suspended || entry.actor.id == proposer || entry.actor.id == concerned)
            continue;
        (entry.actor.role == Role::Supervisor ? supervisors : operators).append(entry);
    }
    return supervisors.isEmpty() ? operators : supervisors;
}

SecondPerson::SecondPerson(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextStyle::Heading, this))
    , m_lead(new TextLabel(TextStyle::Body, this))
    , m_personLabel(new TextLabel(TextStyle::Label, this))
    , m_person(new ChoiceBox(this))
    , m_phrase(new PassphraseBox(u"secondPassphrase"_s, this))
    , m_message(new MessageLine(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_title->setBold(true);
    m_lead->setTone(u"muted"_s);
    m_lead->setWordWrap(true);
    m_person->setObjectName(u"field.secondPerson"_s);
    m_personLabel->setBuddy(m_person);
    m_message->setWordWrap(true);
    for (QWidget *part : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_lead),
                          static_cast<QWidget *>(m_personLabel), static_cast<QWidget *>(m_person),
                          static_cast<QWidget *>(m_phrase), static_cast<QWidget *>(m_message)})
        column->addWidget(part);
    connect(m_phrase, &PassphraseBox::entered, this, &SecondPerson::entered);
    connect(m_phrase, &PassphraseBox::edited, this, [this] {
        m_error.reset();
        m_missing.clear();
        refreshMessage();
    });
    setFocusProxy(m_phrase);
    retranslate();
}

void SecondPerson::setPeople(const QList<OperatorEntry> &people)
{
    m_people = people;
    m_error.reset();
    m_missing.clear();
    retranslate();
}

QString SecondPerson::person() const { return m_person->currentCode(); }

bool SecondPerson::isFilled() const { return !person().isEmpty() && !m_phrase->line()->text().isEmpty(); }

SecretBytes SecondPerson::take() { return m_phrase->take(); }

void SecondPerson::clear()
{
    m_phrase->clear();
    m_error.reset();
    m_missing.clear();
    refreshMessage();
}

void SecondPerson::setBusy(bool busy)
{
    m_busy = busy;
    m_person->setEnabled(!busy);
    m_phrase->setEnabled(!busy);
    refreshMessage();
}

void SecondPerson::setError(const StoreError &error)
{
    m_error = error;
    refreshMessage();
    m_phrase->setFocus(Qt::OtherFocusReason);
}

void SecondPerson::showMissing()
{
    m_missing = tr("The second person types the pass phrase here.");
    refreshMessage();
    m_phrase->setFocus(Qt::OtherFocusReason);
}

QString SecondPerson::message() const { return m_message->text(); }

void SecondPerson::refreshMessage()
{
    if (m_busy)
        m_message->setMessage(MessageKind::Info,
                              tr("The pass phrase is being checked. This takes some seconds."));
    else if (m_people.isEmpty())
        m_message->setMessage(MessageKind::Error,
                              tr("Nobody else at this station may confirm this. Add another person first."));
    else if (m_error)
        m_message->setMessage(MessageKind::Error, storeErrorWords(*m_error));
    else
        m_message->setMessage(m_missing.isEmpty() ? MessageKind::Warn : MessageKind::Error,
                              m_missing.isEmpty() ? m_phrase->warning() : m_missing);
}

void SecondPerson::retranslate()
{
    m_title->setText(tr("Second person"));
    m_lead->setText(tr("Hand over the keyboard. The second person reads what will happen, then types."));
    m_personLabel->setText(tr("Who confirms"));
    m_person->setAccessibleName(m_personLabel->text());
    m_phrase->setLabel(tr("Pass phrase of the second person"));
    const QString kept = m_person->currentCode();
    m_person->clear();
    for (const OperatorEntry &entry : std::as_const(m_people))
        m_person->addItem(actorName(entry.actor) + u" · "_s + roleWord(entry.actor.role), entry.actor.id);
    m_person->setCurrentIndex(m_people.isEmpty() ? -1 : qMax(0, m_person->findData(kept)));
    refreshMessage();
}

void SecondPerson::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indraj
