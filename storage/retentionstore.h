#pragma once

#include "enrollment/enrolment.h"
#include "storage/retention/policy.h"
#include "storage/storeerror.h"

namespace indraj {

/// An enrolment that was never sent and has reached the greatest age the policy allows. Nothing happens to it
/// by itself.
struct OldDraft {
    EnrolmentSummary summary;
    int days = 0; ///< since it was begun
    QString proposedBy; ///< who asked for its deletion; empty: nobody yet
    QDateTime proposedAt; ///< UTC
    QString reasonCode; ///< from reasons::deletionCodes
};

/// Deleting what was never sent takes two people: one proposes with a reason, a supervisor who is somebody
/// else confirms in his own shift. Then the content is forgotten as after a receipt, and a tombstone without
/// personal data stays. Same thread rules as EnrolmentStore.
class RetentionStore {
public:
    virtual ~RetentionStore() = default;
    /// Draft, Reviewed, Returned and Rejected enrolments past the policy's age, oldest first.
    virtual Answer<QList<OldDraft>> oldDrafts() = 0;
    /// StoreFault::Refused: not old enough, not a draft, proposed already. Invalid: not a known reason.
    virtual Answer<Done> proposeDeletion(EnrolmentId id, const QString &reasonCode, const Actor &actor) = 0;
    /// By the proposer or a supervisor. NotFound: no proposal.
    virtual Answer<Done> withdrawDeletion(EnrolmentId id, const Actor &actor) = 0;
    /// StoreFault::Refused: not a supervisor (LifecycleFault::WrongRole), the proposer himself
    /// (LifecycleFault::OwnWork), or the enrolment went on meanwhile. NotFound: no proposal.
    virtual Answer<Done> confirmDeletion(EnrolmentId id, const Actor &actor) = 0;
};

} // namespace indraj
