#pragma once

#include "storage/enrolmentstore.h"
#include "storage/sqlite.h"

#include <limits>
#include <vector>

namespace indraj {

/// States, days and page of a filter, ready to ask. Storage thread only.
class SearchBounds {
public:
    static Outcome<SearchBounds> of(Database &database, const ListFilter &filter);

    /// The newest numbers under `before`, at most `limit`.
    Outcome<std::vector<qint64>> newest(Database &database, qint64 before, int limit) const;
    /// Whether one number is within. `row`: of question(); may have run before.
    Outcome<bool> fits(Statement &row, qint64 number) const;
    static Statement question(Database &database);

    static constexpr qint64 none = std::numeric_limits<qint64>::max();
    qint64 below = none; ///< every number within is smaller
    qint64 least = std::numeric_limits<qint64>::min(); ///< no number within is smaller

private:
    QStringList m_states;
    bool m_days = false;
    qint64 m_from = std::numeric_limits<qint64>::min();
    qint64 m_to = none;
};

} // namespace indraj
