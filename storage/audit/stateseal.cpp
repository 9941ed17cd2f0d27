#include "storage/audit/stateseal.h"

#include "storage/crypto.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Part {
    const char *sql;
    int columns;
    bool later = false; ///< of a later schema: without rows it leaves the seals of before as they are
};

constexpr Part parts[] = {
    {"SELECT number, token, service, form_version, state, step, captured_by, created_at, saved_at,"
     " data_key IS NULL, decision_actor, decision_at, decision_reason, decision_note"
     " FROM enrolment NOT INDEXED WHERE id = ?",
     14},
    {"SELECT actor FROM contributor WHERE enrolment = ? ORDER BY actor", 1},
    {"SELECT key, value FROM field WHERE enrolment = ? ORDER BY key", 2},
    {"SELECT id, kind, finger, quality, info FROM sample WHERE enrolment = ? ORDER BY id", 5},
    {"SELECT finger, kind, note, actor, at FROM exception WHERE enrolment = ? ORDER BY finger", 5},
    {"SELECT id, sequence, audit_sequence, audit_head, approved_by, approved_at, size, sha256, sealed_at,"
     " received_at, erased_at, receipt FROM packet WHERE enrolment = ?",
     12},
    {"SELECT reason, proposed_by, proposed_at, confirmed_by, confirmed_at FROM deletion WHERE enrolment = ?",
     5},
    {"SELECT reason, note, actor, at FROM not_signed WHERE enrolment = ?", 4, true},
    {"SELECT eye, kind, note, actor, at FROM eye_exception WHERE enrolment = ? ORDER BY eye", 5, true},
};

/// NULL and the empty text must differ, and so must two ways of cutting the same letters into columns.
void appendRow(const Statement &row, int columns, QByteArray *text)
{
    for (int column = 0; column < columns; ++column) {
        if (row.isNull(column))
            text->append('n');
        else
            text->append('v').append(lengthPrefixed({row.bytes(column)}));
    }
    text->append(';');
}

Outcome<QByteArray> macOf(Database &database, const SecretBytes &key, const QString &id, qint64 sequence)
{
    QByteArray text = lengthPrefixed({"indraj-enrolment-seal-1", id.toUtf8(), bigEndian(sequence)});
    for (const Part &part : parts) {
        Statement rows = database.prepare(part.sql);
        rows.bind(id);
        bool any = !part.later;
        for (;;) {
            const auto row = rows.step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            appendRow(rows, part.columns, &text);
            any = true;
        }
        if (any)
            text.append('|');
    }
    return hmacSha256(key.bytes(), text);
}

tl::unexpected<StoreError> broken(const QString &what, const QString &id)
{
    return failed(StoreFault::Damaged, u"audit chain: enrolment %1 %2"_s.arg(id, what));
}

Outcome<void> verifyOne(Database &database, const SecretBytes &key, const Statement &row, qint64 last,
                        bool everything)
{
    const QString id = row.text(0);
    if (last == 0)
        return broken(u"has no entry: it was added"_s, id);
    if (row.isNull(2))
        return broken(u"has no seal: part of the database was put back"_s, id);
    const qint64 sequence = row.integer(2);
    if (sequence != last)
        return broken(
            u"is sealed at entry %1, its last entry is %2: part of the database was put back"_s.arg(sequence)
                .arg(last),
            id);
    if (!everything && row.text(1) == u"erased")
        return {};
    const auto mac = macOf(database, key, id, sequence);
    if (!mac)
        return tl::unexpected(mac.error());
    if (!equalSecrets(viewOf(*mac), viewOf(row.bytes(3))))
        return broken(u"does not match entry %1: part of the database was put back or changed"_s.arg(last),
                      id);
    return {};
}

/// What was erased has not come back. The seals of tombstones are read in a full check only, so this asks the
/// other way round: whose are the rows that are there.
Outcome<void> verifyTombstones(Database &database)
{
    const auto back = database.readText(
        "SELECT coalesce(min(e.id), '') FROM (SELECT enrolment FROM field UNION SELECT enrolment FROM "
        "exception"
        " UNION SELECT enrolment FROM eye_exception UNION SELECT enrolment FROM not_signed UNION SELECT "
        "enrolment FROM sample) c CROSS JOIN enrolment "
        "e ON e.id = c.enrolment"
        " WHERE e.state = 'erased'");
    if (!back)
        return tl::unexpected(back.error());
    if (!back->isEmpty())
        return broken(u"was erased and has rows again: part of the database was put back"_s, *back);
    return {};
}

} // namespace

Outcome<void> sealChanged(Database &database, const SecretBytes &key, qint64 since)
{
    QList<std::pair<QString, qint64>> changed;
    {
        Statement rows = database.prepare("SELECT a.subject, max(a.sequence) FROM audit a"
                                          " CROSS JOIN enrolment e ON e.id = a.subject"
                                          " WHERE a.sequence > ? GROUP BY a.subject");
        rows.bind(since);
        for (;;) {
            const auto row = rows.step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            changed.append({rows.text(0), rows.integer(1)});
        }
    }
    for (const auto &[id, sequence] : std::as_const(changed)) {
        const auto mac = macOf(database, key, id, sequence);
        if (!mac)
            return tl::unexpected(mac.error());
        const auto done = database.run(
            "INSERT INTO enrolment_seal(enrolment, sequence, mac) VALUES(?, ?, ?) ON CONFLICT(enrolment)"
            " DO UPDATE SET sequence = excluded.sequence, mac = excluded.mac",
            id, sequence, *mac);
        if (!done)
            return done;
    }
    return {};
}

/// 0: the chain has no entry about it.
static qint64 lastAbout(const ChainSummary &chain, const QString &subject)
{
    const auto last = chain.last.find(subject);
    return last == chain.last.end() ? 0 : last->second;
}

Outcome<void> verifySeals(Database &database, const SecretBytes &key, const ChainSummary &chain,
                          bool everything)
{
    // NOT INDEXED: the columns come from the table, not from an index that may be of another age.
    Statement rows = database.prepare("SELECT e.id, e.state, s.sequence, s.mac FROM enrolment e NOT INDEXED"
                                      " LEFT JOIN enrolment_seal s ON s.enrolment = e.id");
    qint64 found = 0;
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        ++found;
        if (const auto held = verifyOne(database, key, rows, lastAbout(chain, rows.text(0)), everything);
            !held)
            return held;
    }
    if (chain.created != found)
        return failed(
            StoreFault::Damaged,
            u"audit chain: it knows %1 enrolments, the database has %2"_s.arg(chain.created).arg(found));
    return verifyTombstones(database);
}

} // namespace indraj
