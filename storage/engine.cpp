#include "storage/engine.h"

#include "storage/crypto.h"
#include "storage/enginememory.h"

#include <QFile>
#include <QFileInfo>

#include <cstring>

#include <sqlite3.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

Outcome<void> setKey(Database &database, const SecretBytes &key)
{
    if (key.size() != std::size_t(sizes::key))
        return failed(StoreFault::Internal, u"the database key has a wrong size"_s);
    static constexpr char digits[] = "0123456789abcdef";
    SecretBytes text(2 + 2 * key.size() + 1); // x'..' is SQLCipher's form of a raw key, with no derivation
    auto out = text.bytes();
    std::size_t at = 0;
    out[at++] = 'x';
    out[at++] = '\'';
    for (const std::uint8_t byte : key.bytes()) {
        out[at++] = static_cast<std::uint8_t>(digits[byte >> 4]);
        out[at++] = static_cast<std::uint8_t>(digits[byte & 15]);
    }
    out[at] = '\'';
    // Not PRAGMA key: a plain SQLite accepts that silently and has no sqlite3_key_v2 to link with.
    const int code = sqlite3_key_v2(database.handle(), "main", out.data(), static_cast<int>(out.size()));
    if ((code & 0xff) == SQLITE_NOMEM)
        return tl::unexpected(sqliteError(database.handle(), code));
    if (code != SQLITE_OK)
        return failed(StoreFault::EngineUnfit, u"the engine takes no key"_s, code);
    return {};
}

Outcome<void> checkConnection(Database &database)
{
    const auto version = database.readText("PRAGMA cipher_version");
    const auto provider = database.readText("PRAGMA cipher_provider");
    if (!version || !provider) // no answer is not another engine's answer
        return tl::unexpected(version ? provider.error() : version.error());
    // checkEngine() has seen the codec; SQLCipher answers with no row when it has no memory for one.
    if (version->isEmpty() || provider->isEmpty())
        return failed(StoreFault::Internal, u"the engine gives no answer about itself"_s);
    if (!version->startsWith(u"4."))
        return failed(StoreFault::EngineUnfit, u"cipher_version is not 4.x"_s);
    if (*provider != u"openssl")
        return failed(StoreFault::EngineUnfit, u"cipher_provider is not openssl"_s);
    return {};
}

Outcome<void> configure(Database &database, const EngineOptions &options)
{
    sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // Reading the schema is what first uses the key: a wrong one or a damaged first page shows here.
    if (const auto tables = database.readInteger("SELECT count(*) FROM sqlite_schema"); !tables)
        return tl::unexpected(tables.error());
    const auto journal = database.readText("PRAGMA journal_mode=WAL");
    if (!journal)
        return tl::unexpected(journal.error());
    if (*journal != u"wal")
        return failed(StoreFault::EngineUnfit, u"journal mode is not WAL"_s);
    for (const char *pragma : {"PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON",
                               "PRAGMA secure_delete=FAST", "PRAGMA cell_size_check=ON",
                               // 16 MiB: a page of a list touches some 200 pages of the file, and the usual 2
                               // MB would have each of them decrypted again.
                               "PRAGMA cache_size=-16384"}) {
        if (const auto done = database.run(pragma); !done)
            return done;
    }
    const auto level = database.readInteger("PRAGMA synchronous");
    if (!level)
        return tl::unexpected(level.error());
    if (*level != 2)
        return failed(StoreFault::EngineUnfit, u"synchronous is not FULL"_s);
    if (options.maximumPages > 0) {
        const QByteArray limit = "PRAGMA max_page_count=" + QByteArray::number(options.maximumPages);
        return database.run(limit.constData());
    }
    return {};
}

} // namespace

Outcome<void> checkEngine()
{
    if (std::strcmp(sqlite3_sourceid(), SQLITE_SOURCE_ID) != 0)
        return failed(StoreFault::EngineUnfit, u"the running engine is not the one compiled in"_s);
    if (!sqlite3_compileoption_used("HAS_CODEC"))
        return failed(StoreFault::EngineUnfit, u"the engine has no codec"_s);
    return guardEngineMemory();
}

