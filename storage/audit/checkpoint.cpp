#include "storage/audit/checkpoint.h"

#include "storage/crypto.h"
#include "storage/stationkey.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

tl::unexpected<StoreError> broken(qint64 sequence, const QString &what)
{
    return failed(StoreFault::Damaged,
                  u"audit chain: the signed checkpoint at entry %1 "_s.arg(sequence) + what);
}

} // namespace

bool isMilestone(QStringView event)
{
    return event == u"locked" || event == u"seal" || event == u"receive" || event == u"vault-migrated"
        || event == u"restored" || event == u"salvaged";
}

QByteArray checkpointText(const QString &vaultId, const AuditHead &head, const QDateTime &at)
{
    return lengthPrefixed({"indraj-audit-checkpoint-1", vaultId.toUtf8(), bigEndian(head.sequence), head.hash,
                           bigEndian(at.toMSecsSinceEpoch())});
}

Outcome<void> writeCheckpoint(Database &database, const SecretBytes &stationKeyPem, const QString &vaultId,
                              const AuditHead &head, const QDateTime &at)
{
    const auto signature = signDigest(stationKeyPem, sha256(checkpointText(vaultId, head, at)));
    if (!signature)
        return tl::unexpected(signature.error());
    return database.run("INSERT INTO audit_checkpoint(sequence, hash, at, signature) VALUES(?, ?, ?, ?)",
                        head.sequence, head.hash, at, *signature);
}

Outcome<qint64> newestCheckpoint(Database &database)
{
    return database.readInteger("SELECT max(sequence) FROM audit_checkpoint");
}

Outcome<CheckpointReport> verifyCheckpoints(Database &database, const QByteArray &publicKeyPem,
                                            const QString &vaultId, qint64 mostSignatures)
{
    const auto verifier = StationVerifier::make(publicKeyPem);
    if (!verifier)
        return tl::unexpected(verifier.error());
    CheckpointReport report;
    Statement rows = database.prepare("SELECT c.sequence, c.hash, c.at, c.signature, a.hash"
                                      " FROM audit_checkpoint c LEFT JOIN audit a ON a.sequence = c.sequence"
                                      " ORDER BY c.sequence DESC");
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return report;
        const AuditHead head{rows.integer(0), rows.bytes(1)};
        if (rows.isNull(4))
            return broken(head.sequence, u"lies beyond the end: the tail was cut"_s);
        if (rows.bytes(4) != head.hash)
            return broken(head.sequence, u"names another entry: the chain was rewritten"_s);
        const QDateTime at = rows.time(2);
        if (report.count < mostSignatures
            && !verifier->verifies(sha256(checkpointText(vaultId, head, at)), rows.bytes(3)))
            return broken(head.sequence, u"does not verify: it was not signed by this station"_s);
        if (report.count++ == 0) {
            report.newestAt = at;
            report.newestSequence = head.sequence;
        }
    }
}

} // namespace indraj
