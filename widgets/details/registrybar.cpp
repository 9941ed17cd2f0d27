#include "widgets/details/registrybar.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/messageline.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/details/registryasker.h"
#include "widgets/details/registrywords.h"
#include "widgets/shell/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

RegistryBar::RegistryBar(RegistryAsker &asker, EnrolmentDesk &desk, QWidget *parent)
    : Panel(parent)
    , m_asker(asker)
    , m_desk(desk)
    , m_line(new MessageLine)
    , m_person(new TextLabel(TextStyle::Small))
    , m_renewal(new ActionButton(u"registryRenewal"_s, {}))
    , m_ask(new ActionButton(u"registry"_s, {}))
{
    setObjectName(u"registry"_s);
    body()->setContentsMargins(12, 2, 8, 2);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // what is over belongs to the form
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch(1);
    words->addWidget(m_line);
    constexpr int besideGlyph = 6; // as MessageLine has it
    auto *below = new QHBoxLayout;
    below->setSpacing(0);
    below->addSpacing(scaledRoom(16) + besideGlyph);
    below->addWidget(m_person, 1);
    words->addLayout(below);
    words->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addLayout(words, 1);
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(0);
    buttons->addWidget(m_renewal, 0, Qt::AlignTrailing);
    buttons->addWidget(m_ask, 0, Qt::AlignTrailing | Qt::AlignVCenter);
    row->addLayout(buttons);
    body()->addLayout(row);
    m_line->setWordWrap(true);
    m_person->setObjectName(u"registry.person"_s);
    m_person->setWordWrap(true);
    m_renewal->setCompact(true);
    m_ask->setCompact(true);
    m_ask->setKeyHint(u"F9"_s);
    connect(m_ask, &QAbstractButton::clicked, this, &RegistryBar::askRequested);
    connect(m_renewal, &QAbstractButton::clicked, this, &RegistryBar::renewalRequested);
    constexpr int everySecond = 1000;
    m_second.setInterval(everySecond);
    connect(&m_second, &QTimer::timeout, this, &RegistryBar::refresh);
    connect(&asker, &RegistryAsker::changed, this, &RegistryBar::refresh);
    refresh();
}

QString RegistryBar::words() const { return m_line->text(); }

bool RegistryBar::hasAnswer() const { return m_desk.hasEnrolment() && m_desk.enrolment().registry; }

void RegistryBar::refresh()
{
    const bool asking = m_asker.state() == RegistryAsker::State::Asking;
    if (asking != m_second.isActive())
        asking ? m_second.start() : m_second.stop();
    const Line now = line();
    m_line->setMessage(now.kind, now.text);
    m_person->setText(personWords());
    m_person->setVisible(!m_person->text().isEmpty());
    m_renewal->setLabel(tr("Begin a renewal"));
    m_renewal->setVisible(now.renewal);
    m_ask->setLabel(asking            ? tr("Cancel the question")
                        : hasAnswer() ? tr("Ask again")
                                      : tr("Ask the registry"));
    m_ask->setEnabled(asking || m_asker.mayAsk());
}

RegistryBar::Line RegistryBar::line() const
{
    switch (m_asker.state()) {
    case RegistryAsker::State::Asking:
        return {MessageKind::Info,
                tr("Asking the registry: %1 s. You can go on typing.").arg(m_asker.seconds())};
    case RegistryAsker::State::Unanswered:
        return {MessageKind::Info, local(noAnswerWords(m_asker.failure()))};
    case RegistryAsker::State::NotWritten:
        return {MessageKind::Error,
                tr("It could not be written down, so it does not count.") + u' '
                    + storeErrorWords(m_asker.trouble())};
    case RegistryAsker::State::Answered:
    case RegistryAsker::State::Quiet:
        break;
    }
    return hasAnswer() ? answerLine() : Line{MessageKind::Neutral, quietWords()};
}

RegistryBar::Line RegistryBar::answerLine() const
{
    const RegistryNote &note = *m_desk.enrolment().registry;
    if (m_asker.isOutdated())
        return {MessageKind::Info, local(outdatedWords()) + u' ' + tr("Ask again.")};
    const RegistryMeaning meaning = meaningOf(note.standing, m_desk.renewsCard());
    return {kindOf(meaning),
            local(registryFact(note.standing, note.by)) + u' ' + local(registryAdvice(meaning)) + u' '
                + tr("Asked %1.").arg(timeWords(note.at)),
            meaning == RegistryMeaning::RenewalInstead && renewalExists()};
}

bool RegistryBar::renewalExists() const
{
    const QList<FormSpec> &all = m_desk.forms().all();
    return std::any_of(all.begin(), all.end(), [](const FormSpec &form) { return !form.renews.isEmpty(); });
}

QString RegistryBar::quietWords() const
{
    if (!m_desk.hasEnrolment())
        return {};
    const auto question = registryQuestion(m_desk.form(), m_desk.enrolment().fields);
    if (!question)
        return m_desk.renewsCard()
            ? tr("The registry can be asked as soon as the number of the card is whole.")
            : tr("The registry can be asked as soon as name and date of birth are there.");
    return question->by == AskedBy::Number
        ? tr("Is this person registered? The registry knows, by the number of the card.")
        : tr("Is this person registered? The registry knows, by name and date of birth.");
}

/// For comparing with who sits here.
QString RegistryBar::personWords() const
{
    const auto person = m_asker.person();
    if (!person)
        return {};
    QStringList parts;
    if (!person->name.isEmpty())
        parts << isolated(person->name);
    if (person->born.isValid())
        parts << tr("born %1").arg(dateWords(person->born));
    if (person->validUntil.isValid())
        parts << tr("valid until %1").arg(dateWords(person->validUntil));
    if (parts.isEmpty())
        return {};
    return tr("In the registry: %1. Is it this person?").arg(parts.join(urduInterface() ? u"، "_s : u", "_s));
}

void RegistryBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Panel::changeEvent(event);
}

} // namespace indraj
