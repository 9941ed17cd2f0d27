#include "randomwork.h"

namespace indraj::test {

using namespace Qt::Literals::StringLiterals;

namespace {

bool belongsToSupervisor(EnrolmentState state) { return state == EnrolmentState::AwaitingApproval; }

bool isOpen(EnrolmentState state)
{
    return state != EnrolmentState::Erased && state != EnrolmentState::Rejected;
}

/// What the station does by itself, whoever is logged in.
bool belongsToStation(EnrolmentState state)
{
    return state == EnrolmentState::Approved || state == EnrolmentState::Sealed
        || state == EnrolmentState::Sending;
}

} // namespace

Step RandomWork::firstLogin()
{
    m_actor = below(2) == 0 ? operatorOne() : supervisorOne();
    return steps::login(m_actor);
}

Step RandomWork::next(const Contents &contents)
{
    QList<QString> mine;
    qint64 lastSequence = 0;
    int open = 0;
    for (auto one = contents.cbegin(); one != contents.cend(); ++one) {
        lastSequence = std::max(lastSequence, one->sequence);
        open += isOpen(one->state) ? 1 : 0;
        const bool forMe = belongsToSupervisor(one->state) == (m_actor.role == Role::Supervisor);
        if (isOpen(one->state) && (belongsToStation(one->state) || forMe))
            mine.append(one.key());
    }
    const bool mayCreate = m_actor.role == Role::Operator && open < 4;
    if (mayCreate && (mine.isEmpty() || below(12) == 0))
        return steps::create(tokenOf(static_cast<int>(contents.size()) + 1));
    if (mine.isEmpty() || below(15) == 0) { // a change of shift
        m_actor = m_actor.role == Role::Operator ? supervisorOne() : operatorOne();
        return steps::login(m_actor);
    }
    if (m_rekeys && m_actor.role == Role::Supervisor && below(3) > 0)
        return steps::rekey();
    const QString token = mine[static_cast<qsizetype>(below(static_cast<std::size_t>(mine.size())))];
    const Expected &one = contents[token];
    return one.state == EnrolmentState::Draft ? change(token, one) : advance(token, one, lastSequence);
}

Step RandomWork::change(const QString &token, const Expected &draft)
{
    const auto choice = below(10);
    const auto finger = allFingers[below(allFingers.size())];
    if (choice < 3) {
        const QString key = u"address.%1"_s.arg(below(4));
        return steps::fields(token, {{key, u"House %1 "_s.arg(++m_seed).repeated(20)}},
                             u"page %1"_s.arg(below(3)));
    }
    if (choice < 4)
        return steps::exception(token, finger);
    if (choice < 7 || !draft.samples.contains(0) || draft.fields.isEmpty()) {
        Sample sample = below(3) == 0 || choice >= 7 ? portraitSample(1) : fingerSample(finger, 1);
        // Some within one page, some over several.
        sample.bytes = pattern(
            ++m_seed, static_cast<qsizetype>(below(4) == 0 ? 20'000 + below(30'000) : 500 + below(3000)));
        if (choice >= 7 && draft.fields.isEmpty() && draft.samples.contains(0))
            return steps::fields(token, {{u"name.en"_s, u"Canaria %1"_s.arg(m_seed)}}, u"details"_s);
        return steps::sample(token, sample);
    }
    return steps::act(token, Act::Review, m_actor, EnrolmentState::Reviewed);
}

Step RandomWork::advance(const QString &token, const Expected &enrolment, qint64 lastSequence)
{
    switch (enrolment.state) {
    case EnrolmentState::Reviewed:
        return below(4) == 0 ? steps::act(token, Act::Reopen, m_actor, EnrolmentState::Draft)
                             : steps::act(token, Act::SignOff, m_actor, EnrolmentState::AwaitingApproval);
    case EnrolmentState::AwaitingApproval:
        return steps::act(token, Act::Approve, m_actor, EnrolmentState::Approved);
    case EnrolmentState::Approved:
        return enrolment.sequence == 0
            ? steps::beginSeal(token, lastSequence + 1)
            : steps::seal(token, pattern(++m_seed, 30'000 + static_cast<qsizetype>(below(60'000))));
    case EnrolmentState::Sealed:
        if (below(2) == 0)
            return steps::sending(token, 100);
        return steps::receipt(token);
    default:
        return steps::receipt(token);
    }
}

} // namespace indraj::test
