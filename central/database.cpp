#include "central/database.h"

#include "central/log.h"

#include <libpq-fe.h>

namespace indraj::central {
namespace {

struct ResultCloser {
    void operator()(PGresult *result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ResultCloser>;

// Appended to the address: a dead network must not hold a database thread for minutes.
constexpr const char *sessionSettings = "SET statement_timeout = '15s'; SET lock_timeout = '5s'; "
                                        "SET idle_in_transaction_session_timeout = '15s'; "
                                        "SET client_min_messages = warning";

constexpr std::chrono::milliseconds pauseAfterFailure{500};

/// Plans were made before a migration changed what they rest on: they are made anew in a new connection.
bool isStalePlan(const std::string &sqlState) { return sqlState == "0A000" || sqlState == "26000"; }

std::string stateOf(const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return state ? state : "";
}

Row rowOf(const PGresult *result)
{
    Row row;
    for (int column = 0; column < PQnfields(result); ++column) {
        if (PQgetisnull(result, 0, column))
            row.emplace_back();
        else
            row.emplace_back(PQgetvalue(result, 0, column));
    }
    return row;
}

} // namespace

void Connection::Closer::operator()(pg_conn *connection) const { PQfinish(connection); }

bool ConnectPause::isOver() const
{
    return std::chrono::steady_clock::now().time_since_epoch().count() >= m_until;
}

void ConnectPause::begin()
{
    m_until = (std::chrono::steady_clock::now() + pauseAfterFailure).time_since_epoch().count();
}

Connection::Connection(std::string address, std::shared_ptr<ConnectPause> pause)
    : m_address(std::move(address))
    , m_pause(std::move(pause))
{
}

bool Connection::connect()
{
    if (!m_pause->isOver())
        return false;
    // expand_dbname: the address may be a URI or a list of keywords; its own settings win over ours before
    // it.
    const char *const keys[] = {"connect_timeout", "tcp_user_timeout", "application_name", "dbname", nullptr};
    const char *const values[] = {"3", "10000", "indraj-central", m_address.c_str(), nullptr};
    m_connection.reset(PQconnectdbParams(keys, values, 1));
    PQsetNoticeProcessor(
        m_connection.get(), [](void *, const char *) {}, nullptr);
    if (PQstatus(m_connection.get()) == CONNECTION_OK) {
        const Result settings(PQexec(m_connection.get(), sessionSettings));
        if (PQresultStatus(settings.get()) == PGRES_COMMAND_OK) {
            m_pause->end();
            return true;
        }
    }
    drop();
    m_pause->begin();
    return false;
}

void Connection::drop()
{
    m_plans.clear();
    m_connection.reset();
}

std::string Connection::planned(const char *statement, std::string &sqlState)
{
    if (const auto known = m_plans.find(std::string_view(statement)); known != m_plans.end())
        return known->second;
    const std::string name = std::to_string(m_plans.size());
    const Result result(PQprepare(m_connection.get(), name.c_str(), statement, 0, nullptr));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        sqlState = stateOf(result.get());
        return {};
    }
    return m_plans.emplace(statement, name).first->second;
}

tl::expected<Row, DatabaseError> Connection::row(const char *statement,
                                                 const std::vector<Parameter> &parameters)
{
    std::vector<const char *> values;
    std::vector<int> lengths;
    std::vector<int> formats;
    for (const Parameter &parameter : parameters) {
        values.push_back(parameter.null ? nullptr : parameter.value.data());
        lengths.push_back(static_cast<int>(parameter.value.size()));
        formats.push_back(parameter.binary ? 1 : 0);
    }
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (!m_connection && !connect())
            break;
        std::string sqlState;
        if (const std::string plan = planned(statement, sqlState); !plan.empty()) {
            const Result result(PQexecPrepared(m_connection.get(), plan.c_str(),
                                               static_cast<int>(values.size()), values.data(), lengths.data(),
                                               formats.data(), 0));
            if (PQresultStatus(result.get()) == PGRES_TUPLES_OK && PQntuples(result.get()) == 1)
                return rowOf(result.get());
            sqlState = stateOf(result.get());
        }
        const bool repeat = attempt == 0 && isStalePlan(sqlState);
        if (PQstatus(m_connection.get()) == CONNECTION_OK && !repeat)
            return tl::unexpected(DatabaseError{DatabaseFault::Failed, sqlState});
        drop();
    }
    return tl::unexpected(DatabaseError{DatabaseFault::Away, {}});
}

tl::expected<void, std::string> Connection::script(const std::string &statements)
{
    if (!m_connection && !connect())
        return tl::unexpected(std::string("no connection to the database"));
    const Result result(PQexec(m_connection.get(), statements.c_str()));
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return tl::unexpected(std::string(PQerrorMessage(m_connection.get())));
    return {};
}

std::optional<Bytes> fromByteaText(const std::string &text)
{
    return text.rfind("\\x", 0) == 0 ? fromHex(std::string_view(text).substr(2)) : std::nullopt;
}

Database::Database(const std::string &address, int connections, int maxQueue)
    : m_maxQueue(static_cast<std::size_t>(maxQueue))
{
    const auto pause = std::make_shared<ConnectPause>();
    for (int i = 0; i < connections; ++i)
        m_threads.emplace_back([this, address, pause] { work(Connection(address, pause)); });
}

Database::~Database()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

bool Database::submit(Job job, std::function<void()> late, std::chrono::milliseconds patience)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_closing || m_jobs.size() >= m_maxQueue)
            return false;
        m_jobs.push_back({std::move(job), std::move(late), std::chrono::steady_clock::now() + patience});
    }
    m_wake.notify_one();
    return true;
}

std::size_t Database::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_jobs.size();
}

void Database::work(Connection connection)
{
    for (;;) {
        Entry entry;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_closing || !m_jobs.empty(); });
            if (m_jobs.empty())
                return;
            entry = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        if (std::chrono::steady_clock::now() < entry.deadline)
            entry.job(connection);
        else
            entry.late();
    }
}

} // namespace indraj::central