namespace {

Outcome<Database> openOnce(const QString &path, const SecretBytes &key, const EngineOptions &options)
{
    sqlite3 *handle = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW
        | (options.create ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &handle, flags, nullptr);
    Database database(handle);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteError(handle, code));
    // Where opening to write fails, SQLite opens to read without a word; the first change would then look
    // like damage.
    if (sqlite3_db_readonly(handle, "main") == 1)
        return failed(StoreFault::IoFailed, u"the database cannot be opened for writing"_s);
    if (const auto keyed = setKey(database, key); !keyed)
        return tl::unexpected(keyed.error());
    // These must come before the first read. SQLCipher's own log goes past ours to stderr; what it would say
    // comes back as a result code. Its memory security stays off: see enginememory.h.
    // The size is set twice: SQLCipher 4.19 seems not to say when there was no memory for pages of that size,
    // and then decrypts large pages into small ones. Where the first has worked, the second does nothing.
    constexpr const char *pageSize = "PRAGMA cipher_page_size=16384";
    for (const char *pragma : {"PRAGMA cipher_log=off", pageSize, pageSize}) {
        if (const auto done = database.run(pragma); !done)
            return tl::unexpected(done.error());
    }
    if (const auto fit = checkConnection(database); !fit)
        return tl::unexpected(fit.error());
    if (const auto done = configure(database, options); !done)
        return tl::unexpected(done.error());
    return database;
}

} // namespace

Outcome<Database> openDatabase(const QString &path, const SecretBytes &key, const EngineOptions &options)
{
    if (const auto fit = checkEngine(); !fit)
        return tl::unexpected(fit.error());
    auto database = openOnce(path, key, options);
    // A read that failed once while opening also comes back as "not a database". Real damage is there again.
    if (!database && database.error().fault == StoreFault::Damaged)
        database = openOnce(path, key, options);
    return database;
}

Outcome<Database> openForReading(const QString &path, const SecretBytes &key)
{
    if (const auto fit = checkEngine(); !fit)
        return tl::unexpected(fit.error());
    // Without a log, "immutable": no lock, no shared memory. With one, its index is kept in our own memory,
    // which exclusive mode does; the VFS without locks lets that pass on a connection that cannot write.
    const bool log = QFileInfo(path + u"-wal"_s).size() > 0;
    QByteArray name = QFile::encodeName(path);
    if (!log)
        name = "file:" + name.toPercentEncoding("/") + "?immutable=1";
    sqlite3 *handle = nullptr;
    const int flags
        = SQLITE_OPEN_READONLY | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW | (log ? 0 : SQLITE_OPEN_URI);
    const int code = sqlite3_open_v2(name.constData(), &handle, flags, log ? "unix-none" : nullptr);
    Database database(handle);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteError(handle, code));
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (const auto keyed = setKey(database, key); !keyed)
        return tl::unexpected(keyed.error());
    for (const char *pragma :
         {"PRAGMA cipher_log=off", "PRAGMA cipher_page_size=16384", "PRAGMA locking_mode=EXCLUSIVE"}) {
        if (const auto done = database.run(pragma); !done)
            return tl::unexpected(done.error());
    }
    if (const auto fit = checkConnection(database); !fit)
        return tl::unexpected(fit.error());
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (const auto tables = database.readInteger("SELECT count(*) FROM sqlite_schema"); !tables)
        return tl::unexpected(tables.error());
    return database;
}

Outcome<bool> pagesHeld(Database &database)
{
    return database.readText("PRAGMA cipher_status").map([](const QString &status) {
        return status == u"1";
    });
}

Outcome<void> checkCiphertext(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(StoreFault::IoFailed, u"the database file cannot be read back"_s);
    const QByteArray start = file.read(16);
    if (start.size() < 16 || start.startsWith("SQLite format 3"))
        return failed(StoreFault::EngineUnfit, u"the database file is not encrypted"_s);
    return {};
}

} // namespace indraj
