#include "storage/sqlite.h"

#include "storage/statementshelf.h"

#include <QLoggingCategory>

#include <cerrno>

#include <sqlite3.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcSqlite, "indraj.storage.sqlite")

namespace {

constexpr int longLog = 1000; ///< pages; SQLite's own measure

/// The text of the code only: SQLite's own message may quote values.
QString codeText(int code)
{
    return u"sqlite %1: %2"_s.arg(code).arg(QString::fromUtf8(sqlite3_errstr(code & 0xff)));
}

bool outOfRoom(int systemError)
{
    return systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG;
}

/// Whether SQLCipher has met a page that does not verify on this connection, and has stopped writing.
bool codecFailed(sqlite3 *database)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, "PRAGMA cipher_status", -1, &statement, nullptr) != SQLITE_OK)
        return true;
    const bool answered = sqlite3_step(statement) == SQLITE_ROW;
    const bool fine = answered && sqlite3_column_int(statement, 0) == 1;
    sqlite3_finalize(statement);
    return !fine;
}

} // namespace

StoreError sqliteError(sqlite3 *database, int code)
{
    const auto fault = [&] {
        switch (code & 0xff) {
        case SQLITE_FULL:
            return StoreFault::DiskFull;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return StoreFault::Damaged;
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
            // SQLite calls only ENOSPC "full"; a quota and a file size limit are the same to the operator.
            return database && outOfRoom(sqlite3_system_errno(database)) ? StoreFault::DiskFull
                                                                         : StoreFault::IoFailed;
        case SQLITE_BUSY:
        case SQLITE_PROTOCOL:
            // Nobody else holds the vault (FileLock), so a lock that is refused is the disk's refusal.
            return StoreFault::IoFailed;
        case SQLITE_READONLY:
            // We always open to write. SQLCipher takes that back once a page has not verified; SQLite itself
            // when the write-ahead log could be opened for reading only.
            return database && codecFailed(database) ? StoreFault::Damaged : StoreFault::IoFailed;
        case SQLITE_CONSTRAINT:
            return StoreFault::Invalid;
        default:
            return StoreFault::Internal;
        }
    }();
    return {fault, codeText(code), code, std::nullopt};
}

Statement::Statement(sqlite3 *database, StatementShelf *shelf, const char *sql)
    : m_database(database)
    , m_shelf(shelf)
{
    m_statement = m_shelf->take(sql);
    if (!m_statement)
        note(sqlite3_prepare_v3(database, sql, -1, StatementShelf::keeps(sql) ? SQLITE_PREPARE_PERSISTENT : 0,
                                &m_statement, nullptr));
}

Statement::Statement(Statement &&other) noexcept
    : m_database(other.m_database)
    , m_shelf(other.m_shelf)
    , m_statement(std::exchange(other.m_statement, nullptr))
    , m_bound(other.m_bound)
    , m_code(other.m_code)
    , m_held(std::move(other.m_held))
{
}

Statement::~Statement()
{
    if (m_statement)
        m_shelf->putBack(m_statement);
}

void Statement::note(int code)
{
    if (code != SQLITE_OK && m_code == 0)
        m_code = sqlite3_extended_errcode(m_database) ? sqlite3_extended_errcode(m_database) : code;
}

Statement &Statement::bind(qint64 value)
{
    if (m_code == 0)
        note(sqlite3_bind_int64(m_statement, ++m_bound, value));
    return *this;
}

