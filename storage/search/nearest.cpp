#include "storage/search/nearest.h"

#include "storage/search/postings.h"

#include <QSet>

#include <algorithm>
#include <map>

namespace indraj {

namespace {

constexpr qsizetype mostDrivers = 3; ///< more words would make too many meetings

/// Words of one matcher by their distance.
using WordGroups = std::map<int, QList<qint64>>;
/// Of each driver one group.
using Meeting = QList<QList<qint64>>;

struct Likeness {
    int distance = 0;
    qint64 number = 0;
    bool operator<(const Likeness &other) const
    {
        return distance != other.distance ? distance < other.distance : number > other.number;
    }
};

bool isListed(const WordMatcher &matcher) { return !matcher.broad && matcher.token.isEmpty(); }

WordGroups groupsOf(const WordMatcher &matcher)
{
    WordGroups groups;
    for (auto word = matcher.words.cbegin(); word != matcher.words.cend(); ++word)
        groups[word.value()].append(word.key());
    return groups;
}

/// What a matcher that drives nothing adds at least.
int leastDistance(const WordMatcher &matcher)
{
    if (!isListed(matcher))
        return matcher.broad ? 1 : 0;
    const auto least = std::min_element(matcher.words.cbegin(), matcher.words.cend());
    return least == matcher.words.cend() ? 0 : *least;
}

/// Every choice of one group per driver, by the sum of their distances.
std::map<int, QList<Meeting>> meetingsOf(const QList<WordMatcher> &drivers)
{
    std::map<int, QList<Meeting>> meetings{{0, {Meeting()}}};
    for (const WordMatcher &driver : drivers) {
        std::map<int, QList<Meeting>> longer;
        for (const auto &[distance, words] : groupsOf(driver)) {
            for (const auto &[sum, shorter] : meetings) {
                for (const Meeting &meeting : shorter)
                    longer[sum + distance].append(meeting + Meeting{words});
            }
        }
        meetings = std::move(longer);
    }
    return meetings;
}

/// Collects what is found, the same question asked of one meeting after the other.
class NearestFinder {
public:
    NearestFinder(Database &database, const SearchBounds &bounds, const QList<WordMatcher> &others, int limit)
        : m_database(database)
        , m_bounds(bounds)
        , m_others(others)
        , m_limit(limit)
        , m_words(database)
        , m_question(SearchBounds::question(database))
    {
        for (const WordMatcher &one : others)
            m_leastOfOthers += leastDistance(one);
    }

    /// Meetings with the same sum of distances. True: nothing farther can come before what is found.
    Outcome<bool> add(int sum, const QList<Meeting> &meetings)
    {
        for (const Meeting &meeting : meetings) {
            if (const auto done = meet(sum, meeting); !done)
                return tl::unexpected(done.error());
        }
        m_nearer = m_held;
        const auto near = std::count_if(m_found.cbegin(), m_found.cend(), [&](const Likeness &one) {
            return one.distance <= sum + m_leastOfOthers;
        });
        return near >= m_limit;
    }

    QList<qint64> nearest()
    {
        std::sort(m_found.begin(), m_found.end());
        QList<qint64> numbers;
        for (const Likeness &one : m_found) {
            if (numbers.size() == m_limit)
                break;
            numbers.append(one.number);
        }
        return numbers;
    }

private:
    Outcome<void> meet(int sum, const Meeting &meeting)
    {
        std::vector<Postings> postings;
        for (const QList<qint64> &words : meeting)
            postings.emplace_back(m_database, words);
        int near = 0; // of this meeting: none of its own can come before these
        for (qint64 at = m_bounds.below - 1; near < m_limit; --at) {
            const auto common = newestCommon(&postings, at);
            if (!common)
                return tl::unexpected(common.error());
            if (*common <= 0 || *common < m_bounds.least)
                return {};
            at = *common;
            const auto distance = distanceOf(at);
            if (!distance)
                return tl::unexpected(distance.error());
            if (!*distance)
                continue;
            if (!m_held.contains(at)) { // by another meeting of the same distance
                m_held.insert(at);
                m_found.push_back({sum + **distance, at});
            }
            near += **distance <= m_leastOfOthers ? 1 : 0;
        }
        return {};
    }

    /// The newest number, at most `at`, that all have; 0: none.
    static Outcome<qint64> newestCommon(std::vector<Postings> *postings, qint64 at)
    {
        for (std::size_t agreed = 0, i = 0; agreed < postings->size(); i = (i + 1) % postings->size()) {
            const auto found = (*postings)[i].atMost(at);
            if (!found || *found <= 0)
                return found;
            agreed = *found == at ? agreed + 1 : 1;
            at = *found;
        }
        return at;
    }

    /// How much the other words add; nothing when the enrolment does not fit, or was found nearer before.
    Outcome<std::optional<int>> distanceOf(qint64 number)
    {
        if (m_nearer.contains(number))
            return std::optional<int>();
        const auto fits = m_bounds.fits(m_question, number);
        if (!fits)
            return tl::unexpected(fits.error());
        if (!*fits)
            return std::optional<int>();
        return m_others.isEmpty() ? Outcome<std::optional<int>>(0) : m_words.distance(number, m_others);
    }

    Database &m_database;
    const SearchBounds &m_bounds;
    QList<WordMatcher> m_others;
    int m_limit;
    int m_leastOfOthers = 0;
    EnrolmentWords m_words;
    Statement m_question;
    QSet<qint64> m_held; ///< the numbers of m_found
    QSet<qint64> m_nearer; ///< those of them that were found at a smaller sum
    std::vector<Likeness> m_found;
};

} // namespace

bool anyListed(const QList<WordMatcher> &matchers)
{
    return std::any_of(matchers.cbegin(), matchers.cend(), isListed);
}

Outcome<QList<qint64>> findNearest(Database &database, const SearchBounds &bounds,
                                   const QList<WordMatcher> &matchers, int limit)
{
    QList<WordMatcher> drivers, others;
    for (const WordMatcher &one : matchers)
        (isListed(one) ? drivers : others).append(one);
    std::sort(drivers.begin(), drivers.end(),
              [](const WordMatcher &a, const WordMatcher &b) { return a.entries < b.entries; });
    others += drivers.mid(mostDrivers);
    drivers = drivers.first(std::min(drivers.size(), mostDrivers));
    NearestFinder finder(database, bounds, others, limit);
    for (const auto &[sum, meetings] : meetingsOf(drivers)) {
        const auto enough = finder.add(sum, meetings);
        if (!enough)
            return tl::unexpected(enough.error());
        if (*enough)
            break;
    }
    return finder.nearest();
}

} // namespace indraj
