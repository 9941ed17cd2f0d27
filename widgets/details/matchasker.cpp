#include "widgets/details/matchasker.h"

#include "storage/enrolmentstore.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/onanswer.h"

#include <QPointer>

namespace indraj {

namespace {

using NoteAnswer = tl::expected<Enrolment, StoreError>;

} // namespace

MatchAsker::MatchAsker(EnrolmentDesk &desk, RegistryStore &notes, EnrolmentStore &pictures,
                       IdentityLookup &lookup, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_notes(notes)
    , m_pictures(pictures)
    , m_lookup(lookup)
{
    connect(&desk, &EnrolmentDesk::closed, this, [this] {
        cancel();
        ++m_round;
        m_noted = m_out = false;
        m_probes.clear();
        m_candidates.clear();
        become(State::Quiet);
    });
    connect(&desk, &EnrolmentDesk::changed, this, &MatchAsker::changed);
}

std::optional<MatchQuestion> MatchAsker::question() const
{
    if (!m_desk.hasEnrolment())
        return std::nullopt;
    return matchQuestion(m_desk.form(), m_desk.enrolment());
}

bool MatchAsker::mayAsk() const
{
    return m_state != State::Asking && m_desk.hasEnrolment()
        && m_desk.enrolment().state == EnrolmentState::Draft && question();
}

void MatchAsker::ask()
{
    if (!mayAsk())
        return;
    m_question = *question();
    m_enrolment = m_desk.enrolment().id;
    m_actor = m_desk.actor();
    m_probes.clear();
    m_candidates.clear();
    m_noted = m_out = m_cancelled = false;
    m_since.start();
    const int round = ++m_round;
    become(State::Asking);
    onAnswer(this, m_notes.noteMatchQuestion(m_enrolment, m_question, m_actor),
             [this, round, actor = m_actor](const NoteAnswer &noted) {
                 if (round != m_round) { // the enrolment has left before the question did
                     if (noted)
                         m_notes.noteMatchAnswer(noted->id, tl::unexpected(NoAnswer::Cancelled), actor);
                     return;
                 }
                 if (!noted) {
                     m_trouble = noted.error();
                     return become(State::NotWritten);
                 }
                 m_noted = true;
                 m_desk.takeRegistryNote(*noted);
                 readPicture();
             });
}

/// One after the other, until all are there.
void MatchAsker::readPicture()
{
    if (m_cancelled)
        return conclude(tl::unexpected(NoAnswer::Cancelled));
    if (m_probes.size() == m_question.samples.size())
        return putQuestion();
    onAnswer(this, m_pictures.loadSample(m_enrolment, m_question.samples.at(m_probes.size())),
             [this, round = m_round](const tl::expected<Sample, StoreError> &sample) {
                 if (round != m_round)
                     return;
                 if (!sample)
                     return stopWith(sample.error());
                 m_probes.append(*sample);
                 readPicture();
             });
}

/// A picture cannot be read: nothing has been asked.
void MatchAsker::stopWith(const StoreError &trouble)
{
    ++m_round;
    m_noted = false;
    m_probes.clear();
    m_notes.noteMatchAnswer(m_enrolment, tl::unexpected(NoAnswer::Cancelled), m_actor);
    m_trouble = trouble;
    become(State::NotWritten);
}

void MatchAsker::putQuestion()
{
    m_out = true;
    const QPointer<MatchAsker> self(this);
    const QList<Sample> probes = std::exchange(m_probes, {});
    if (m_question.kind == MatchKind::Verify) {
        m_lookup.verify(m_question.number, probes,
                        [self, round = m_round](const tl::expected<VerifyAnswer, LookupError> &told) {
                            if (!self || round != self->m_round)
                                return;
                            if (!told)
                                return self->conclude(tl::unexpected(noAnswerOf(told.error().fault)));
                            self->conclude(!told->known     ? MatchResult::NoRecord
                                               : told->same ? MatchResult::Same
                                                            : MatchResult::Other);
                        });
        return;
    }
    m_lookup.identify(
        probes, [self, round = m_round](const tl::expected<QList<Candidate>, LookupError> &told) {
            if (!self || round != self->m_round)
                return;
            if (!told)
                return self->conclude(tl::unexpected(noAnswerOf(told.error().fault)));
            QStringList numbers;
            for (const Candidate &each : *told)
                numbers.append(each.number);
            self->conclude(numbers.isEmpty() ? MatchResult::Nobody : MatchResult::Somebody, numbers);
        });
}

void MatchAsker::conclude(const MatchAnswer &answer, const QStringList &candidates)
{
    m_noted = m_out = false;
    m_probes.clear();
    const int round = ++m_round;
    onAnswer(this, m_notes.noteMatchAnswer(m_enrolment, answer, m_actor),
             [this, round, answer, candidates](const NoteAnswer &noted) {
                 if (round != m_round)
                     return;
                 if (!noted) {
                     m_trouble = noted.error();
                     return become(State::NotWritten);
                 }
                 m_desk.takeRegistryNote(*noted);
                 m_candidates = candidates;
                 if (!answer)
                     m_failure = answer.error();
                 become(answer ? State::Answered : State::Unanswered);
             });
}

void MatchAsker::cancel()
{
    if (m_state != State::Asking)
        return;
    m_cancelled = true;
    if (!m_noted)
        return; // question or answer is being written down: a moment
    if (m_out)
        m_lookup.cancel();
    conclude(tl::unexpected(NoAnswer::Cancelled));
}

int MatchAsker::seconds() const
{
    constexpr int milliseconds = 1000;
    return m_state == State::Asking ? static_cast<int>(m_since.elapsed() / milliseconds) : 0;
}

bool MatchAsker::isCurrent() const
{
    return m_desk.hasEnrolment() && m_desk.enrolment().id == m_enrolment && question() == m_question;
}

bool MatchAsker::isOutdated() const
{
    return m_desk.hasEnrolment() && m_desk.enrolment().match
        && (m_desk.enrolment().match->outdated || (m_state == State::Answered && !isCurrent()));
}

QStringList MatchAsker::candidates() const
{
    return m_state == State::Answered && isCurrent() ? m_candidates : QStringList();
}

void MatchAsker::become(State state)
{
    m_state = state;
    Q_EMIT changed();
}

} // namespace indraj
