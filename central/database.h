#pragma once

#include "central/text.h"

#include <tl/expected.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

struct pg_conn;
struct pg_result;

namespace indraj::central {

enum class DatabaseFault {
    Away, ///< no connection: try again later
    Failed, ///< the statement was refused
};

struct DatabaseError {
    DatabaseFault fault;
    std::string sqlState; ///< for the log: never the message, which may quote values
};

/// A statement parameter. `binary` marks a bytea given as it is.
struct Parameter {
    std::string_view value;
    bool binary = false;
    bool null = false;
};

/// One row's columns as text; a NULL is nullopt.
using Row = std::vector<std::optional<std::string>>;

/// When a database that could not be reached may be tried again. One for all connections of a pool: otherwise
/// each of them refuses for its own half second after another already found the database back. Any thread.
class ConnectPause {
public:
    bool isOver() const;
    void begin(); ///< a try failed
    void end() { m_until = 0; } ///< a try succeeded
private:
    std::atomic<std::chrono::steady_clock::rep> m_until = 0;
};

/// One libpq connection, used by one thread at a time.
class Connection {
public:
    explicit Connection(std::string address,
                        std::shared_ptr<ConnectPause> pause = std::make_shared<ConnectPause>());

    /// Runs one statement. A connection found broken is opened anew and the statement tried once more: every
    /// statement of this service may be repeated. After a failed try to connect the next half second answers
    /// DatabaseFault::Away at once, so that a line of waiting requests is not told one by one. Each text of a
    /// statement is planned once in the life of a connection: only texts that are fixed, with parameters.
    tl::expected<Row, DatabaseError> row(const char *statement, const std::vector<Parameter> &parameters);
    /// Several statements, without parameters and result; for migrations. Not repeated.
    tl::expected<void, std::string> script(const std::string &statements);

private:
    struct Closer {
        void operator()(pg_conn *connection) const;
    };
    bool connect();
    void drop(); ///< the connection, with what was planned in it
    /// The name under which the statement is planned; empty: it was refused, or the connection is broken.
    std::string planned(const char *statement, std::string &sqlState);
    std::string m_address;
    std::unique_ptr<pg_conn, Closer> m_connection;
    std::map<std::string, std::string, std::less<>> m_plans; ///< names by statement
    std::shared_ptr<ConnectPause> m_pause;
};

/// "\x0a1b" as libpq gives a bytea in text form.
std::optional<Bytes> fromByteaText(const std::string &text);

/// A bounded pool: as many threads as connections, and a bounded queue before them.
class Database {
public:
    using Job = std::function<void(Connection &)>;
    Database(const std::string &address, int connections, int maxQueue);
    ~Database(); ///< jobs already queued are finished

    /// `late` is called instead of `job`, from a database thread, when it was not begun after `patience`.
    /// False: the queue is full and neither will be called.
    [[nodiscard]] bool submit(Job job, std::function<void()> late, std::chrono::milliseconds patience);
    std::size_t waiting() const;

private:
    struct Entry {
        Job job;
        std::function<void()> late;
        std::chrono::steady_clock::time_point deadline;
    };
    void work(Connection connection);
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Entry> m_jobs;
    std::size_t m_maxQueue;
    bool m_closing = false;
    std::vector<std::thread> m_threads;
};

} // namespace indraj::central
