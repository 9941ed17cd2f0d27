#pragma once

#include "storage/retentionstore.h"
#include "storage/sqlite.h"

namespace indraj {

/// Proposals to delete what was never sent. Plain functions on the storage thread's connection; those that
/// write are called inside a transaction of the vault. @{

struct DeletionProposal {
    QString proposedBy;
    QDateTime proposedAt; ///< UTC
    QString reasonCode;
};
/// Open proposals only; NotFound.
Outcome<DeletionProposal> readProposal(Database &database, EnrolmentId id);
Outcome<void> writeProposal(Database &database, EnrolmentId id, const DeletionProposal &proposal);
Outcome<void> removeProposal(Database &database, EnrolmentId id);
/// It stays with the tombstone.
Outcome<void> closeProposal(Database &database, EnrolmentId id, const QString &confirmedBy,
                            const QDateTime &at);

/// Draft, Reviewed, Returned and Rejected enrolments begun at or before `begunBefore`, oldest first.
Outcome<QList<EnrolmentId>> listUnsent(Database &database, const QDateTime &begunBefore);
/// @}

} // namespace indraj
