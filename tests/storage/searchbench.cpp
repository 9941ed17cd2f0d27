#include "vaulthelp.h"

#include "storage/engine.h"
#include "storage/enrolmentrows.h"
#include "storage/schema.h"
#include "storage/search/glance.h"
#include "storage/search/searchindex.h"

#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

#include <fcntl.h>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int people = 100'000;

struct Name {
    QStringView english, urdu;
};
// The first ones are the commonest, as they are.
constexpr std::array given{
    Name{u"Muhammad", u"محمد"},     Name{u"Mohammad", u"محمد"}, Name{u"Ali", u"علی"},
    Name{u"Ahmed", u"احمد"},        Name{u"Fatima", u"فاطمہ"},  Name{u"Ayesha", u"عائشہ"},
    Name{u"Hassan", u"حسن"},        Name{u"Usman", u"عثمان"},   Name{u"Bilal", u"بلال"},
    Name{u"Zainab", u"زینب"},       Name{u"Imran", u"عمران"},   Name{u"Syed", u"سید"},
    Name{u"Nasreen", u"نسرین"},     Name{u"Yousuf", u"یوسف"},   Name{u"Tariq", u"طارق"},
    Name{u"Rubina", u"روبینہ"},     Name{u"Kamran", u"کامران"}, Name{u"Sadia", u"سعدیہ"},
    Name{u"Zulfiqar", u"ذوالفقار"}, Name{u"Maryam", u"مریم"},   Name{u"Shahid", u"شاہد"},
    Name{u"Waqas", u"وقاص"},        Name{u"Hina", u"حنا"},      Name{u"Qasim", u"قاسم"}};
constexpr std::array family{
    Name{u"Khan", u"خان"},      Name{u"Hussain", u"حسین"}, Name{u"Ali", u"علی"},
    Name{u"Ahmad", u"احمد"},    Name{u"Malik", u"ملک"},    Name{u"Bibi", u"بی بی"},
    Name{u"Iqbal", u"اقبال"},   Name{u"Butt", u"بٹ"},      Name{u"Chaudhry", u"چوہدری"},
    Name{u"Qureshi", u"قریشی"}, Name{u"Shah", u"شاہ"},     Name{u"Mirza", u"مرزا"},
    Name{u"Bhatti", u"بھٹی"},   Name{u"Rehman", u"رحمان"}, Name{u"Raza", u"رضا"},
    Name{u"Akhtar", u"اختر"}};

/// Skewed towards the beginning of a table, as names are.
template <class Table> const Name &pick(const Table &table, quint32 random)
{
    const double share = double(random % 10007) / 10007;
    return table[std::size_t(share * share * double(table.size()))];
}

/// One in three has a rare name besides, so that the dictionary grows as in life.
QString rareName(quint32 random)
{
    static const QStringList heads{u"Gul"_s, u"Mir"_s, u"Shah"_s, u"Nor"_s,
                                   u"Par"_s, u"Zar"_s, u"Meh"_s,  u"Sab"_s};
    static const QStringList middles{u"ba"_s, u"ri"_s,  u"na"_s,  u"zo"_s,
                                     u"wa"_s, u"mee"_s, u"sha"_s, u"de"_s};
    static const QStringList tails{u"n"_s, u"r"_s, u"b"_s, u"d"_s, u"sh"_s, u"z"_s, u"f"_s, u"l"_s};
    return heads[random % 8] + middles[random / 8 % 8] + middles[random / 64 % 8] + tails[random / 512 % 8];
}

struct Person {
    QString id;
    int number;
    quint32 random;
};

/// In the order of their numbers.
std::vector<Person> makePeople()
{
    std::vector<Person> all;
    quint32 random = 2463534242U;
    for (int number = 1; number <= people; ++number) {
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        all.push_back({EnrolmentId::create().toString(), number, random});
    }
    return all;
}

