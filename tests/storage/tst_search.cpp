#include "vaulthelp.h"

#include "storage/engine.h"
#include "storage/search/glance.h"
#include "storage/search/namekey.h"
#include "storage/search/searchindex.h"

#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

EnrolmentId named(World &world, const QString &english, const QString &urdu, const QString &cnic = {})
{
    const EnrolmentId id = world.draft().id;
    FieldValues values{{u"name.en"_s, english}, {u"name.ur"_s, urdu}};
    if (!cnic.isEmpty())
        values.insert(u"cnic"_s, cnic);
    settled(world.vault().saveFields(id, values, u"details"_s, operatorOne())).value();
    return id;
}

QList<EnrolmentSummary> found(World &world, const ListFilter &filter)
{
    return settled(world.vault().list(filter)).value();
}

QStringList namesFor(World &world, const QString &text, bool similar)
{
    ListFilter filter;
    filter.text = text;
    filter.similar = similar;
    QStringList names;
    for (const EnrolmentSummary &one : found(world, filter))
        names.append(one.nameEnglish);
    return names;
}

} // namespace

/// Finding people by how they are written, in both scripts.
class TestSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spellingsMeet_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("spellings");
        QTest::newRow("Muhammad") << u"Muhammad"_s
                                  << QStringList{u"Mohammad"_s, u"Mohammed"_s, u"Mohd"_s,   u"Muhammed"_s,
                                                 u"محمد"_s,     u"مُحَمَّد"_s,     u"Mohamad"_s};
        QTest::newRow("Hussain") << u"Hussain"_s << QStringList{u"Husain"_s, u"Hussein"_s, u"Husein"_s,
                                                                u"حسین"_s,   u"حسين"_s,    u"Hussian"_s};
        QTest::newRow("Syed") << u"Syed"_s
                              << QStringList{u"Sayed"_s, u"Saiyid"_s, u"Sayyid"_s, u"سید"_s, u"سيّد"_s};
        QTest::newRow("Fatima") << u"Fatima"_s
                                << QStringList{u"Fatimah"_s, u"Faatima"_s, u"فاطمہ"_s, u"فاطمه"_s,
                                               u"فاطمة"_s};
        QTest::newRow("Yousuf") << u"Yousuf"_s
                                << QStringList{u"Yusuf"_s, u"Yousaf"_s, u"Yusof"_s, u"یوسف"_s, u"يوسف"_s};
        QTest::newRow("Qasim") << u"Qasim"_s << QStringList{u"Kasim"_s, u"Qaasim"_s, u"قاسم"_s};
        QTest::newRow("Nasreen") << u"Nasreen"_s << QStringList{u"Nasrin"_s, u"نسرین"_s};
        QTest::newRow("Noor") << u"Noor"_s << QStringList{u"Nur"_s, u"نور"_s};
        QTest::newRow("Ayesha") << u"Ayesha"_s << QStringList{u"Aisha"_s, u"Aysha"_s, u"عائشہ"_s, u"عایشہ"_s};
        QTest::newRow("Zahra") << u"Zahra"_s << QStringList{u"Zehra"_s, u"Zahraa"_s, u"زہرا"_s};
        QTest::newRow("Chaudhry") << u"Chaudhry"_s
                                  << QStringList{u"Chaudhary"_s, u"Choudhry"_s, u"Chowdhury"_s, u"چوہدری"_s};
        QTest::newRow("Shaikh") << u"Shaikh"_s << QStringList{u"Sheikh"_s, u"شیخ"_s};
        QTest::newRow("Ahmed") << u"Ahmed"_s << QStringList{u"Ahmad"_s, u"Ahmd"_s, u"احمد"_s, u"أحمد"_s};
        QTest::newRow("Usman") << u"Usman"_s << QStringList{u"Osman"_s, u"Usmaan"_s, u"Uthman"_s, u"عثمان"_s};
        QTest::newRow("Qureshi") << u"Qureshi"_s << QStringList{u"Quraishi"_s, u"Kureshi"_s, u"قریشی"_s};
        QTest::newRow("Zulfiqar") << u"Zulfiqar"_s << QStringList{u"Zulfikar"_s, u"ذوالفقار"_s};
        QTest::newRow("Bhatti") << u"Bhatti"_s << QStringList{u"Bhati"_s, u"بھٹی"_s};
        QTest::newRow("Rehman") << u"Rehman"_s << QStringList{u"Rahman"_s, u"رحمان"_s, u"رحمٰن"_s};
        QTest::newRow("one compound") << u"Nizamuddin"_s << QStringList{u"Nizam ud Din"_s, u"نظام الدین"_s};
        QTest::newRow("another") << u"Abdurrehman"_s
                                 << QStringList{u"Abdul Rehman"_s, u"عبدالرحمٰن"_s, u"عبد الرحمان"_s};
        QTest::newRow("of faith") << u"Inamullah"_s << QStringList{u"Inam Allah"_s, u"انعام اللہ"_s};
        QTest::newRow("a slip") << u"Shahzad"_s << QStringList{u"Shahzd"_s, u"Shehzad"_s, u"Shahzaad"_s};
    }
    void spellingsMeet()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, spellings);
        World world;
        world.login(operatorOne()).value();
        named(world, u"Zebra Quux"_s, u"غیر"_s);
        for (const QString &spelling : spellings) {
            const bool urdu = spelling.front().script() == QChar::Script_Arabic;
            named(world, urdu ? QString() : spelling, urdu ? spelling : QString());
        }
        ListFilter filter;
        filter.similar = true;
        filter.text = typed;
        QStringList there;
        for (const EnrolmentSummary &one : found(world, filter))
            there.append(one.nameEnglish.isEmpty() ? one.nameUrdu : one.nameEnglish);
        for (const QString &spelling : spellings)
            QVERIFY2(there.contains(spelling), qPrintable(typed + u" does not find "_s + spelling));
        QCOMPARE(there.size(), spellings.size());
    }

    void otherNamesDoNot_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("other");
        QTest::newRow("1") << u"asad"_s << u"asif"_s;
        QTest::newRow("2") << u"ali"_s << u"ola"_s;
        QTest::newRow("3") << u"kamran"_s << u"salman"_s;
        QTest::newRow("4") << u"khan"_s << u"jan"_s;
        QTest::newRow("6") << u"قاسم"_s << u"عاصم"_s;
        QTest::newRow("7") << u"fatima"_s << u"فرحان"_s;
        QTest::newRow("8") << u"tariq"_s << u"sadiq"_s;
    }
    void otherNamesDoNot()
    {
        QFETCH(QString, typed);
        QFETCH(QString, other);
        QVERIFY(!nameDistance(typed, other));
    }

    /// Names that differ in their vowels only cannot be told from spellings; they come after them.
    void namesOfTheSameConsonantsComeLater()
    {
        QVERIFY(*nameDistance(u"muhammad"_s, u"mohammed"_s) < *nameDistance(u"muhammad"_s, u"mahmood"_s));
        QVERIFY(*nameDistance(u"hussain"_s, u"hussein"_s) < *nameDistance(u"hussain"_s, u"hasan"_s));
    }

    void theNearestComesFirst()
    {
        World world;
        world.login(operatorOne()).value();
        named(world, u"Husein"_s, {});
        named(world, u"Hussain"_s, {});
        named(world, u"Hussaini"_s, {});
        named(world, u"Husain"_s, {});
        const QStringList names = namesFor(world, u"hussain"_s, true);
        QCOMPARE(names.size(), 4);
        QCOMPARE(names[0], u"Hussain"_s);
        QCOMPARE(names[1], u"Hussaini"_s);
        ListFilter next;
        next.text = u"hussain"_s;
        next.similar = true;
        next.before = 3;
        QVERIFY(found(world, next).isEmpty()); // one page only
    }

    void prefixesInEveryScript_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("finds");
        QTest::newRow("Arabic kaf and yeh") << u"كيف"_s << true;
        QTest::newRow("two-eyed heh") << u"ھما"_s << true;
        QTest::newRow("alef with hamza") << u"إقرا"_s << true;
        QTest::newRow("vowel signs") << u"کَی"_s << true;
        QTest::newRow("accent and case") << u"ÉLA"_s << true;
        QTest::newRow("two words, turned round") << u"dja ela"_s << true;
        QTest::newRow("one of two missing") << u"ela zz"_s << false;
        QTest::newRow("inside a word") << u"lain"_s << false;
        QTest::newRow("a spelling, without similar") << u"elayne"_s << false;
        QTest::newRow("CNIC whole") << u"91234-1234567-1"_s << true;
        QTest::newRow("CNIC without dashes") << u"912341234"_s << true;
        QTest::newRow("CNIC in Urdu digits") << u"۹۱۲۳۴-۱۲۳"_s << true;
        QTest::newRow("CNIC with blanks") << u"91234 1234567"_s << true;
        QTest::newRow("another CNIC") << u"91235"_s << false;
        QTest::newRow("token") << u"t-001"_s << true;
        QTest::newRow("token in Urdu digits") << u"T-۰۰۱"_s << true;
        QTest::newRow("token and name") << u"T-00 elaine"_s << true;
        QTest::newRow("another token") << u"T-002"_s << false;
    }
    void prefixesInEveryScript()
    {
        QFETCH(QString, text);
        QFETCH(bool, finds);
        World world;
        world.login(operatorOne()).value();
        named(world, u"Elaine d'Janvier"_s, u"کیف ہما اقرأ"_s, u"91234-1234567-1"_s);
        ListFilter filter;
        filter.text = text;
        QCOMPARE(found(world, filter).size(), finds ? 1 : 0);
    }

    void pagesHaveNoGapsAndNoDoubles_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("total");
        QTest::newRow("all") << u""_s << 45;
        QTest::newRow("by name") << u"mu"_s << 30;
        QTest::newRow("two words") << u"mu kh"_s << 15;
        QTest::newRow("token") << u"T-0"_s << 45;
    }
    void pagesHaveNoGapsAndNoDoubles()
    {
        QFETCH(QString, text);
        QFETCH(int, total);
        World world;
        world.login(operatorOne()).value();
        for (int i = 0; i < 45; ++i)
            named(world, i % 3 == 0 ? u"Aslam Butt"_s : i % 3 == 1 ? u"Muneeb Khan"_s : u"Musa Mughal"_s, {});
        ListFilter filter;
        filter.text = text;
        filter.limit = 7;
        QList<qint64> numbers;
        for (;;) {
            const auto page = found(world, filter);
            for (const EnrolmentSummary &one : page)
                numbers.append(one.number);
            if (page.size() < filter.limit)
                break;
            filter.before = page.constLast().number;
        }
        QCOMPARE(numbers.size(), total);
        for (qsizetype i = 1; i < numbers.size(); ++i)
            QVERIFY(numbers[i] < numbers[i - 1]);
    }

    void daysAreStationDays()
    {
        auto now = std::make_shared<QDateTime>(QDate(2027, 3, 10), QTime(23, 59, 30));
        VaultOptions options = cheapOptions();
        options.nowUtc = [now] { return now->toUTC(); };
        World world(options);
        world.login(operatorOne()).value();
        world.draft(); // T-001 on the 10th
        *now = now->addSecs(60);
        world.draft(); // T-002 on the 11th
        *now = QDateTime(QDate(2026, 1, 1), QTime(12, 0)); // a clock put back
        world.draft();
        const auto tokens = [&](QDate from, QDate to) {
            ListFilter filter;
            filter.from = from;
            filter.to = to;
            QStringList list;
            for (const EnrolmentSummary &one : found(world, filter))
                list.append(one.token);
            return list;
        };
        QCOMPARE(tokens({2027, 3, 10}, {2027, 3, 10}), QStringList{u"T-001"_s});
        QCOMPARE(tokens({2027, 3, 11}, {}), QStringList{u"T-002"_s});
        QCOMPARE(tokens({}, {2027, 3, 10}), (QStringList{u"T-003"_s, u"T-001"_s}));
        QCOMPARE(tokens({2028, 1, 1}, {}), QStringList());
        ListFilter both;
        both.text = u"T-00"_s;
        both.from = both.to = QDate(2027, 3, 11);
        QCOMPARE(found(world, both).size(), 1);
    }

    void whatIsErasedLeavesNoWord()
    {
        World world;
        world.login(operatorOne()).value();
        named(world, u"Canaria Khan"_s, u"خان"_s); // shares a word with nobody else but herself
        const UploadRecord record = world.sealedPacket("packet");
        world.login(operatorOne()).value();
        named(world, u"Somebody Khan"_s, u"خان"_s);
        settled(world.vault().recordReceipt(record.packet, "receipt")).value();
        world.stop();
        auto database = openDatabase(world.file("vault.db"), keysOf(world).database).value();
        const auto count = [&](const char *sql) { return database.readInteger(sql).value(); };
        QCOMPARE(count("SELECT count(*) FROM search_entry s JOIN enrolment e USING (number) WHERE e.state = "
                       "'erased'"),
                 0);
        QCOMPARE(
            count("SELECT count(*) FROM search_word WHERE text IN ('xylophone', 'quetzal', '9123476543219')"),
            0);
        QCOMPARE(count("SELECT count(*) FROM search_key WHERE word NOT IN (SELECT id FROM search_word)"), 0);
        QCOMPARE(count("SELECT count(*) FROM search_word w WHERE entries <>"
                       " (SELECT count(*) FROM search_entry e WHERE e.word = w.id)"),
                 0);
        QVERIFY(count("SELECT count(*) FROM search_word WHERE text = 'khan'") == 1);
        QCOMPARE(
            count("SELECT count(*) FROM glance g JOIN enrolment e USING (number) WHERE e.state = 'erased'"),
            0);
        QVERIFY(count("SELECT count(*) FROM glance") > 0);
        QCOMPARE(database.readText(wrongGlancesQuery().constData()).value(), QString());
    }

    void aRenamedPersonIsNotFoundByTheOldName()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = named(world, u"Rubina"_s, {});
        settled(world.vault().saveFields(id, {{u"name.en"_s, u"Samina"_s}}, u"details"_s, operatorOne()))
            .value();
        QVERIFY(namesFor(world, u"rub"_s, false).isEmpty());
        QCOMPARE(namesFor(world, u"sam"_s, false).size(), 1);
    }

    void theIndexCanBeMadeAnew()
    {
        World world;
        world.login(operatorOne()).value();
        named(world, u"Rubina"_s, u"روبینہ"_s);
        world.stop();
        {
            auto database = openDatabase(world.file("vault.db"), keysOf(world).database).value();
            QVERIFY(database.run("DELETE FROM search_entry"));
            QVERIFY(database.transact([&] { return rebuildSearchIndex(database); }));
        }
        world.restart();
        world.login(operatorOne()).value();
        QCOMPARE(namesFor(world, u"rub"_s, false).size(), 1);
        QCOMPARE(namesFor(world, u"روب"_s, false).size(), 1);
    }

    void aPortraitTakenByHandIsInTheSummary()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId plain = world.draft().id;
        Sample automatic = portraitSample();
        automatic.info.manual = false;
        settled(world.vault().saveSample(plain, automatic, operatorOne())).value();
        world.completeDraft(); // its portrait is a manual one
        const auto list = found(world, {});
        QCOMPARE(list.size(), 2);
        QVERIFY(list[0].manualPortrait);
        QVERIFY(!list[1].manualPortrait);
        QCOMPARE(list[0].number, 2);
    }

    /// What a migration or a salvage fills at once is what single changes have built up.
    void rebuildingChangesNothing()
    {
        World world;
        world.login(operatorOne()).value();
        named(world, u"Muhammad Hussain"_s, u"محمد حسین"_s, u"91234-0000001-1"_s);
        named(world, u"Fatima Bibi"_s, u"فاطمہ بی بی"_s, u"91234-0000002-2"_s);
        named(world, u"Mohammad Ali"_s, u"محمد علی"_s);
        world.stop();
        auto database = openDatabase(world.file("vault.db"), keysOf(world).database).value();
        const auto content = [&] {
            QStringList lines;
            for (const char *sql :
                 {"SELECT text, entries FROM search_word ORDER BY text",
                  "SELECT k.key, w.text FROM search_key k JOIN search_word w ON w.id = k.word"
                  " ORDER BY k.key, w.text",
                  "SELECT w.text, e.number FROM search_entry e JOIN search_word w ON"
                  " w.id = e.word ORDER BY w.text, e.number"}) {
                Statement rows = database.prepare(sql);
                while (rows.step().value())
                    lines.append(rows.text(0) + u' ' + rows.text(1));
            }
            return lines;
        };
        const QStringList before = content();
        QVERIFY(before.size() > 20);
        QVERIFY(database.transact([&] { return rebuildSearchIndex(database); }));
        QCOMPARE(content(), before);
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
