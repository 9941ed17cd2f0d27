#include "widgets/details/matchbar.h"

#include "widgets/controls/message.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/details/matchasker.h"
#include "widgets/details/matchwords.h"
#include "widgets/details/registrybar.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

MatchBar::MatchBar(MatchAsker &asker, EnrolmentDesk &desk, QWidget *parent)
    : AskBar(u"match"_s, u"Shift+F9"_s, parent)
    , m_asker(asker)
    , m_desk(desk)
{
    connect(&asker, &MatchAsker::changed, this, &MatchBar::refresh);
    MatchBar::refresh();
}

bool MatchBar::hasAnswer() const { return m_desk.hasEnrolment() && m_desk.enrolment().match; }

void MatchBar::refresh()
{
    const bool asking = m_asker.state() == MatchAsker::State::Asking;
    Shown now = line();
    now.person = candidateWords();
    now.asking = asking;
    now.mayAsk = asking || m_asker.mayAsk();
    now.ask = asking ? tr("Cancel the question") : hasAnswer() ? tr("Compare again") : tr("Compare pictures");
    show(now);
}

MatchBar::Shown MatchBar::line() const
{
    switch (m_asker.state()) {
    case MatchAsker::State::Asking:
        return {MessageKind::Info,
                tr("The registry compares fingers and photo: %1 s. You can go on typing.")
                    .arg(m_asker.seconds())};
    case MatchAsker::State::Unanswered:
        return {MessageKind::Info, local(noMatchWords(m_asker.failure()))};
    case MatchAsker::State::NotWritten:
        return {MessageKind::Error,
                tr("It could not be read or written down, so it does not count.") + u' '
                    + storeErrorWords(m_asker.trouble())};
    case MatchAsker::State::Answered:
    case MatchAsker::State::Quiet:
        break;
    }
    return hasAnswer() ? answerLine() : Shown{MessageKind::Neutral, quietWords()};
}

MatchBar::Shown MatchBar::answerLine() const
{
    const MatchNote &note = *m_desk.enrolment().match;
    if (m_asker.isOutdated())
        return {MessageKind::Info, local(matchOutdatedWords())};
    Shown shown{kindOf(note.result),
                local(matchFact(note.result)) + u' ' + local(matchAdvice(note.result)) + u' '
                    + tr("Asked %1.").arg(timeWords(note.at))};
    shown.renewal = note.result == MatchResult::Somebody && renewalExists(m_desk);
    return shown;
}

QString MatchBar::quietWords() const
{
    if (!m_desk.hasEnrolment())
        return {};
    if (const auto question = m_asker.question())
        return question->kind == MatchKind::Verify
            ? tr("Is it the person of this number? The registry can compare fingers and photo.")
            : tr("Is this person registered already? The registry can compare fingers and photo.");
    return m_desk.renewsCard()
        ? tr("The registry can compare fingers and photo as soon as they are taken and the number is whole.")
        : tr("The registry can compare fingers and photo as soon as they are taken.");
}

/// For comparing with an earlier card; who it is may be somebody else.
QString MatchBar::candidateWords() const
{
    const QStringList numbers = m_asker.candidates();
    if (numbers.isEmpty())
        return {};
    return tr("Likest of %2 found: %1. Compare it with an earlier card; do not read it out.")
        .arg(isolated(numbers.first()))
        .arg(numbers.size());
}

} // namespace indraj
