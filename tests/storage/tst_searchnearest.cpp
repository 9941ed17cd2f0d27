#include "vaulthelp.h"

#include "storage/engine.h"
#include "storage/schema.h"
#include "storage/search/finder.h"
#include "storage/search/namekey.h"
#include "storage/search/searchindex.h"

#include <QTest>

#include <algorithm>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList manyNames{u"Muhammad"_s, u"Mohammad"_s, u"Mohd"_s,   u"Mehmood"_s, u"Ali"_s,   u"Aly"_s,
                            u"Alina"_s,    u"Hussain"_s,  u"Husain"_s, u"Hassan"_s,  u"Khan"_s,  u"Khanum"_s,
                            u"Shahzad"_s,  u"Shehzad"_s,  u"محمد"_s,   u"علی"_s,     u"Ahmad"_s, u"Ahmed"_s,
                            u"Nasreen"_s,  u"Nasrin"_s,   u"Noor"_s,   u"Nur"_s,     u"Norin"_s, u"Qasim"_s,
                            u"Kasim"_s,    u"Kashif"_s,   u"Fatima"_s, u"Fatimah"_s, u"Zahra"_s, u"Zehra"_s};

/// Enrolments 1, 2, ... with these names, one in seven of them returned.
Outcome<void> addNamed(Database &database, const QStringList &names)
{
    Statement insert = database.prepare(
        "INSERT INTO enrolment(id, number, token, service, form_version, state, step, captured_by,"
        " created_at, saved_at) VALUES(?1, ?2, 'T-' || ?2, 'first-card', 1,"
        " CASE WHEN ?2 % 7 THEN 'draft' ELSE 'returned' END, 'details', 'op-1', ?2, ?2)");
    Statement field = database.prepare("INSERT INTO field(enrolment, key, value) VALUES(?, 'name.en', ?)");
    for (int number = 1; number <= names.size(); ++number) {
        const QString id = EnrolmentId::create().toString();
        auto done = insert.reset().bind(id).bind(number).run();
        if (done)
            done = field.reset().bind(id).bind(names.at(number - 1)).run();
        if (!done)
            return done;
    }
    return rebuildSearchIndex(database);
}

QStringList wordsAndParts(const QString &text)
{
    QStringList words;
    for (const QString &word : searchWords(text))
        words += QStringList{word} + nameParts(word);
    return words;
}

/// All distances of one name to what was typed, added up; nothing when a word typed is like none.
std::optional<int> distanceOf(const QString &typed, const QString &name)
{
    int sum = 0;
    for (const QString &word : searchWords(typed)) {
        std::optional<int> best;
        for (const QString &part : wordsAndParts(name)) {
            const auto distance = nameDistance(word, part);
            if (distance && (!best || *distance < *best))
                best = distance;
        }
        if (!best)
            return {};
        sum += *best;
    }
    return sum;
}

/// The same question, answered by looking at everybody.
QList<qint64> nearestOfAll(const QStringList &names, const QString &typed, bool returnedOnly)
{
    QList<std::pair<int, qint64>> all;
    for (int number = 1; number <= names.size(); ++number) {
        const auto distance = distanceOf(typed, names.at(number - 1));
        if (distance && (!returnedOnly || number % 7 == 0))
            all.append({*distance, -number});
    }
    std::sort(all.begin(), all.end());
    QList<qint64> numbers;
    for (const auto &one : std::as_const(all))
        numbers.append(-one.second);
    return numbers;
}

} // namespace

/// The nearest names among many, against an answer that looked at everybody.
class TestSearchNearest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The search stops as soon as nothing nearer can come. It must find what looking at everybody finds.
    void theNearestAreTheNearestOfAll()
    {
        const QTemporaryDir folder;
        auto database
            = openDatabase(folder.filePath(u"many.db"_s), SecretBytes::random(32), {true, 0}).value();
        QVERIFY(migrate(database));
        QStringList names;
        quint32 random = 2463534242U;
        for (int i = 0; i < 1000; ++i) {
            QStringList words;
            for (int word = 0; word < 2 + i % 3; ++word) {
                random = random * 1664525U + 1013904223U;
                // Some names are rare and some are every fourth person's.
                const qsizetype range = i % 2 ? manyNames.size() : 5;
                words.append(manyNames.at(static_cast<qsizetype>(random >> 16) % range));
            }
            names.append(words.join(u' '));
        }
        QVERIFY(database.transact([&] { return addNamed(database, names); }));
        qsizetype answers = 0;
        for (const QString &typed : {u"mohd"_s, u"mohd aly"_s, u"husein khan"_s, u"ali ali"_s, u"n ahmd"_s,
                                     u"mohammed hasan ali khan nur"_s, u"kasim zehra alina"_s,
                                     u"shahzd wxyz"_s, u"محمد علی"_s, u"fatima muhammad nasrin ahmed"_s}) {
            for (const bool returnedOnly : {false, true}) {
                const QList<qint64> all = nearestOfAll(names, typed, returnedOnly);
                for (const int limit : {1, 7, 50, 1000}) {
                    ListFilter filter;
                    filter.text = typed;
                    filter.similar = true;
                    if (returnedOnly)
                        filter.states = {EnrolmentState::Returned};
                    const auto found = findEnrolments(database, filter, limit).value();
                    QCOMPARE(found, all.first(std::min<qsizetype>(all.size(), limit)));
                    answers += found.size();
                }
            }
        }
        QVERIFY2(answers > 2000, QByteArray::number(answers).constData());
    }
};

QTEST_GUILESS_MAIN(TestSearchNearest)
#include "tst_searchnearest.moc"