Outcome<void> addEnrolments(Database &database, const std::vector<Person> &all)
{
    Statement insert = database.prepare(
        "INSERT INTO enrolment(id, number, token, service, form_version, state, step, captured_by,"
        " created_at, saved_at, data_key) VALUES(?, ?, ?, 'first-card', 1, ?, 'details', 'op-1', ?, ?, ?)");
    for (const Person &one : all) {
        const qint64 at = 1'700'000'000'000 + qint64(one.number) * 600'000;
        insert.reset().bind(one.id).bind(one.number).bind(u"T-%1"_s.arg(one.number, 3, 10, QLatin1Char('0')));
        insert.bind(one.number % 200 == 0 ? u"returned"_s : u"sealed"_s).bind(at).bind(at);
        if (const auto done = insert.bind(QByteArray(60, 'k')).run(); !done)
            return done;
    }
    return {};
}

FieldValues fieldsOf(const Person &one)
{
    const Name &first = pick(given, one.random), &last = pick(family, one.random / 10007);
    QString english = first.english.toString() + u' ' + last.english.toString();
    if (one.random % 3 == 0)
        english += u' ' + rareName(one.random / 3);
    FieldValues values{{u"name.en"_s, english},
                       {u"name.ur"_s, first.urdu.toString() + u' ' + last.urdu.toString()},
                       {u"cnic"_s,
                        u"9%1-%2-%3"_s.arg(one.random % 10000, 4, 10, QLatin1Char('0'))
                            .arg(one.number, 7, 10, QLatin1Char('0'))
                            .arg(one.random % 10)}};
    for (int i = 0; i < 10; ++i)
        values.insert(u"other.%1"_s.arg(i), u"House 12, Street 4, Block C, Satellite Town"_s);
    return values;
}

/// In the order of the ids, so that every table grows at its end.
Outcome<void> addContent(Database &database, std::vector<Person> all)
{
    std::sort(all.begin(), all.end(), [](const Person &a, const Person &b) { return a.id < b.id; });
    Statement field = database.prepare("INSERT INTO field(enrolment, key, value) VALUES(?, ?, ?)");
    Statement sample = database.prepare(
        "INSERT INTO sample(id, enrolment, kind, finger, quality, info) VALUES(?, ?, ?, ?, ?, ?)");
    const QString info = u"{\"manual\":false,\"device\":\"%1\"}"_s.arg(QString(300, u'x'));
    qint64 samples = 0;
    for (const Person &one : all) {
        const FieldValues values = fieldsOf(one);
        for (auto value = values.cbegin(); value != values.cend(); ++value) {
            if (const auto done = field.reset().bind(one.id).bind(value.key()).bind(value.value()).run();
                !done)
                return done;
        }
        for (int finger = 0; finger < 11; ++finger) {
            const QString id = u"00000000-0000-4000-8000-%1"_s.arg(++samples, 12, 16, QLatin1Char('0'));
            sample.reset().bind(id).bind(one.id).bind(finger ? u"finger"_s : u"portrait"_s);
            if (const auto done = sample.bind(finger).bind(60 + finger).bind(info).run(); !done)
                return done;
        }
    }
    return {};
}

/// One transaction in a cache that holds all of it; the vault's own 2 MB would write every page many times.
void fill(Database &database)
{
    const std::vector<Person> all = makePeople();
    const auto done = database.run("PRAGMA cache_size=-2000000").and_then([&] {
        return database.transact([&]() -> Outcome<void> {
            auto added = addEnrolments(database, all);
            if (added)
                added = addContent(database, all);
            if (added)
                added = rebuildSearchIndex(database);
            return added ? rebuildGlances(database) : added;
        });
    });
    if (!done)
        qFatal("%s", qPrintable(done.error().detail));
    if (!database.checkpoint())
        qFatal("no checkpoint");
}

/// The file out of the system's cache; the engine's goes with its connection.
void dropCache(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || ::posix_fadvise(file.handle(), 0, 0, POSIX_FADV_DONTNEED) != 0)
        qFatal("the cache cannot be dropped");
}

