#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

struct sqlite3_stmt;

namespace indraj {

/// Prepared statements of one connection that wait to be used again. Preparing took a quarter of the time of
/// a small save, because every question was prepared anew each time. Storage thread only.
class StatementShelf {
public:
    /// All the room at once: statements come back in destructors, where nothing may be thrown.
    StatementShelf() { m_kept.reserve(mostKept); }
    StatementShelf(const StatementShelf &) = delete;
    StatementShelf &operator=(const StatementShelf &) = delete;
    ~StatementShelf();

    /// Whether statements with this text are kept: questions and changes are. A pragma does its work while it
    /// is prepared, so it must be prepared each time.
    static bool keeps(std::string_view sql);
    /// One that is ready to be bound; nullptr: none waits.
    sqlite3_stmt *take(std::string_view sql);
    /// Takes the statement over. What was bound to it is forgotten.
    void putBack(sqlite3_stmt *statement);

private:
    struct Kept {
        std::size_t hash;
        sqlite3_stmt *statement;
    };
    static constexpr std::size_t mostKept = 160;
    std::vector<Kept> m_kept; ///< the last one used last
};

} // namespace indraj
