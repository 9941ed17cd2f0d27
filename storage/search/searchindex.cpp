#include "storage/search/searchindex.h"

#include "enrollment/validation.h"
#include "storage/search/namekey.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isCnicKey(const QString &key) { return key == u"cnic" || key.endsWith(u".cnic"); }

QString digitsOf(const QString &text)
{
    QString digits;
    const QString ascii = toAsciiDigits(text);
    std::copy_if(ascii.cbegin(), ascii.cend(), std::back_inserter(digits),
                 [](QChar letter) { return letter >= u'0' && letter <= u'9'; });
    return digits;
}

constexpr const char *fieldsQuery = "SELECT key, value FROM field WHERE enrolment = ?";

/// `fields`: of fieldsQuery; may have run before.
Outcome<std::set<QString>> wordsOf(Statement &fields, const QString &id)
{
    std::set<QString> words;
    fields.reset().bind(id);
    for (;;) {
        const auto row = fields.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        const QString key = fields.text(0);
        if (isCnicKey(key))
            words.insert(digitsOf(fields.text(1)));
        if (key != u"name.en" && key != u"name.ur")
            continue;
        for (const QString &word : searchWords(fields.text(1))) {
            words.insert(word);
            for (const QString &part : nameParts(word))
                words.insert(part);
        }
    }
    words.erase(QString());
    return words;
}

/// Words that the index has for an enrolment, with their ids.
Outcome<std::map<QString, qint64>> indexedWords(Database &database, qint64 number)
{
    std::map<QString, qint64> words;
    Statement rows
        = database.prepare("SELECT w.text, w.id FROM search_entry e JOIN search_word w ON w.id = e.word"
                           " WHERE e.number = ?");
    rows.bind(number);
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return words;
        words.emplace(rows.text(0), rows.integer(1));
    }
}

std::set<QString> keysOf(const QString &word)
{
    std::set<QString> keys;
    for (const QString &key : nameKeys(word)) {
        for (const QString &near : nearKeys(key))
            keys.insert(near);
    }
    return keys;
}

Outcome<qint64> newWord(Database &database, const QString &text)
{
    if (const auto done = database.run("INSERT INTO search_word(text, entries) VALUES(?, 0)", text); !done)
        return tl::unexpected(done.error());
    const auto id = database.readInteger("SELECT last_insert_rowid()");
    if (!id)
        return id;
    const std::set<QString> keys = keysOf(text);
    for (const QString &key : keys) {
        if (const auto done = database.run("INSERT INTO search_key(key, word) VALUES(?, ?)", key, *id); !done)
            return tl::unexpected(done.error());
    }
    return id;
}

Outcome<void> addEntry(Database &database, const QString &text, qint64 number)
{
    qint64 word = 0;
    {
        Statement known = database.prepare("SELECT id FROM search_word WHERE text = ?");
        const auto row = known.bind(text).step();
        if (!row)
            return tl::unexpected(row.error());
        word = *row ? known.integer(0) : 0;
    }
    if (word == 0) {
        const auto added = newWord(database, text);
        if (!added)
            return tl::unexpected(added.error());
        word = *added;
    }
    if (const auto done = database.run("INSERT INTO search_entry(word, number) VALUES(?, ?)", word, number);
        !done)
        return done;
    return database.run("UPDATE search_word SET entries = entries + 1 WHERE id = ?", word);
}

Outcome<void> removeEntry(Database &database, qint64 word, qint64 number)
{
    auto done = database.run("DELETE FROM search_entry WHERE word = ? AND number = ?", word, number);
    if (done)
        done = database.run("UPDATE search_word SET entries = entries - 1 WHERE id = ?", word);
    // The last one that had the word: nothing of it may stay.
    if (done)
        done = database.run("DELETE FROM search_key WHERE word IN (SELECT id FROM search_word"
                            " WHERE id = ? AND entries <= 0)",
                            word);
    if (done)
        done = database.run("DELETE FROM search_word WHERE id = ? AND entries <= 0", word);
    return done;
}

/// Fills empty tables: each statement is prepared once, and words are looked up in memory. The counts of the
/// words come last.
class IndexBuilder {
public:
    explicit IndexBuilder(Database &database)
        : m_fields(database.prepare(fieldsQuery))
        , m_word(database.prepare("INSERT INTO search_word(id, text, entries) VALUES(?, ?, 0)"))
        , m_key(database.prepare("INSERT INTO search_key(key, word) VALUES(?, ?)"))
        , m_entry(database.prepare("INSERT INTO search_entry(word, number) VALUES(?, ?)"))
    {
    }
    Outcome<void> add(const QString &id, qint64 number)
    {
        const auto words = wordsOf(m_fields, id);
        if (!words)
            return tl::unexpected(words.error());
        for (const QString &text : *words) {
            const auto word = idOf(text);
            if (!word)
                return tl::unexpected(word.error());
            if (const auto done = m_entry.reset().bind(*word).bind(number).run(); !done)
                return done;
        }
        return {};
    }

private:
    Outcome<qint64> idOf(const QString &text)
    {
        if (const auto known = m_known.find(text); known != m_known.end())
            return known->second;
        const auto id = static_cast<qint64>(m_known.size()) + 1;
        if (const auto done = m_word.reset().bind(id).bind(text).run(); !done)
            return tl::unexpected(done.error());
        const std::set<QString> keys = keysOf(text);
        for (const QString &key : keys) {
            if (const auto done = m_key.reset().bind(key).bind(id).run(); !done)
                return tl::unexpected(done.error());
        }
        m_known.emplace(text, id);
        return id;
    }

    Statement m_fields, m_word, m_key, m_entry;
    std::unordered_map<QString, qint64> m_known;
};

} // namespace

Outcome<void> indexEnrolment(Database &database, EnrolmentId id)
{
    qint64 number = 0;
    {
        Statement row = database.prepare("SELECT number FROM enrolment WHERE id = ?");
        const auto found = row.bind(id.toString()).step();
        if (!found)
            return tl::unexpected(found.error());
        if (!*found)
            return failed(StoreFault::NotFound, u"no enrolment of this id"_s);
        number = row.integer(0);
    }
    Statement fields = database.prepare(fieldsQuery);
    const auto wanted = wordsOf(fields, id.toString());
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto present = indexedWords(database, number);
    if (!present)
        return tl::unexpected(present.error());
    for (const auto &[word, row] : *present) {
        if (wanted->contains(word))
            continue;
        if (const auto done = removeEntry(database, row, number); !done)
            return done;
    }
    for (const QString &word : *wanted) {
        if (present->contains(word))
            continue;
        if (const auto done = addEntry(database, word, number); !done)
            return done;
    }
    return {};
}

Outcome<void> rebuildSearchIndex(Database &database)
{
    for (const char *sql :
         {"DELETE FROM search_entry", "DELETE FROM search_key", "DELETE FROM search_word"}) {
        if (const auto done = database.run(sql); !done)
            return done;
    }
    IndexBuilder builder(database);
    Statement rows = database.prepare("SELECT id, number FROM enrolment WHERE state <> 'erased'");
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        if (const auto done = builder.add(rows.text(0), rows.integer(1)); !done)
            return done;
    }
    return database.run("UPDATE search_word SET entries ="
                        " (SELECT count(*) FROM search_entry WHERE word = search_word.id)");
}

} // namespace indraj
