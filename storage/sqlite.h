#pragma once

#include "storage/outcome.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

struct sqlite3;
struct sqlite3_blob;
struct sqlite3_stmt;

namespace indraj {

class Database;
class StatementShelf;

/// A value of so many zeros, to be filled through a BlobStream.
struct ZeroBlob {
    qsizetype size = 0;
};

/// One prepared statement. Errors of preparing and binding are kept and answered by the next step(), so that
/// a chain of binds needs no checks of its own. At its end it goes back to its connection, which gives it out
/// again for the same text. Storage thread only.
class Statement {
public:
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    /// Binds the next parameter. An invalid time and an empty optional become NULL.
    Statement &bind(qint64 value);
    Statement &bind(int value) { return bind(static_cast<qint64>(value)); }
    Statement &bind(const QString &text);
    Statement &bind(const QByteArray &bytes);
    Statement &bind(const QDateTime &time);
    Statement &bind(std::nullptr_t);
    Statement &bind(ZeroBlob zeros);
    /// A column of another statement's row, of whatever type.
    Statement &bindColumn(const Statement &row, int column);
    template <class T> Statement &bind(const std::optional<T> &value)
    {
        return value ? bind(*value) : bind(nullptr);
    }

    /// Ready to be bound and run again; an error that was kept stays.
    Statement &reset();
    /// True: a row is there to read. False: finished.
    Outcome<bool> step();
    /// To the end; rows are ignored.
    Outcome<void> run();

    int columns() const;
    bool isNull(int column) const;
    qint64 integer(int column) const;
    QString text(int column) const;
    QByteArray bytes(int column) const;
    QDateTime time(int column) const; ///< UTC; invalid for NULL

private:
    friend class Database;
    Statement(sqlite3 *database, StatementShelf *shelf, const char *sql);
    void note(int code);

    sqlite3 *m_database;
    StatementShelf *m_shelf;
    sqlite3_stmt *m_statement = nullptr;
    int m_bound = 0;
    int m_code = 0;
    std::vector<QByteArray> m_held; ///< what is bound, and must live as long
};

/// One value of a table, read or written piece by piece: no copy of the whole is made. It ends before the
/// transaction it was written in. Storage thread only.
class BlobStream {
public:
    /// NotFound: no such row. `table` and `column` are ours, never anybody's words.
    static Outcome<BlobStream> open(Database &database, const char *table, const char *column, qint64 row,
                                    bool writing);
    qsizetype size() const;
    Outcome<void> read(qsizetype at, std::span<std::uint8_t> into);
    Outcome<void> write(qsizetype at, std::span<const std::uint8_t> bytes);

private:
    struct Close {
        void operator()(sqlite3_blob *blob) const;
    };
    BlobStream(sqlite3 *database, sqlite3_blob *blob);
    sqlite3 *m_database;
    std::unique_ptr<sqlite3_blob, Close> m_blob;
};

/// What a connection does around every COMMIT of transact(). `before` works inside the transaction, and its
/// error rolls back; `after` runs once the commit is on disk.
struct CommitHooks {
    std::function<Outcome<void>(Database &)> before;
    std::function<void(Database &)> after;
};

/// One SQLCipher connection. Not thread-safe: it lives and dies on the storage thread.
class Database {
public:
    /// Takes over an open handle; engine.h makes them.
    explicit Database(sqlite3 *handle);
    Database(Database &&other) noexcept;
    Database &operator=(Database &&other) noexcept;
    ~Database();
    sqlite3 *handle() const { return m_handle.get(); }

    Statement prepare(const char *sql) { return {m_handle.get(), m_shelf.get(), sql}; }
    /// Runs one statement with its parameters.
    template <class... Values> Outcome<void> run(const char *sql, const Values &...values)
    {
        Statement statement = prepare(sql);
        (statement.bind(values), ...);
        return statement.run();
    }
    /// First column of the first row as text; empty where there is no row.
    Outcome<QString> readText(const char *sql);
    Outcome<qint64> readInteger(const char *sql);
    qint64 lastRow() const; ///< row id of the last row inserted
    /// Rows changed by the last statement.
    qint64 changes() const;

    /// Runs `work` in one IMMEDIATE transaction: its value once committed, its error once rolled back. Rolls
    /// back too when there is no memory and `work` throws.
    template <class Work> auto transact(Work work) -> decltype(work())
    {
        if (auto begun = run("BEGIN IMMEDIATE"); !begun)
            return tl::unexpected(begun.error());
        const RollBack unlessCommitted{*this};
        auto outcome = work();
        if (outcome) {
            if (auto committed = commit(); !committed)
                outcome = tl::unexpected(committed.error());
        }
        return outcome;
    }
    void setHooks(CommitHooks hooks) { m_hooks = std::move(hooks); }

    /// Moves the whole WAL into the main file and empties it.
    Outcome<void> checkpoint();
    /// From now on no COMMIT waits until a long WAL has been moved: the holder calls moveLongLog() when
    /// nobody waits. Only where that was forgotten, and the WAL has grown to four times that length, COMMIT
    /// moves it.
    void deferCheckpoints();
    /// Moves the WAL into the main file if it has the length at which SQLite would. What fails is said in the
    /// log and left for the next time: nothing acknowledged depends on it.
    void moveLongLog() noexcept;
    /// Whether closing moves the WAL into the main file. Off: closing leaves every file as it was found.
    void setCheckpointOnClose(bool on);

private:
    Outcome<void> commit();
    void rollBack() noexcept;
    /// In the end of its scope; where COMMIT has gone through there is nothing to roll back.
    struct RollBack {
        Database &database;
        ~RollBack() { database.rollBack(); }
    };
    struct Close {
        void operator()(sqlite3 *handle) const;
    };
    std::unique_ptr<sqlite3, Close> m_handle;
    std::unique_ptr<StatementShelf> m_shelf; ///< after the handle: its statements end before the connection
    CommitHooks m_hooks;
    std::unique_ptr<int> m_logPages; ///< in the WAL after the last COMMIT; null: SQLite looks after it
};

/// The fault that a result code of this connection means to callers.
StoreError sqliteError(sqlite3 *database, int code);

} // namespace indraj
