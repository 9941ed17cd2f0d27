#include "storage/auditchain.h"

#include "storage/crypto.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray headMac(const SecretBytes &key, QByteArrayView domain, const AuditHead &head)
{
    return hmacSha256(key.bytes(), lengthPrefixed({domain, bigEndian(head.sequence), head.hash}));
}

/// What stands before the first entry.
QByteArray origin() { return QByteArray(sizes::digest, '\0'); }

tl::unexpected<StoreError> broken(const QString &what)
{
    return failed(StoreFault::Damaged, u"audit chain: "_s + what);
}

} // namespace

QByteArray auditHash(qint64 sequence, qint64 milliseconds, const AuditEvent &event,
                     const QByteArray &previous)
{
    return sha256(
        lengthPrefixed({"indraj-audit-1", bigEndian(sequence), bigEndian(milliseconds), event.actor.toUtf8(),
                        event.event.toUtf8(), event.subject.toUtf8(), event.detail.toUtf8(), previous}));
}

Outcome<AuditHead> appendAudit(Database &database, const SecretBytes &key, const AuditEvent &event,
                               const QDateTime &now)
{
    const auto previous = readAuditHead(database, key);
    if (!previous)
        return previous;
    AuditHead head{previous->sequence + 1, {}};
    head.hash = auditHash(head.sequence, now.toMSecsSinceEpoch(), event, previous->hash);
    const auto added
        = database.run("INSERT INTO audit(sequence, at, actor, event, subject, detail, hash) "
                       "VALUES(?, ?, ?, ?, ?, ?, ?)",
                       head.sequence, now, event.actor, event.event, event.subject, event.detail, head.hash);
    if (!added)
        return tl::unexpected(added.error());
    if (const auto moved = writeAuditHead(database, key, head); !moved)
        return tl::unexpected(moved.error());
    return head;
}

Outcome<void> writeAuditHead(Database &database, const SecretBytes &key, const AuditHead &head)
{
    return database.run(
        "INSERT INTO audit_head(id, sequence, hash, mac) VALUES(1, ?, ?, ?) ON CONFLICT(id) "
        "DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, mac = excluded.mac",
        head.sequence, head.hash, headMac(key, "audit-head", head));
}

Outcome<AuditHead> readAuditHead(Database &database, const SecretBytes &key)
{
    Statement statement = database.prepare("SELECT sequence, hash, mac FROM audit_head WHERE id = 1");
    const auto row = statement.step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return AuditHead{0, origin()};
    const AuditHead head{statement.integer(0), statement.bytes(1)};
    if (!equalSecrets(viewOf(headMac(key, "audit-head", head)), viewOf(statement.bytes(2))))
        return broken(u"the head was changed"_s);
    return head;
}

Outcome<AuditHead> verifyAudit(Database &database, const SecretBytes &key, const AuditVisitor &visit)
{
    const auto head = readAuditHead(database, key);
    if (!head)
        return head;
    AuditHead walked{0, origin()};
    Statement statement = database.prepare(
        "SELECT sequence, at, actor, event, subject, detail, hash FROM audit ORDER BY sequence");
    for (;;) {
        const auto row = statement.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        const qint64 sequence = statement.integer(0);
        const AuditEvent event{statement.text(2), statement.text(3), statement.text(4), statement.text(5)};
        const QByteArray hash = auditHash(sequence, statement.integer(1), event, walked.hash);
        if (sequence != walked.sequence + 1)
            return broken(u"entry %1 is missing"_s.arg(walked.sequence + 1));
        if (hash != statement.bytes(6))
            return broken(u"entry %1 was changed"_s.arg(sequence));
        walked = {sequence, hash};
        if (visit)
            visit(walked, statement.integer(1), event);
    }
    if (walked.sequence < head->sequence)
        return broken(u"its tail was cut: it ends at entry %1, its head names %2"_s.arg(walked.sequence)
                          .arg(head->sequence));
    if (walked.sequence > head->sequence || walked.hash != head->hash)
        return broken(u"its head names entry %1, entries go on to %2: part of the database was put back"_s
                          .arg(head->sequence)
                          .arg(walked.sequence));
    return walked;
}

Outcome<void> resealAuditHead(Database &database, const SecretBytes &old, const SecretBytes &fresh)
{
    const auto head = readAuditHead(database, old);
    if (!head)
        return tl::unexpected(head.error());
    return database.run("UPDATE audit_head SET mac = ? WHERE id = 1", headMac(fresh, "audit-head", *head));
}

QByteArray anchorText(const AuditHead &head, const SecretBytes &key)
{
    return "indraj-anchor-1 " + QByteArray::number(head.sequence) + ' ' + head.hash.toHex() + ' '
        + headMac(key, "audit-anchor", head).toHex() + '\n';
}

Outcome<AuditHead> parseAnchor(const QByteArray &text, const SecretBytes &key)
{
    const QList<QByteArray> words = text.trimmed().split(' ');
    if (words.size() != 4)
        return broken(u"the anchor cannot be read"_s);
    const AuditHead head{words[1].toLongLong(), QByteArray::fromHex(words[2])};
    // Comparing the whole text also refuses every other spelling of the same numbers.
    if (!equalSecrets(viewOf(anchorText(head, key)), viewOf(text)))
        return broken(u"the anchor was changed"_s);
    return head;
}

Outcome<bool> runsThrough(Database &database, const AuditHead &head)
{
    Statement statement = database.prepare("SELECT hash FROM audit WHERE sequence = ?");
    const auto row = statement.bind(head.sequence).step();
    if (!row)
        return row;
    return *row && statement.bytes(0) == head.hash;
}

Outcome<void> checkAnchor(Database &database, const AuditHead &anchor)
{
    const auto held = runsThrough(database, anchor);
    if (!held)
        return tl::unexpected(held.error());
    if (!*held)
        return broken(
            u"entry %1, once committed, is gone: an older database was put back"_s.arg(anchor.sequence));
    return {};
}

} // namespace indraj
