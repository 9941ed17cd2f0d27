#include "storage/statementshelf.h"

#include <algorithm>
#include <functional>

#include <sqlite3.h>

namespace indraj {

namespace {

std::size_t hashOf(std::string_view sql) { return std::hash<std::string_view>()(sql); }

} // namespace

StatementShelf::~StatementShelf()
{
    for (const Kept &one : m_kept)
        sqlite3_finalize(one.statement);
}

bool StatementShelf::keeps(std::string_view sql)
{
    return sql.starts_with("SELECT ") || sql.starts_with("INSERT ") || sql.starts_with("UPDATE ")
        || sql.starts_with("DELETE ");
}

sqlite3_stmt *StatementShelf::take(std::string_view sql)
{
    const std::size_t hash = hashOf(sql);
    const auto found = std::find_if(m_kept.begin(), m_kept.end(), [&](const Kept &one) {
        return one.hash == hash && sql == sqlite3_sql(one.statement);
    });
    if (found == m_kept.end())
        return nullptr;
    sqlite3_stmt *statement = found->statement;
    m_kept.erase(found);
    return statement;
}

void StatementShelf::putBack(sqlite3_stmt *statement)
{
    sqlite3_reset(statement); // answers the last step's error again, which has been told
    const char *sql = sqlite3_sql(statement);
    if (!sql || !keeps(sql)) {
        sqlite3_finalize(statement);
        return;
    }
    sqlite3_clear_bindings(statement);
    if (m_kept.size() >= mostKept) {
        sqlite3_finalize(m_kept.front().statement);
        m_kept.erase(m_kept.begin());
    }
    m_kept.push_back({hashOf(sql), statement});
}

} // namespace indraj