double milliseconds(Database &database, const ListFilter &filter, qsizetype *rows)
{
    QElapsedTimer timer;
    timer.start();
    *rows = listEnrolments(database, filter).value().size();
    return double(timer.nsecsElapsed()) / 1e6;
}

void measure(const QString &path, const SecretBytes &key, const char *what, const ListFilter &filter)
{
    std::vector<double> cold, warm;
    qsizetype rows = 0;
    for (int round = 0; round < 7; ++round) {
        dropCache(path);
        auto database = openDatabase(path, key).value();
        cold.push_back(milliseconds(database, filter, &rows));
        for (int again = 0; again < 5; ++again)
            warm.push_back(milliseconds(database, filter, &rows));
    }
    std::sort(cold.begin(), cold.end());
    std::sort(warm.begin(), warm.end());
    std::printf("%-34s cold %6.1f ms   warm %6.2f ms   warm max %6.2f ms   %lld rows\n", what,
                cold[cold.size() / 2], warm[warm.size() / 2], warm.back(), static_cast<long long>(rows));
    std::fflush(stdout);
}

ListFilter asking(const QString &text, bool similar = false, int limit = 50)
{
    ListFilter filter;
    filter.text = text;
    filter.similar = similar;
    filter.limit = limit;
    return filter;
}

} // namespace

/// Lists and searches in 100,000 enrolments: medians of 7 cold and 35 warm calls. searchbench [FOLDER]: keeps
/// the database there and takes it the next time.
int main(int argc, char **argv)
{
    const QTemporaryDir temporary;
    const QString path = (argc > 1 ? QFile::decodeName(argv[1]) : temporary.path()) + u"/search.db"_s;
    QByteArray bytes(32, 'k');
    const SecretBytes key = SecretBytes::takeFrom(bytes);
    if (!QFile::exists(path)) {
        auto database = openDatabase(path, key, {true, 0}).value();
        if (!migrate(database))
            qFatal("no schema");
        QElapsedTimer timer;
        timer.start();
        fill(database);
        std::printf("%d enrolments filled in %lld s, %lld MB\n", people,
                    static_cast<long long>(timer.elapsed() / 1000),
                    static_cast<long long>(QFile(path).size() >> 20));
    }
    measure(path, key, "first page of 50", asking({}));
    measure(path, key, "first page of 200", asking({}, false, 200));
    ListFilter deep = asking({});
    deep.before = 1000;
    measure(path, key, "keyset page near the end", deep);
    ListFilter returned = asking({});
    returned.states = {EnrolmentState::Returned};
    measure(path, key, "returned only", returned);
    ListFilter days = asking({});
    days.from = QDate(2024, 3, 1);
    days.to = QDate(2024, 3, 31);
    measure(path, key, "one month", days);
    measure(path, key, "prefix: mu", asking(u"mu"_s));
    measure(path, key, "prefix: m", asking(u"m"_s));
    measure(path, key, "prefix: muhammad kh", asking(u"muhammad kh"_s));
    measure(path, key, "prefix: rare", asking(u"gulbar"_s));
    measure(path, key, "prefix: Urdu", asking(u"فاط"_s));
    measure(path, key, "CNIC, first digit", asking(u"9"_s));
    measure(path, key, "CNIC, nine digits", asking(u"91234-0012"_s));
    measure(path, key, "token", asking(u"T-5000"_s));
    measure(path, key, "similar: hussein", asking(u"hussein"_s, true));
    measure(path, key, "similar: mohamed", asking(u"mohamed"_s, true));
    measure(path, key, "similar: mohd aly", asking(u"mohd aly"_s, true));
    measure(path, key, "similar: zulfikar chaudhary", asking(u"zulfikar chaudhary"_s, true));
    measure(path, key, "similar: Urdu", asking(u"محمد حسین"_s, true));
    measure(path, key, "similar: nobody", asking(u"wxyzzy qqvv"_s, true));
    return 0;
}
