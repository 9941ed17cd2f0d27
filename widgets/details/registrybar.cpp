#include "widgets/details/registrybar.h"

#include "widgets/desk/enrolmentdesk.h"
#include "widgets/details/registryasker.h"
#include "widgets/details/registrywords.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

RegistryBar::RegistryBar(RegistryAsker &asker, EnrolmentDesk &desk, QWidget *parent)
    : AskBar(u"registry"_s, u"F9"_s, parent)
    , m_asker(asker)
    , m_desk(desk)
{
    connect(&asker, &RegistryAsker::changed, this, &RegistryBar::refresh);
    RegistryBar::refresh();
}

bool RegistryBar::hasAnswer() const { return m_desk.hasEnrolment() && m_desk.enrolment().registry; }

void RegistryBar::refresh()
{
    const bool asking = m_asker.state() == RegistryAsker::State::Asking;
    const Line now = line();
    show({now.kind, now.text, personWords(),
          asking            ? tr("Cancel the question")
              : hasAnswer() ? tr("Ask again")
                            : tr("Ask the registry"),
          asking || m_asker.mayAsk(), asking, now.renewal});
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
            meaning == RegistryMeaning::RenewalInstead && renewalExists(m_desk)};
}

bool renewalExists(const EnrolmentDesk &desk)
{
    const QList<FormSpec> &all = desk.forms().all();
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

} // namespace indraj
