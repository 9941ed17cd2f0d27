#include "widgets/details/registryasker.h"

#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/onanswer.h"

#include <QPointer>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

using NoteAnswer = tl::expected<Enrolment, StoreError>;

} // namespace

NoAnswer noAnswerOf(LookupFault fault)
{
    switch (fault) {
    case LookupFault::NoConnection:
        return NoAnswer::NoLine;
    case LookupFault::Timeout:
        return NoAnswer::Timeout;
    case LookupFault::NotOffered:
    case LookupFault::NotAllowed:
        return NoAnswer::NotAllowed;
    case LookupFault::BadAnswer:
        return NoAnswer::Unreadable;
    case LookupFault::Later:
    case LookupFault::Refused:
        break;
    }
    return NoAnswer::Refused;
}

RegistryAsker::RegistryAsker(EnrolmentDesk &desk, RegistryStore &store, IdentityLookup &lookup,
                             QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_store(store)
    , m_lookup(lookup)
{
    connect(&desk, &EnrolmentDesk::closed, this, [this] {
        cancel();
        forget();
    });
    connect(&desk, &EnrolmentDesk::changed, this, &RegistryAsker::changed);
}

bool RegistryAsker::mayAsk() const
{
    return m_state != State::Asking && m_desk.hasEnrolment()
        && m_desk.enrolment().state == EnrolmentState::Draft
        && registryQuestion(m_desk.form(), m_desk.enrolment().fields);
}

void RegistryAsker::ask()
{
    if (!mayAsk())
        return;
    m_question = *registryQuestion(m_desk.form(), m_desk.enrolment().fields);
    m_enrolment = m_desk.enrolment().id;
    m_actor = m_desk.actor();
    m_person.reset();
    m_out = m_cancelled = false;
    m_since.start();
    const int round = ++m_round;
    become(State::Asking);
    onAnswer(this, m_store.noteRegistryQuestion(m_enrolment, m_question, m_actor),
             [this, round, actor = m_actor](const NoteAnswer &noted) {
                 if (round != m_round) { // the enrolment has left before the question did
                     if (noted)
                         m_store.noteRegistryAnswer(noted->id, tl::unexpected(NoAnswer::Cancelled), actor);
                     return;
                 }
                 if (!noted) {
                     m_trouble = noted.error();
                     return become(State::NotWritten);
                 }
                 m_desk.takeRegistryNote(*noted);
                 m_cancelled ? conclude(tl::unexpected(NoAnswer::Cancelled)) : putQuestion();
             });
}

void RegistryAsker::putQuestion()
{
    m_out = true;
    const QPointer<RegistryAsker> self(this);
    if (m_question.by == AskedBy::Number) {
        m_lookup.person(m_question.asked.first(),
                        [self, round = m_round](const tl::expected<PersonFound, LookupError> &told) {
                            if (!self || round != self->m_round)
                                return;
                            if (told)
                                self->conclude(told->standing, *told);
                            else
                                self->conclude(tl::unexpected(noAnswerOf(told.error().fault)));
                        });
        return;
    }
    const PersonQuery query{m_question.asked.value(u"name.en"_s),
                            QDate::fromString(m_question.asked.value(u"birth.date"_s), Qt::ISODate)};
    m_lookup.find(query, [self, round = m_round](const tl::expected<QList<PersonFound>, LookupError> &told) {
        if (!self || round != self->m_round)
            return;
        if (!told)
            self->conclude(tl::unexpected(noAnswerOf(told.error().fault)));
        else if (told->isEmpty())
            self->conclude(Standing::NotRegistered);
        else if (told->size() > 1)
            self->conclude(Standing::Several);
        else
            self->conclude(told->first().standing, told->first());
    });
}

void RegistryAsker::conclude(const RegistryAnswer &answer, const std::optional<PersonFound> &person)
{
    m_out = false;
    const int round = ++m_round;
    onAnswer(this, m_store.noteRegistryAnswer(m_enrolment, answer, m_actor),
             [this, round, answer, person](const NoteAnswer &noted) {
                 if (round != m_round)
                     return;
                 if (!noted) {
                     m_trouble = noted.error();
                     return become(State::NotWritten);
                 }
                 m_desk.takeRegistryNote(*noted);
                 if (answer && answer.value() != Standing::NotRegistered)
                     m_person = person;
                 if (!answer)
                     m_failure = answer.error();
                 become(answer ? State::Answered : State::Unanswered);
             });
}

void RegistryAsker::cancel()
{
    if (m_state != State::Asking)
        return;
    m_cancelled = true;
    if (!m_out)
        return; // being written down, before or after: a moment
    m_lookup.cancel();
    conclude(tl::unexpected(NoAnswer::Cancelled));
}

void RegistryAsker::forget()
{
    ++m_round;
    m_out = false;
    m_person.reset();
    become(State::Quiet);
}

int RegistryAsker::seconds() const
{
    constexpr int milliseconds = 1000;
    return m_state == State::Asking ? static_cast<int>(m_since.elapsed() / milliseconds) : 0;
}

bool RegistryAsker::isCurrent() const
{
    if (!m_desk.hasEnrolment() || m_desk.enrolment().id != m_enrolment)
        return false;
    const auto now = registryQuestion(m_desk.form(), m_desk.enrolment().fields);
    return now && now->by == m_question.by && now->asked == m_question.asked;
}

bool RegistryAsker::isOutdated() const
{
    return m_desk.hasEnrolment() && m_desk.enrolment().registry
        && (m_desk.enrolment().registry->outdated || (m_state == State::Answered && !isCurrent()));
}

std::optional<PersonFound> RegistryAsker::person() const
{
    return m_state == State::Answered && isCurrent() ? m_person : std::nullopt;
}

void RegistryAsker::become(State state)
{
    m_state = state;
    Q_EMIT changed();
}

} // namespace indraj
