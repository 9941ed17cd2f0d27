#pragma once

#include "enrollment/actor.h"

#include <QString>

#include <tl/expected.hpp>

namespace indraj {

/// The life of an enrolment. Stored by its code (see `stateCode`), never by its number.
enum class EnrolmentState {
    Draft,
    Reviewed, ///< the citizen has confirmed what is written
    SignedOff, ///< the operator has put his name to it
    AwaitingApproval,
    Returned, ///< back to the operator, with a reason
    Rejected, ///< ended by the in-charge, with a reason
    Approved,
    Sealed, ///< encrypted for central; only central can open it
    Sending,
    Received, ///< central's signed receipt is verified and kept
    Erased, ///< only the tombstone is left
};

/// What can happen to an enrolment.
enum class Act {
    Review,
    SignOff,
    Submit,
    Approve,
    Return,
    Reject,
    Reopen,
    Seal,
    StartSending,
    Receive,
    Erase,
    Delete, ///< past the greatest age, asked for by somebody else: its content is forgotten, never sent
};

/// Who asks: a person of a role, or the station itself.
enum class Performer { Operator, Supervisor, Station };

enum class LifecycleFault {
    WrongState, ///< the act is not possible from this state
    WrongRole, ///< this role may not do it
    OwnWork, ///< four eyes: nobody decides about what he captured
    ReasonMissing, ///< return and reject need a coded reason
    Incomplete, ///< fields, portrait or fingers are missing
};

struct LifecycleError {
    LifecycleFault fault;
    EnrolmentState state;
    Act act;
    QString detail; ///< for the log
};

/// What must be known about an enrolment to judge an act.
struct LifecycleFacts {
    EnrolmentState state = EnrolmentState::Draft;
    QString capturedBy;
    bool complete = false; ///< required fields valid, portrait there, ten fingers captured or excepted
};

/// The one table of transitions. Pure; any thread.
/// @returns the state after `act`, or why it may not happen.
tl::expected<EnrolmentState, LifecycleError> nextState(const LifecycleFacts &facts, Act act,
                                                       Performer performer, const QString &actorId,
                                                       const QString &reasonCode = {});

/// Stable codes for storage and the wire ("awaiting-approval").
QString stateCode(EnrolmentState state);
tl::expected<EnrolmentState, QString> stateFromCode(QStringView code);
QString actCode(Act act);

} // namespace indraj
