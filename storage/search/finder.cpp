#include "storage/search/finder.h"

#include "storage/search/bounds.h"
#include "storage/search/nearest.h"
#include "storage/search/wordmatcher.h"

#include <algorithm>
#include <vector>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mostGathered = 20'000;
constexpr int batchSize = 500;

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
Outcome<std::vector<qint64>> gather(Database &database, const WordMatcher &matcher, qint64 below)
{
    std::vector<qint64> numbers;
    if (!matcher.token.isEmpty()) {
        Statement rows
            = database.prepare("SELECT number FROM enrolment WHERE token >= ? AND token < ? AND number < ?");
        rows.bind(matcher.token).bind(beyondPrefix(matcher.token)).bind(below);
        if (const auto done = collect(std::move(rows), &numbers); !done)
            return tl::unexpected(done.error());
    }
    for (auto word = matcher.words.cbegin(); word != matcher.words.cend(); ++word) {
        Statement rows = database.prepare("SELECT number FROM search_entry WHERE word = ? AND number < ?");
        rows.bind(word.key()).bind(below);
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
Outcome<void> sift(Database &database, const std::vector<qint64> &numbers, const SearchBounds &bounds,
                   const QList<WordMatcher> &matchers, int limit, QList<qint64> *found)
{
    EnrolmentWords words(database);
    Statement question = SearchBounds::question(database);
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

Outcome<QList<qint64>> findNewest(Database &database, const SearchBounds &bounds,
                                  const QList<WordMatcher> &matchers, int limit)
{
    QList<qint64> found;
    const WordMatcher *driver = rarest(matchers);
    if (driver && driver->entries <= mostGathered) {
        const auto numbers = gather(database, *driver, bounds.below);
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

} // namespace

Outcome<QList<qint64>> findEnrolments(Database &database, const ListFilter &filter, int limit)
{
    const bool words = !filter.text.simplified().isEmpty();
    // The nearest are not in order of number, so there is no next page of them.
    if (words && filter.similar && filter.before > 0)
        return QList<qint64>();
    const auto bounds = SearchBounds::of(database, filter);
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
    return filter.similar && anyListed(*matchers) ? findNearest(database, *bounds, *matchers, limit)
                                                  : findNewest(database, *bounds, *matchers, limit);
}

} // namespace indraj
