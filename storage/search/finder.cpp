#include "storage/search/finder.h"

#include "storage/search/wordmatcher.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mostGathered = 20'000;
constexpr int batchSize = 500;
constexpr qint64 noBound = std::numeric_limits<qint64>::max();

/// States, days and page of a filter, ready to ask.
class Bounds {
public:
    static Outcome<Bounds> of(Database &database, const ListFilter &filter)
    {
        Bounds bounds;
        for (const EnrolmentState state : filter.states)
            bounds.m_states.append(stateCode(state));
        if (filter.states.isEmpty())
            bounds.m_states = statesButErased();
        bounds.below = filter.before > 0 ? filter.before : noBound;
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
        bounds.m_least = span.isNull(0) ? noBound : span.integer(0);
        bounds.below = std::min(bounds.below, span.isNull(1) ? 0 : span.integer(1) + 1);
        return bounds;
    }

    /// The newest numbers under `before`, at most `limit`.
    Outcome<std::vector<qint64>> newest(Database &database, qint64 before, int limit) const
    {
        std::vector<qint64> numbers;
        // One index walk per state, merged: an IN list would sort all of them.
        Statement rows = database.prepare(
            m_days
                ? "SELECT number FROM enrolment INDEXED BY enrolment_by_state WHERE state = ? AND number < ?"
                  " AND number >= ? AND created_at >= ? AND created_at < ? ORDER BY number DESC LIMIT ?"
                : "SELECT number FROM enrolment INDEXED BY enrolment_by_state WHERE state = ? AND number < ?"
                  " ORDER BY number DESC LIMIT ?");
        for (const QString &state : m_states) {
            rows.reset().bind(state).bind(before);
            if (m_days)
                rows.bind(m_least).bind(m_from).bind(m_to);
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

    Outcome<bool> fits(Statement &row, qint64 number) const
    {
        if (number >= below || number < m_least)
            return false;
        const auto found = row.reset().bind(number).step();
        if (!found)
            return found;
        return *found && m_states.contains(row.text(0)) && row.integer(1) >= m_from && row.integer(1) < m_to;
    }

    static Statement question(Database &database)
    {
        return database.prepare("SELECT state, created_at FROM enrolment WHERE number = ?");
    }

    qint64 below = noBound;

private:
    static QStringList statesButErased()
    {
        QStringList codes;
        for (int state = 0; state <= static_cast<int>(EnrolmentState::Erased); ++state)
            codes.append(stateCode(static_cast<EnrolmentState>(state)));
        codes.removeAll(stateCode(EnrolmentState::Erased));
        return codes;
    }
    QStringList m_states;
    bool m_days = false;
    qint64 m_from = std::numeric_limits<qint64>::min();
    qint64 m_to = noBound;
    qint64 m_least = std::numeric_limits<qint64>::min();
};

Outcome<void> collect(Statement rows, std::vector<qint64> *numbers)
{
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        numbers->push_back(rows.integer(0));
    }
}

/// Every number under `below` that has one of these words (or the token), newest first, each once.
Outcome<std::vector<qint64>> gather(Database &database, const WordMatcher &matcher,
                                    const QList<qint64> &words, qint64 below)
{
    std::vector<qint64> numbers;
    if (!matcher.token.isEmpty()) {
        Statement rows
            = database.prepare("SELECT number FROM enrolment WHERE token >= ? AND token < ? AND number < ?");
        rows.bind(matcher.token).bind(beyondPrefix(matcher.token)).bind(below);
        if (const auto done = collect(std::move(rows), &numbers); !done)
            return tl::unexpected(done.error());
    }
    for (const qint64 word : words) {
        Statement rows = database.prepare("SELECT number FROM search_entry WHERE word = ? AND number < ?");
        rows.bind(word).bind(below);
        if (const auto done = collect(std::move(rows), &numbers); !done)
            return tl::unexpected(done.error());
    }
    std::sort(numbers.begin(), numbers.end(), std::greater<>());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

/// The matcher with the fewest entries; nullptr when all are broad.
const WordMatcher *rarest(const QList<WordMatcher> &matchers)
{
    const WordMatcher *least = nullptr;
    for (const WordMatcher &one : matchers) {
        if (!one.broad && (!least || one.entries < least->entries))
            least = &one;
    }
    return least;
}

/// Takes of `numbers`, which are newest first, those that fit, until there are `limit`.
Outcome<void> sift(Database &database, const std::vector<qint64> &numbers, const Bounds &bounds,
                   const QList<WordMatcher> &matchers, int limit, QList<qint64> *found)
{
    EnrolmentWords words(database);
    Statement question = Bounds::question(database);
    for (const qint64 number : numbers) {
        if (found->size() >= limit)
            return {};
        const auto distance = words.distance(number, matchers);
        if (!distance)
            return tl::unexpected(distance.error());
        if (!*distance)
            continue;
        const auto fits = bounds.fits(question, number);
        if (!fits)
            return tl::unexpected(fits.error());
        if (*fits)
            found->append(number);
    }
    return {};
}

Outcome<QList<qint64>> findNewest(Database &database, const Bounds &bounds,
                                  const QList<WordMatcher> &matchers, int limit)
{
    QList<qint64> found;
    const WordMatcher *driver = rarest(matchers);
    if (driver && driver->entries <= mostGathered) {
        const auto numbers = gather(database, *driver, driver->words.keys(), bounds.below);
        if (!numbers)
            return tl::unexpected(numbers.error());
        if (const auto done = sift(database, *numbers, bounds, matchers, limit, &found); !done)
            return tl::unexpected(done.error());
        return found;
    }
    for (qint64 before = bounds.below; found.size() < limit;) {
        const auto numbers = bounds.newest(database, before, batchSize);
        if (!numbers)
            return tl::unexpected(numbers.error());
        if (numbers->empty())
            break;
        if (const auto done = sift(database, *numbers, bounds, matchers, limit, &found); !done)
            return tl::unexpected(done.error());
        before = numbers->back();
    }
    return found;
}

struct Likeness {
    int distance = 0;
    qint64 number = 0;
    bool operator<(const Likeness &other) const
    {
        return distance != other.distance ? distance < other.distance : number > other.number;
    }
};

/// Adds one group of equally distant words of the driver. True: nothing farther can come before what is
/// found.
Outcome<bool> addGroup(Database &database, const std::vector<qint64> &numbers, const Bounds &bounds,
                       const QList<WordMatcher> &matchers, int groupDistance, int limit, QSet<qint64> *seen,
                       std::vector<Likeness> *found)
{
    EnrolmentWords words(database);
    Statement question = Bounds::question(database);
    auto good = std::count_if(found->begin(), found->end(),
                              [&](const Likeness &one) { return one.distance <= groupDistance; });
    for (const qint64 number : numbers) {
        if (good >= limit)
            return true;
        if (seen->contains(number))
            continue;
        seen->insert(number);
        const auto distance = words.distance(number, matchers);
        if (!distance)
            return tl::unexpected(distance.error());
        const auto fits = *distance ? bounds.fits(question, number) : Outcome<bool>(false);
        if (!fits)
            return fits;
        if (!*fits)
            continue;
        found->push_back({**distance, number});
        good += **distance <= groupDistance ? 1 : 0;
    }
    return good >= limit;
}

Outcome<QList<qint64>> findNearest(Database &database, const Bounds &bounds,
                                   const QList<WordMatcher> &matchers, int limit)
{
    const WordMatcher *driver = rarest(matchers);
    if (!driver)
        return findNewest(database, bounds, matchers, limit);
    std::map<int, QList<qint64>> groups;
    for (auto word = driver->words.cbegin(); word != driver->words.cend(); ++word)
        groups[word.value()].append(word.key());
    if (!driver->token.isEmpty())
        groups[0] = {};
    QSet<qint64> seen;
    std::vector<Likeness> found;
    for (const auto &[distance, words] : groups) {
        const auto numbers = gather(database, *driver, words, bounds.below);
        if (!numbers)
            return tl::unexpected(numbers.error());
        const auto enough = addGroup(database, *numbers, bounds, matchers, distance, limit, &seen, &found);
        if (!enough)
            return tl::unexpected(enough.error());
        if (*enough)
            break;
    }
    std::sort(found.begin(), found.end());
    found.resize(std::min(found.size(), static_cast<std::size_t>(limit)));
    QList<qint64> numbers;
    for (const Likeness &one : found)
        numbers.append(one.number);
    return numbers;
}

} // namespace

Outcome<QList<qint64>> findEnrolments(Database &database, const ListFilter &filter, int limit)
{
    const bool words = !filter.text.simplified().isEmpty();
    // The nearest are not in order of number, so there is no next page of them.
    if (words && filter.similar && filter.before > 0)
        return QList<qint64>();
    const auto bounds = Bounds::of(database, filter);
    if (!bounds)
        return tl::unexpected(bounds.error());
    if (!words) {
        const auto numbers = bounds->newest(database, bounds->below, limit);
        return numbers.map(
            [](const std::vector<qint64> &all) { return QList<qint64>(all.begin(), all.end()); });
    }
    const auto matchers = makeMatchers(database, filter.text, filter.similar);
    if (!matchers)
        return tl::unexpected(matchers.error());
    return filter.similar ? findNearest(database, *bounds, *matchers, limit)
                          : findNewest(database, *bounds, *matchers, limit);
}

} // namespace indraj
