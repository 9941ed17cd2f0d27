#include "storage/search/searchindex.h"

#include "enrollment/validation.h"
#include "storage/search/namekey.h"

#include <QHash>
#include <QSet>

#include <algorithm>

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

Outcome<QSet<QString>> wordsOf(Database &database, EnrolmentId id)
{
    QSet<QString> words;
    Statement fields = database.prepare("SELECT key, value FROM field WHERE enrolment = ?");
    fields.bind(id.toString());
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
    words.remove(QString());
    return words;
}

/// Words that the index has for an enrolment, with their ids.
Outcome<QHash<QString, qint64>> indexedWords(Database &database, qint64 number)
{
    QHash<QString, qint64> words;
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
        words.insert(rows.text(0), rows.integer(1));
    }
}

Outcome<qint64> newWord(Database &database, const QString &text)
{
    if (const auto done = database.run("INSERT INTO search_word(text, entries) VALUES(?, 0)", text); !done)
        return tl::unexpected(done.error());
    const auto id = database.readInteger("SELECT last_insert_rowid()");
    if (!id)
        return id;
    QSet<QString> keys;
    for (const QString &key : nameKeys(text)) {
        for (const QString &near : nearKeys(key))
            keys.insert(near);
    }
    for (const QString &key : std::as_const(keys)) {
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
    const auto wanted = wordsOf(database, id);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto present = indexedWords(database, number);
    if (!present)
        return tl::unexpected(present.error());
    for (auto word = present->cbegin(); word != present->cend(); ++word) {
        if (wanted->contains(word.key()))
            continue;
        if (const auto done = removeEntry(database, word.value(), number); !done)
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
    QList<EnrolmentId> ids;
    {
        Statement rows = database.prepare("SELECT id FROM enrolment WHERE state <> 'erased'");
        for (;;) {
            const auto row = rows.step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            ids.append(EnrolmentId::fromString(rows.text(0)));
        }
    }
    for (const EnrolmentId &id : std::as_const(ids)) {
        if (const auto done = indexEnrolment(database, id); !done)
            return done;
    }
    return {};
}

} // namespace indraj
