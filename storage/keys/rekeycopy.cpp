#include "storage/keys/rekeycopy.h"

#include "storage/durablefile.h"
#include "storage/engine.h"

#include <memory>

#include <sqlite3.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pagesPerStep = 1024;

struct BackupFree {
    void operator()(sqlite3_backup *backup) const { sqlite3_backup_finish(backup); }
};

Outcome<QStringList> tablesOf(Database &database)
{
    Statement rows = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    QStringList names;
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return names;
        names.append(rows.text(0));
    }
}

} // namespace

Outcome<void> copyEncrypted(Database &source, const QString &file, const SecretBytes &key)
{
    if (const auto made = makePrivateFile(file); !made)
        return made;
    auto copy = openDatabase(file, key, {true, 0});
    if (!copy)
        return tl::unexpected(copy.error());
    // A file that nobody uses until it is whole needs no journal on the disk; a WAL would double what is
    // written.
    if (const auto mode = copy->readText("PRAGMA journal_mode=MEMORY"); !mode || *mode != u"memory")
        return failed(StoreFault::Internal, u"the copy keeps its journal"_s);
    const std::unique_ptr<sqlite3_backup, BackupFree> backup(
        sqlite3_backup_init(copy->handle(), "main", source.handle(), "main"));
    if (!backup)
        return tl::unexpected(sqliteError(copy->handle(), sqlite3_extended_errcode(copy->handle())));
    int code = SQLITE_OK;
    while (code == SQLITE_OK)
        code = sqlite3_backup_step(backup.get(), pagesPerStep);
    if (code != SQLITE_DONE)
        return tl::unexpected(sqliteError(copy->handle(), code));
    return {};
}

Outcome<void> compareCounts(Database &source, Database &copy)
{
    const auto tables = tablesOf(source);
    const auto copied = tablesOf(copy);
    if (!tables || !copied)
        return tl::unexpected(tables ? copied.error() : tables.error());
    if (*tables != *copied)
        return failed(StoreFault::Damaged, u"the copy has other tables"_s);
    for (const QString &table : *tables) {
        const QByteArray sql = "SELECT count(*) FROM \"" + table.toUtf8() + '"';
        const auto before = source.readInteger(sql.constData());
        const auto after = copy.readInteger(sql.constData());
        if (!before || !after)
            return tl::unexpected(before ? after.error() : before.error());
        if (*before != *after)
            return failed(StoreFault::Damaged, u"the copy has lost rows of "_s + table);
    }
    return {};
}

} // namespace indraj
