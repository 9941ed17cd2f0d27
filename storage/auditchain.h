#pragma once

#include "storage/secret.h"
#include "storage/sqlite.h"

#include <functional>

namespace indraj {

/// Where the audit chain ends: number of the last entry and its hash. Sequence 0: no entry yet.
struct AuditHead {
    qint64 sequence = 0;
    QByteArray hash; ///< 32 bytes
};

/// One thing that happened. No field may hold personal data of an applicant.
struct AuditEvent {
    QString actor; ///< actor id, or "station"
    QString event; ///< stable code
    QString subject; ///< enrolment or packet id, may be empty
    QString detail; ///< codes and ids only
};

/// h(n) = SHA-256(domain | sequence | time | actor | event | subject | detail | h(n-1)), each
/// length-prefixed. Order is by sequence, never by time: clocks go back.
QByteArray auditHash(qint64 sequence, qint64 milliseconds, const AuditEvent &event,
                     const QByteArray &previous);

/// Adds an entry and moves the head; to be called in the transaction of the act itself.
Outcome<AuditHead> appendAudit(Database &database, const SecretBytes &key, const AuditEvent &event,
                               const QDateTime &now);
/// The head as stored, its HMAC checked.
Outcome<AuditHead> readAuditHead(Database &database, const SecretBytes &key);
/// Sees every entry of a walk through the chain, once it is known to hold; `milliseconds` since 1970 UTC.
using AuditVisitor
    = std::function<void(const AuditHead &entry, qint64 milliseconds, const AuditEvent &event)>;
/// Puts the head to another entry: for a chain that was cut at a break (storage/repair/). Never in daily
/// work.
Outcome<void> writeAuditHead(Database &database, const SecretBytes &key, const AuditHead &head);
/// Recomputes the whole chain (0.2 s per 100,000 entries) and compares it with the head.
/// StoreFault::Damaged names the first entry that does not hold, and whether it was changed, is missing, or
/// the tail was cut.
Outcome<AuditHead> verifyAudit(Database &database, const SecretBytes &key, const AuditVisitor &visit = {});

/// The same head under another key; for a re-key, in a transaction of its database.
Outcome<void> resealAuditHead(Database &database, const SecretBytes &old, const SecretBytes &fresh);

/// The anchor, a small file beside the database: the head at the last finished act. A database put back to an
/// older state, or a WAL that lost commits, does not contain it. @{
QByteArray anchorText(const AuditHead &head, const SecretBytes &key);
Outcome<AuditHead> parseAnchor(const QByteArray &text, const SecretBytes &key);
/// Whether the entry of this number is there with this hash; the chain itself is not recomputed.
Outcome<bool> runsThrough(Database &database, const AuditHead &head);
/// StoreFault::Damaged when the chain does not run through `anchor`.
Outcome<void> checkAnchor(Database &database, const AuditHead &anchor);
/// @}

} // namespace indraj
