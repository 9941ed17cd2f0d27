#pragma once

#include "storage/auditchain.h"

namespace indraj {

/// Signed checkpoints of the audit chain: (sequence, head hash, time) under the station's P-256 key. An
/// HMAC can be made again by whoever knows a pass phrase and writes a program; a signature that has left the
/// station in an export is what he cannot take back. @{

/// A checkpoint is made at least every so many entries, and after each lock, seal and receipt.
inline constexpr qint64 checkpointInterval = 100;

/// Events after which a checkpoint is made at once: they end a shift, a sealing, a life at this station, or
/// begin another life of the vault.
bool isMilestone(QStringView event);

/// What is signed: the SHA-256 of this text, "indraj-audit-checkpoint-1" first, every part length-prefixed.
QByteArray checkpointText(const QString &vaultId, const AuditHead &head, const QDateTime &at);

/// Signs and stores; in the transaction of the last entry.
Outcome<void> writeCheckpoint(Database &database, const SecretBytes &stationKeyPem, const QString &vaultId,
                              const AuditHead &head, const QDateTime &at);
/// Sequence of the newest checkpoint; 0: none.
Outcome<qint64> newestCheckpoint(Database &database);

struct CheckpointReport {
    qint64 count = 0;
    qint64 newestSequence = 0; ///< 0: none
    QDateTime newestAt; ///< UTC; invalid: none
};
/// Every checkpoint must name an entry that the chain has, with its hash; signatures are verified from the
/// newest backwards, `mostSignatures` of them (0.15 ms each; the hash chain carries the older ones).
/// StoreFault::Damaged names the first that does not hold.
Outcome<CheckpointReport> verifyCheckpoints(Database &database, const QByteArray &publicKeyPem,
                                            const QString &vaultId, qint64 mostSignatures);
/// @}

} // namespace indraj
