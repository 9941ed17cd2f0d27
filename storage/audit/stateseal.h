#pragma once

#include "storage/sqlite.h"

#include "enrollment/identifiers.h"
#include "storage/secret.h"

#include <unordered_map>

namespace indraj {

/// The audit chain shows what happened; a seal ties what an enrolment holds now to its last entry there. One
/// page of the database put back to an older version passes every check of the engine (a rejected enrolment
/// awaits approval again), but the chain has gone on. Covered: the rows of enrolment, contributor, field,
/// sample (whose bytes carry a seal of their own), exception, packet (but for the counters of its attempts)
/// and deletion. Not covered: search terms and glances, which are derived, and the wrapping of the data key,
/// which a rekey changes. @{

/// What a walk through the chain says about enrolments.
struct ChainSummary {
    /// Sequence of the last entry about each subject. Not a QHash, nor anywhere in storage/ where an act goes
    /// through: without memory that ends the process, where this says so.
    std::unordered_map<QString, qint64> last;
    qint64 created = 0; ///< enrolments that were ever begun, and that no salvage has lost
};

/// Seals every enrolment that has entries after `since`; in their transaction.
Outcome<void> sealChanged(Database &database, const SecretBytes &key, qint64 since);

/// Compares every enrolment with the chain; StoreFault::Damaged names the first that was put back, changed,
/// added or taken away. `everything`: also recomputes the seals of tombstones (0.1 ms each); otherwise of
/// those that still have content.
Outcome<void> verifySeals(Database &database, const SecretBytes &key, const ChainSummary &chain,
                          bool everything);
/// @}

} // namespace indraj
