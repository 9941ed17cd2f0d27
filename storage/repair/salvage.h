#pragma once

#include "storage/repair/heldvault.h"

#include <QDateTime>

namespace indraj {

/// What a salvage brought over and what is gone, by token: no names.
struct SalvageReport {
    qint64 enrolments = 0, samples = 0, packets = 0; ///< brought over and verified
    qint64 auditKept = 0; ///< entries of the chain up to its first break
    qint64 auditFragments = 0; ///< entries beyond it, kept aside in table audit_fragment
    bool chainBroken = false; ///< the chain does not run to the head that was written last
    QStringList lostEnrolments; ///< tokens whose row is gone
    /// Something of them is gone; what, and what was done: "T-004: finger 3 lost, back to draft".
    QStringList reduced;
    QStringList notes; ///< anchor, chain, tables
    bool complete() const { return lostEnrolments.isEmpty() && reduced.isEmpty() && notes.isEmpty(); }
};

/// Reads what verifies of the vault into a new one in `newFolder`, which must not exist, under the same ring
/// and keys. The old folder is only read. Samples that do not open are dropped and their enrolments go back
/// to draft; a damaged packet whose samples hold is sealed again under its own id and number. The audit chain
/// is carried over as it is, with an entry about the salvage; from a break on, its entries are kept aside.
/// The new folder has its name only once everything in it is on disk. Errors: VaultExists, Damaged (the
/// station's row, or the beginning of the file, is gone: nothing to build on), DiskFull, IoFailed.
Outcome<SalvageReport> salvageVault(const HeldVault &vault, const QString &newFolder, const QDateTime &now);

} // namespace indraj
