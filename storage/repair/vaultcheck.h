#pragma once

#include "storage/repair/heldvault.h"

#include <functional>

namespace indraj {

/// One thing that does not hold. Names no person: tokens, ids, page numbers and codes only.
struct VaultDamage {
    QString code; ///< stable, e.g. "page", "sample", "chain"; docs/vault-tool.md lists them
    QString subject; ///< token, page or number; may be empty
    QString detail;
};

struct CheckReport {
    qint64 bytes = 0; ///< of the database file
    qint64 enrolments = 0;
    qint64 samples = 0; ///< whose seal was opened
    qint64 sampleBytes = 0;
    qint64 packets = 0; ///< whose chunks and whole digest were computed
    qint64 packetBytes = 0;
    qint64 auditEntries = 0;
    QList<VaultDamage> damage; ///< at most mostDamage; more are counted in `omitted`
    qint64 omitted = 0;

    static constexpr qsizetype mostDamage = 1000;
    bool good() const { return damage.isEmpty(); }
    void add(const QString &code, const QString &subject, const QString &detail);
};

/// Called from any thread, some times a second: what is done and how much of how much.
using Progress = std::function<void(const QString &what, qint64 done, qint64 total)>;

/// Verifies everything that can be verified: the HMAC of every page, the structure of the database, every
/// sample's seal, every packet's chunks and digest, the audit chain with head and anchor, and whether the
/// rows are those that the chain tells of. Changes nothing. Two threads. An error is answered only when the
/// check itself could not be made; damage is in the report.
Outcome<CheckReport> checkVault(const HeldVault &vault, const Progress &progress = {});

/// The parts of the above, each on a connection of its own. @{
void checkPages(const HeldVault &vault, CheckReport *report);
void checkContent(const HeldVault &vault, const Progress &progress, CheckReport *report);
void checkChain(const HeldVault &vault, CheckReport *report);
void checkRows(const HeldVault &vault, CheckReport *report);
/// @}

} // namespace indraj
