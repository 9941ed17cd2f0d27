#include "storage/upgrade/rehearsal.h"

#include "storage/audit/ledger.h"
#include "storage/engine.h"
#include "storage/samplerows.h"
#include "storage/schema.h"

#include <QMap>
#include <QStringList>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int sampledBlobs = 50;

/// Rows of every table whose rows a migration may rearrange but never lose: all that are not made from
/// others.
Outcome<QMap<QString, qint64>> countRows(Database &database)
{
    QStringList tables;
    {
        Statement names = database.prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " AND name NOT LIKE 'search%' AND name NOT IN ('glance', 'enrolment_seal', 'audit_checkpoint')");
        for (;;) {
            const auto row = names.step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            tables.append(names.text(0));
        }
    }
    QMap<QString, qint64> counts;
    for (const QString &table : std::as_const(tables)) {
        const QByteArray sql = "SELECT count(*) FROM \"" + table.toUtf8() + '"';
        const auto count = database.readInteger(sql.constData());
        if (!count)
            return tl::unexpected(count.error());
        counts.insert(table, *count);
    }
    return counts;
}

Outcome<void> verifyBlobs(Database &database, const VaultKeys &keys)
{
    QList<std::pair<EnrolmentId, SampleId>> some;
    {
        Statement rows = database.prepare("SELECT enrolment, id FROM sample ORDER BY rowid DESC LIMIT ?");
        rows.bind(sampledBlobs);
        for (;;) {
            const auto row = rows.step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            some.append({EnrolmentId::fromString(rows.text(0)), SampleId::fromString(rows.text(1))});
        }
    }
    for (const auto &[enrolment, sample] : std::as_const(some)) {
        const auto key = readDataKey(database, keys.blobs, enrolment);
        if (!key)
            return tl::unexpected(key.error());
        if (const auto read = readSample(database, *key, enrolment, sample); !read)
            return tl::unexpected(read.error());
    }
    return {};
}

/// Seals every enrolment of a version that had no seals, and notes the migration.
Outcome<void> sealAll(Database &database, const VaultKeys &keys, int from,
                      const std::function<QDateTime()> &nowUtc)
{
    auto ledgerKeys = LedgerKeys::read(database, keys);
    if (!ledgerKeys)
        return tl::unexpected(ledgerKeys.error());
    const auto sealKey = ledgerKeys->sealKey();
    if (!sealKey)
        return tl::unexpected(sealKey.error());
    const auto sealed = database.readInteger("SELECT count(*) FROM enrolment_seal");
    if (!sealed)
        return tl::unexpected(sealed.error());
    const auto ledger = Ledger::forWork(database, std::move(*ledgerKeys), nowUtc);
    if (!ledger)
        return tl::unexpected(ledger.error());
    database.setHooks(Ledger::hooks(*ledger));
    const auto noted = database.transact([&]() -> Outcome<AuditHead> {
        if (*sealed == 0) {
            if (const auto done = sealChanged(database, *sealKey, 0); !done)
                return tl::unexpected(done.error());
        }
        return appendAudit(
            database, keys.audit,
            {u"station"_s, u"vault-migrated"_s, {}, u"%1 to %2"_s.arg(from).arg(schemaVersion())}, nowUtc());
    });
    database.setHooks({});
    return noted.map([](const AuditHead &) {});
}

Outcome<void> compareCounts(Database &database, QMap<QString, qint64> before)
{
    before[u"audit"_s] += 1; // the entry about the migration itself
    const auto after = countRows(database);
    if (!after)
        return tl::unexpected(after.error());
    for (auto table = before.cbegin(); table != before.cend(); ++table) {
        if (after->value(table.key(), -1) != *table)
            return failed(StoreFault::Damaged,
                          u"the migration changed the number of rows in "_s + table.key());
    }
    return {};
}

} // namespace

Outcome<void> verifyPages(Database &database)
{
    Statement pages = database.prepare("PRAGMA cipher_integrity_check");
    const auto bad = pages.step();
    if (!bad)
        return tl::unexpected(bad.error());
    if (*bad)
        return failed(StoreFault::Damaged, u"a page does not verify: "_s + pages.text(0));
    const auto whole = database.readText("PRAGMA integrity_check(1)");
    if (!whole)
        return tl::unexpected(whole.error());
    if (*whole != u"ok")
        return failed(StoreFault::Damaged, u"the database is not consistent"_s);
    Statement references = database.prepare("PRAGMA foreign_key_check");
    const auto loose = references.step();
    if (!loose)
        return tl::unexpected(loose.error());
    if (*loose)
        return failed(StoreFault::Damaged, u"a row refers to one that is not there"_s);
    return {};
}

Outcome<void> migrateAndVerify(const QString &copy, const VaultKeys &keys,
                               const std::function<QDateTime()> &nowUtc)
{
    auto database = openDatabase(copy, keys.database);
    if (!database)
        return tl::unexpected(database.error());
    const auto from = readSchemaVersion(*database);
    const auto before = countRows(*database);
    if (!from || !before)
        return tl::unexpected(from ? before.error() : from.error());
    auto done = migrate(*database);
    if (done)
        done = sealAll(*database, keys, *from, nowUtc);
    if (done)
        done = database->checkpoint();
    if (done)
        done = verifyPages(*database);
    if (done)
        done = compareCounts(*database, *before);
    if (done)
        done = verifyBlobs(*database, keys);
    if (!done)
        return done;
    const auto ledgerKeys = LedgerKeys::read(*database, keys);
    if (!ledgerKeys)
        return tl::unexpected(ledgerKeys.error());
    return verifyLedger(*database, *ledgerKeys, true).map([](const LedgerFindings &) {});
}

} // namespace indraj
