#include "enrollment/lifecycle.h"

#include "enrollment/reasons.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace indraj {

namespace {

// Who may perform an act, as a set.
constexpr unsigned byOperator = 1U << static_cast<unsigned>(Performer::Operator);
constexpr unsigned bySupervisor = 1U << static_cast<unsigned>(Performer::Supervisor);
constexpr unsigned byStation = 1U << static_cast<unsigned>(Performer::Station);
constexpr unsigned byCounter = byOperator | bySupervisor;

// What must hold besides state and role, as a set.
constexpr unsigned nothing = 0;
constexpr unsigned fourEyes = 1U << 0U;
constexpr unsigned reason = 1U << 1U;
constexpr unsigned complete = 1U << 2U;

struct Transition {
    Act act;
    EnrolmentState from;
    EnrolmentState to;
    unsigned performers;
    unsigned needs;
};

// Submit asks no completeness again: it follows the sign-off at once and is the station's own step.
constexpr std::array transitions{
    Transition{Act::Review, EnrolmentState::Draft, EnrolmentState::Reviewed, byCounter, complete},
    Transition{Act::Reopen, EnrolmentState::Reviewed, EnrolmentState::Draft, byCounter, nothing},
    Transition{Act::SignOff, EnrolmentState::Reviewed, EnrolmentState::SignedOff, byCounter, complete},
    Transition{Act::Submit, EnrolmentState::SignedOff, EnrolmentState::AwaitingApproval, byStation, nothing},
    Transition{Act::Approve, EnrolmentState::AwaitingApproval, EnrolmentState::Approved, bySupervisor,
               fourEyes | complete},
    Transition{Act::Return, EnrolmentState::AwaitingApproval, EnrolmentState::Returned, bySupervisor,
               fourEyes | reason},
    Transition{Act::Reject, EnrolmentState::AwaitingApproval, EnrolmentState::Rejected, bySupervisor,
               fourEyes | reason},
    Transition{Act::Reopen, EnrolmentState::Returned, EnrolmentState::Draft, byCounter, nothing},
    Transition{Act::Seal, EnrolmentState::Approved, EnrolmentState::Sealed, byStation, nothing},
    Transition{Act::StartSending, EnrolmentState::Sealed, EnrolmentState::Sending, byStation, nothing},
    Transition{Act::Receive, EnrolmentState::Sending, EnrolmentState::Received, byStation, nothing},
    Transition{Act::Erase, EnrolmentState::Received, EnrolmentState::Erased, byStation, nothing},
    Transition{Act::Delete, EnrolmentState::Draft, EnrolmentState::Erased, bySupervisor, reason},
    Transition{Act::Delete, EnrolmentState::Reviewed, EnrolmentState::Erased, bySupervisor, reason},
    Transition{Act::Delete, EnrolmentState::Returned, EnrolmentState::Erased, bySupervisor, reason},
    Transition{Act::Delete, EnrolmentState::Rejected, EnrolmentState::Erased, bySupervisor, reason},
};

struct StateName {
    EnrolmentState state;
    QLatin1StringView code;
};

constexpr std::array stateNames{
    StateName{EnrolmentState::Draft, "draft"_L1},
    StateName{EnrolmentState::Reviewed, "reviewed"_L1},
    StateName{EnrolmentState::SignedOff, "signed-off"_L1},
    StateName{EnrolmentState::AwaitingApproval, "awaiting-approval"_L1},
    StateName{EnrolmentState::Returned, "returned"_L1},
    StateName{EnrolmentState::Rejected, "rejected"_L1},
    StateName{EnrolmentState::Approved, "approved"_L1},
    StateName{EnrolmentState::Sealed, "sealed"_L1},
    StateName{EnrolmentState::Sending, "sending"_L1},
    StateName{EnrolmentState::Received, "received"_L1},
    StateName{EnrolmentState::Erased, "erased"_L1},
};

bool has(unsigned set, unsigned member) { return (set & member) != 0; }

// An unknown author is treated as one's own work: a decision must never rest on a missing name.
bool isOwnWork(const QString &capturedBy, const QString &actorId)
{
    return capturedBy.isEmpty() || actorId.isEmpty() || capturedBy.compare(actorId, Qt::CaseInsensitive) == 0;
}

bool isKnownReason(Act act, const QString &code)
{
    if (act == Act::Delete)
        return reasons::deletionCodes.contains(code);
    return (act == Act::Reject ? reasons::rejectCodes : reasons::returnCodes).contains(code);
}

} // namespace

tl::expected<EnrolmentState, LifecycleError> nextState(const LifecycleFacts &facts, Act act,
                                                       Performer performer, const QString &actorId,
                                                       const QString &reasonCode)
{
    const auto refuse = [&](LifecycleFault fault, const QString &detail) {
        return tl::unexpected(LifecycleError{fault, facts.state, act, detail});
    };
    const auto *row = std::find_if(transitions.begin(), transitions.end(), [&](const Transition &candidate) {
        return candidate.act == act && candidate.from == facts.state;
    });
    if (row == transitions.end())
        return refuse(LifecycleFault::WrongState,
                      u"%1 is not possible from %2"_s.arg(actCode(act), stateCode(facts.state)));
    if (!has(row->performers, 1U << static_cast<unsigned>(performer)))
        return refuse(LifecycleFault::WrongRole, u"this role may not %1"_s.arg(actCode(act)));
    if (has(row->needs, fourEyes) && isOwnWork(facts.capturedBy, actorId))
        return refuse(LifecycleFault::OwnWork, u"%1 by the person who captured it"_s.arg(actCode(act)));
    if (has(row->needs, reason) && !isKnownReason(act, reasonCode))
        return refuse(LifecycleFault::ReasonMissing, u"%1 needs a coded reason"_s.arg(actCode(act)));
    if (has(row->needs, complete) && !facts.complete)
        return refuse(LifecycleFault::Incomplete, u"%1 needs a complete enrolment"_s.arg(actCode(act)));
    return row->to;
}

QString stateCode(EnrolmentState state)
{
    const auto *name = std::find_if(stateNames.begin(), stateNames.end(),
                                    [state](const StateName &candidate) { return candidate.state == state; });
    return name == stateNames.end() ? QString() : QString(name->code);
}

tl::expected<EnrolmentState, QString> stateFromCode(QStringView code)
{
    const auto *name = std::find_if(stateNames.begin(), stateNames.end(),
                                    [code](const StateName &candidate) { return candidate.code == code; });
    if (name == stateNames.end())
        return tl::unexpected(u"unknown state code: %1"_s.arg(code));
    return name->state;
}

QString actCode(Act act)
{
    switch (act) {
    case Act::Review:
        return u"review"_s;
    case Act::SignOff:
        return u"sign-off"_s;
    case Act::Submit:
        return u"submit"_s;
    case Act::Approve:
        return u"approve"_s;
    case Act::Return:
        return u"return"_s;
    case Act::Reject:
        return u"reject"_s;
    case Act::Reopen:
        return u"reopen"_s;
    case Act::Seal:
        return u"seal"_s;
    case Act::StartSending:
        return u"start-sending"_s;
    case Act::Receive:
        return u"receive"_s;
    case Act::Erase:
        return u"erase"_s;
    case Act::Delete:
        return u"delete"_s;
    }
    return {};
}

} // namespace indraj