Statement &Statement::bind(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    if (m_code == 0)
        note(sqlite3_bind_text64(m_statement, ++m_bound, utf8.constData(),
                                 static_cast<sqlite3_uint64>(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement &Statement::bind(const QByteArray &bytes)
{
    // A null pointer would bind NULL; an empty array is an empty blob here. Not copied: the array that is
    // held shares its bytes with the caller's until the parameter is bound again.
    if (m_code == 0) {
        const QByteArray &held = m_held.emplace_back(bytes);
        note(sqlite3_bind_blob64(m_statement, ++m_bound, held.isEmpty() ? "" : held.constData(),
                                 static_cast<sqlite3_uint64>(held.size()), SQLITE_STATIC));
    }
    return *this;
}

Statement &Statement::bind(const QDateTime &time)
{
    return time.isValid() ? bind(time.toMSecsSinceEpoch()) : bind(nullptr);
}

Statement &Statement::bind(std::nullptr_t)
{
    if (m_code == 0)
        note(sqlite3_bind_null(m_statement, ++m_bound));
    return *this;
}

Statement &Statement::bind(ZeroBlob zeros)
{
    if (m_code == 0)
        note(sqlite3_bind_zeroblob64(m_statement, ++m_bound, static_cast<sqlite3_uint64>(zeros.size)));
    return *this;
}

Statement &Statement::bindColumn(const Statement &row, int column)
{
    if (m_code == 0)
        note(sqlite3_bind_value(m_statement, ++m_bound, sqlite3_column_value(row.m_statement, column)));
    return *this;
}

Statement &Statement::reset()
{
    sqlite3_reset(m_statement); // answers the last step's error again, which step() has told
    if (m_statement)
        sqlite3_clear_bindings(m_statement);
    m_held.clear();
    m_bound = 0;
    return *this;
}

Outcome<bool> Statement::step()
{
    if (m_code == 0) {
        const int code = sqlite3_step(m_statement);
        if (code == SQLITE_ROW)
            return true;
        if (code == SQLITE_DONE)
            return false;
        m_code = sqlite3_extended_errcode(m_database);
    }
    return tl::unexpected(sqliteError(m_database, m_code));
}

Outcome<void> Statement::run()
{
    for (;;) {
        const auto row = step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
    }
}

int Statement::columns() const { return sqlite3_column_count(m_statement); }

bool Statement::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

qint64 Statement::integer(int column) const { return sqlite3_column_int64(m_statement, column); }

QString Statement::text(int column) const
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(utf8, utf8 ? sqlite3_column_bytes(m_statement, column) : 0);
}

QByteArray Statement::bytes(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {data, data ? sqlite3_column_bytes(m_statement, column) : 0};
}

QDateTime Statement::time(int column) const
{
    return isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(integer(column), Qt::UTC);
}

BlobStream::BlobStream(sqlite3 *database, sqlite3_blob *blob)
    : m_database(database)
    , m_blob(blob)
{
}

void BlobStream::Close::operator()(sqlite3_blob *blob) const { sqlite3_blob_close(blob); }

Outcome<BlobStream> BlobStream::open(Database &database, const char *table, const char *column, qint64 row,
                                     bool writing)
{
    sqlite3_blob *blob = nullptr;
    const int code = sqlite3_blob_open(database.handle(), "main", table, column, row, writing ? 1 : 0, &blob);
    BlobStream stream(database.handle(), blob);
    if (code == SQLITE_ERROR) // no such row: whatever else may be wrong has a code of its own
        return failed(StoreFault::NotFound, u"a value that should be there is not"_s, code);
    if (code != SQLITE_OK)
        return tl::unexpected(sqliteError(database.handle(), code));
    return stream;
}

qsizetype BlobStream::size() const { return sqlite3_blob_bytes(m_blob.get()); }

Outcome<void> BlobStream::read(qsizetype at, std::span<std::uint8_t> into)
{
    const int code
        = sqlite3_blob_read(m_blob.get(), into.data(), static_cast<int>(into.size()), static_cast<int>(at));
    return code == SQLITE_OK ? Outcome<void>() : tl::unexpected(sqliteError(m_database, code));
}

Outcome<void> BlobStream::write(qsizetype at, std::span<const std::uint8_t> bytes)
{
    const int code = sqlite3_blob_write(m_blob.get(), bytes.data(), static_cast<int>(bytes.size()),
                                        static_cast<int>(at));
    return code == SQLITE_OK ? Outcome<void>() : tl::unexpected(sqliteError(m_database, code));
}

Database::Database(sqlite3 *handle)
    : m_handle(handle)
    , m_shelf(std::make_unique<StatementShelf>())
{
}

Database::Database(Database &&other) noexcept = default;
Database::~Database() = default;

Database &Database::operator=(Database &&other) noexcept
{
    m_shelf = std::move(other.m_shelf); // first: a connection with statements left does not close
    m_handle = std::move(other.m_handle);
    m_hooks = std::move(other.m_hooks);
    m_logPages = std::move(other.m_logPages);
    return *this;
}

void Database::Close::operator()(sqlite3 *handle) const
{
    // Every Statement is gone by now, so this cannot answer SQLITE_BUSY; if it does, it is a fault of ours.
    if (const int code = sqlite3_close(handle); code != SQLITE_OK)
        qCCritical(lcSqlite) << "closing the database failed:" << code;
}

Outcome<QString> Database::readText(const char *sql)
{
    Statement statement = prepare(sql);
    return statement.step().map([&](bool row) { return row ? statement.text(0) : QString(); });
}

Outcome<qint64> Database::readInteger(const char *sql)
{
    Statement statement = prepare(sql);
    return statement.step().map([&](bool row) { return row ? statement.integer(0) : 0; });
}

qint64 Database::lastRow() const { return sqlite3_last_insert_rowid(m_handle.get()); }

qint64 Database::changes() const { return sqlite3_changes64(m_handle.get()); }

Outcome<void> Database::commit()
{
    if (m_hooks.before) {
        if (auto done = m_hooks.before(*this); !done)
            return done;
    }
    if (auto committed = run("COMMIT"); !committed)
        return committed;
    if (m_hooks.after)
        m_hooks.after(*this);
    return {};
}

void Database::setCheckpointOnClose(bool on)
{
    sqlite3_db_config(m_handle.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on ? 0 : 1, nullptr);
}

void Database::rollBack() noexcept
{
    // After some errors (a full disk among them) SQLite has rolled back by itself.
    if (sqlite3_get_autocommit(m_handle.get()))
        return;
    // Not with a statement of ours: there may be no memory for one, nor for saying so.
    const int code = sqlite3_exec(m_handle.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    try {
        if (code != SQLITE_OK)
            qCCritical(lcSqlite) << "rollback failed:" << code;
    } catch (const std::bad_alloc &) {
        return;
    }
}

void Database::deferCheckpoints()
{
    m_logPages = std::make_unique<int>(0);
    const auto count = [](void *pages, sqlite3 *database, const char *name, int inLog) {
        *static_cast<int *>(pages) = inLog;
        // Its failure is none of the COMMIT's, as SQLite has it by itself.
        if (inLog >= 4 * longLog)
            static_cast<void>(
                sqlite3_wal_checkpoint_v2(database, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr));
        return SQLITE_OK;
    };
    sqlite3_wal_hook(m_handle.get(), count, m_logPages.get());
}

void Database::moveLongLog() noexcept
{
    if (!m_logPages || *m_logPages < longLog)
        return;
    *m_logPages = 0;
    const int code
        = sqlite3_wal_checkpoint_v2(m_handle.get(), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    try {
        if (code != SQLITE_OK)
            qCWarning(lcSqlite) << "checkpoint put off:" << code;
    } catch (const std::bad_alloc &) {
        return;
    }
}

Outcome<void> Database::checkpoint()
{
    Statement statement = prepare("PRAGMA wal_checkpoint(TRUNCATE)");
    const auto row = statement.step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row || statement.integer(0) != 0)
        return failed(StoreFault::IoFailed, u"checkpoint was blocked"_s);
    return {};
}

} // namespace indraj
