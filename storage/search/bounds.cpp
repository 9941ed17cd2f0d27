#include "storage/search/bounds.h"

#include "storage/codes.h"

#include <algorithm>
#include <functional>

namespace indraj {

namespace {

QStringList statesButErased()
{
    QStringList codes;
    for (int state = 0; state <= static_cast<int>(EnrolmentState::Erased); ++state)
        codes.append(stateCode(static_cast<EnrolmentState>(state)));
    codes.removeAll(stateCode(EnrolmentState::Erased));
    return codes;
}

} // namespace

Outcome<SearchBounds> SearchBounds::of(Database &database, const ListFilter &filter)
{
    SearchBounds bounds;
    for (const EnrolmentState state : filter.states)
        bounds.m_states.append(stateCode(state));
    if (filter.states.isEmpty())
        bounds.m_states = statesButErased();
    bounds.below = filter.before > 0 ? filter.before : none;
    if (filter.from.isValid())
        bounds.m_from = filter.from.startOfDay().toMSecsSinceEpoch();
    if (filter.to.isValid())
        bounds.m_to = filter.to.addDays(1).startOfDay().toMSecsSinceEpoch();
    bounds.m_days = filter.from.isValid() || filter.to.isValid();
    if (!bounds.m_days)
        return bounds;
    // Tokens are given out in order of time, but for a clock put back: within these numbers nearly every
    // day fits.
    Statement span
        = database.prepare("SELECT min(number), max(number) FROM enrolment INDEXED BY enrolment_by_day"
                           " WHERE created_at >= ? AND created_at < ?");
    const auto row = span.bind(bounds.m_from).bind(bounds.m_to).step();
    if (!row)
        return tl::unexpected(row.error());
    bounds.least = span.isNull(0) ? none : span.integer(0);
    bounds.below = std::min(bounds.below, span.isNull(1) ? 0 : span.integer(1) + 1);
    return bounds;
}

Outcome<std::vector<qint64>> SearchBounds::newest(Database &database, qint64 before, int limit) const
{
    std::vector<qint64> numbers;
    // One index walk per state, merged: an IN list would sort all of them.
    Statement rows = database.prepare(
        m_days ? "SELECT number FROM enrolment INDEXED BY enrolment_by_state WHERE state = ? AND number < ?"
                 " AND number >= ? AND created_at >= ? AND created_at < ? ORDER BY number DESC LIMIT ?"
               : "SELECT number FROM enrolment INDEXED BY enrolment_by_state WHERE state = ? AND number < ?"
                 " ORDER BY number DESC LIMIT ?");
    for (const QString &state : m_states) {
        rows.reset().bind(state).bind(before);
        if (m_days)
            rows.bind(least).bind(m_from).bind(m_to);
        rows.bind(limit);
        for (;;) {
            const auto row = rows.step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            numbers.push_back(rows.integer(0));
        }
    }
    std::sort(numbers.begin(), numbers.end(), std::greater<>());
    numbers.resize(std::min(numbers.size(), static_cast<std::size_t>(limit)));
    return numbers;
}

Outcome<bool> SearchBounds::fits(Statement &row, qint64 number) const
{
    if (number >= below || number < least)
        return false;
    const auto found = row.reset().bind(number).step();
    if (!found)
        return found;
    return *found && m_states.contains(row.text(0)) && row.integer(1) >= m_from && row.integer(1) < m_to;
}

Statement SearchBounds::question(Database &database)
{
    return database.prepare("SELECT state, created_at FROM enrolment WHERE number = ?");
}

} // namespace indraj
