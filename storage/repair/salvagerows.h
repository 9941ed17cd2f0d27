#pragma once

#include "storage/audit/ledger.h"
#include "storage/repair/heldvault.h"
#include "storage/repair/salvage.h"

#include <QSet>

namespace indraj {

/// The steps that make a vault of the rows that were brought over. In one transaction of the new database. @{

/// Keeps the chain up to its first break, moves later entries to audit_fragment, and sets the head to the end
/// of what is kept.
Outcome<void> cutChain(Database &fresh, const SecretBytes &auditKey, SalvageReport *report);
/// Takes out what belongs to nothing, opens every sample and packet, drops what does not hold, and sets the
/// states. `suspect`: ids of enrolments of which rows were passed over.
Outcome<void> mendEnrolments(Database &fresh, const HeldVault &vault, const QSet<QString> &suspect,
                             const QDateTime &now, SalvageReport *report);
/// Packets whose named entry is beyond the cut name none any more; central has it.
Outcome<void> mendNamedHeads(Database &fresh, SalvageReport *report);
/// Where the chain no longer tells of the certificate in use, it says it anew.
Outcome<void> tellCertificate(Database &fresh, const HeldVault &vault, const QDateTime &now);
/// Last of all: seals of every enrolment, and a signed checkpoint at `head`.
Outcome<void> sealAnew(Database &fresh, const LedgerKeys &keys, const AuditHead &head, const QDateTime &now);
/// No running number is given out twice.
Outcome<void> mendCounters(Database &fresh);
/// @}

} // namespace indraj
