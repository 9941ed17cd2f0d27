#include "storage/search/wordmatcher.h"

#include "enrollment/validation.h"
#include "storage/search/namekey.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// More words than this are not listed: the prefix is then so short that nearly everybody has it.
constexpr int mostWords = 4000;

bool isNumberLike(const QString &word)
{
    return std::all_of(word.cbegin(), word.cend(),
                       [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'-'; });
}

/// "T-", "T-017": letters, a dash, digits.
bool isTokenLike(const QString &word)
{
    const qsizetype dash = word.indexOf(u'-');
    return dash > 0
        && std::all_of(word.cbegin(), word.cbegin() + dash,
                       [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); })
        && std::all_of(word.cbegin() + dash + 1, word.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// Words between blanks; digits with dashes and blanks between them are one number.
QStringList typedWords(const QString &text)
{
    QStringList words;
    bool number = false;
    for (const QString &word : toAsciiDigits(text).simplified().split(u' ', Qt::SkipEmptyParts)) {
        const bool more = isNumberLike(word);
        if (more && number)
            words.back() += word;
        else
            words.append(word);
        number = more;
    }
    return words;
}

Outcome<void> addPrefix(Database &database, WordMatcher *matcher)
{
    Statement rows
        = database.prepare("SELECT id, text, entries FROM search_word WHERE text >= ? AND text < ? LIMIT ?");
    rows.bind(matcher->prefix).bind(beyondPrefix(matcher->prefix)).bind(mostWords + 1);
    for (int count = 0;; ++count) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        if (count == mostWords) {
            matcher->broad = true;
            return {};
        }
        matcher->words.insert(rows.integer(0), rows.text(1) == matcher->prefix ? 0 : 1);
        matcher->entries += rows.integer(2);
    }
}

Outcome<void> addSimilar(Database &database, const QString &word, WordMatcher *matcher)
{
    QStringList keys;
    for (const QString &key : nameKeys(word))
        keys += nearKeys(key);
    keys.removeDuplicates();
    Statement rows = database.prepare("SELECT w.id, w.text, w.entries FROM search_key k"
                                      " JOIN search_word w ON w.id = k.word WHERE k.key = ?");
    for (const QString &key : std::as_const(keys)) {
        rows.reset().bind(key);
        for (;;) {
            const auto row = rows.step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            if (matcher->words.contains(rows.integer(0)))
                continue;
            if (const auto distance = nameDistance(word, rows.text(1))) {
                matcher->words.insert(rows.integer(0), *distance);
                matcher->entries += rows.integer(2);
            }
        }
    }
    return {};
}

Outcome<WordMatcher> matcherFor(Database &database, const QString &word, bool similar)
{
    WordMatcher matcher;
    matcher.prefix = word;
    if (const auto done = addPrefix(database, &matcher); !done)
        return tl::unexpected(done.error());
    if (similar && !word.front().isDigit()) {
        // With a broad prefix only what sounds like the whole word is left: the rest is no likeness.
        if (matcher.broad)
            matcher = {{}, word, {}, 0, false};
        if (const auto done = addSimilar(database, word, &matcher); !done)
            return tl::unexpected(done.error());
    }
    return matcher;
}

Outcome<WordMatcher> tokenMatcher(Database &database, const QString &token)
{
    WordMatcher matcher;
    matcher.token = token.toUpper();
    Statement count = database.prepare(
        "SELECT count(*) FROM (SELECT 1 FROM enrolment WHERE token >= ? AND token < ? LIMIT 100000)");
    const auto row = count.bind(matcher.token).bind(beyondPrefix(matcher.token)).step();
    if (!row)
        return tl::unexpected(row.error());
    matcher.entries = count.integer(0);
    return matcher;
}

} // namespace

QString beyondPrefix(const QString &prefix)
{
    // The last code point is beyond every letter, also in UTF-8, by which the tables are sorted.
    return prefix + QChar::highSurrogate(0x10ffff) + QChar::lowSurrogate(0x10ffff);
}

Outcome<QList<WordMatcher>> makeMatchers(Database &database, const QString &text, bool similar)
{
    QList<WordMatcher> matchers;
    const auto add = [&](const Outcome<WordMatcher> &made) -> Outcome<void> {
        if (!made)
            return tl::unexpected(made.error());
        matchers.append(*made);
        return {};
    };
    for (const QString &typed : typedWords(text)) {
        if (isTokenLike(typed)) {
            if (const auto done = add(tokenMatcher(database, typed)); !done)
                return tl::unexpected(done.error());
            continue;
        }
        QStringList words
            = isNumberLike(typed) ? QStringList{QString(typed).remove(u'-')} : searchWords(typed);
        if (words.isEmpty() || words == QStringList{QString()})
            words = {typed}; // signs only: a word that nobody has
        for (const QString &word : std::as_const(words)) {
            const QStringList parts = similar ? nameParts(word) : QStringList{word};
            for (const QString &part : parts) {
                if (const auto done = add(matcherFor(database, part, similar)); !done)
                    return tl::unexpected(done.error());
            }
        }
    }
    if (matchers.isEmpty()) { // nothing but particles: as typed
        if (const auto done = add(matcherFor(database, text.simplified().toCaseFolded(), false)); !done)
            return tl::unexpected(done.error());
    }
    return matchers;
}

EnrolmentWords::EnrolmentWords(Database &database)
    : m_words(database.prepare(
        "SELECT e.word, CASE WHEN ?2 THEN (SELECT text FROM search_word w WHERE w.id = e.word)"
        " ELSE '' END FROM search_entry e WHERE e.number = ?1"))
    , m_token(database.prepare("SELECT token FROM enrolment WHERE number = ?"))
{
}

Outcome<std::optional<int>> EnrolmentWords::distance(qint64 number, const QList<WordMatcher> &matchers)
{
    QVarLengthArray<int, 8> best(matchers.size());
    std::fill(best.begin(), best.end(), -1);
    const auto take = [&](qsizetype i, int distance) {
        if (best[i] < 0 || distance < best[i])
            best[i] = distance;
    };
    const bool broad
        = std::any_of(matchers.cbegin(), matchers.cend(), [](const auto &one) { return one.broad; });
    m_words.reset().bind(number).bind(broad ? 1 : 0);
    for (;;) {
        const auto row = m_words.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        const qint64 word = m_words.integer(0);
        for (qsizetype i = 0; i < matchers.size(); ++i) {
            if (matchers[i].broad && m_words.text(1).startsWith(matchers[i].prefix))
                take(i, 1);
            else if (const auto found = matchers[i].words.constFind(word); found != matchers[i].words.cend())
                take(i, *found);
        }
    }
    int total = 0;
    for (qsizetype i = 0; i < matchers.size(); ++i) {
        if (!matchers[i].token.isEmpty()) {
            const auto row = m_token.reset().bind(number).step();
            if (!row)
                return tl::unexpected(row.error());
            if (*row && m_token.text(0).startsWith(matchers[i].token))
                take(i, 0);
        }
        if (best[i] < 0)
            return std::optional<int>();
        total += best[i];
    }
    return std::optional<int>(total);
}

} // namespace indraj
