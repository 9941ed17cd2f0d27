#include "tests/sync/downwardbench.h"
#include "tests/sync/faults/cutdownloads.h"

#include <QDir>
#include <QTest>

#include <atomic>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::test;
using namespace indraj::testing;

/// Reference data, from `indraj-central publish` over PostgreSQL and the wire into a folder beside a real
/// vault.
class TestDownward : public QObject, private DownwardBench {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void init() { begin(); }
    void cleanup() { end(); }
    void aPublishedSetComesDown();
    void onlyWhatChangedIsFetched();
    void anotherSignersSetIsNotTaken();
    void anOlderSetIsNotTaken();
    void aTornDownloadGoesOn();
    void theDaysCapHoldsForWhatComesDown();
    void whatTheProgramCannotUseIsPutAside();
};

void TestDownward::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(make());
}

void TestDownward::aPublishedSetComesDown()
{
    QCOMPARE(publishAll(), 0);
    const auto sender = engine();
    const LineStatus line = look(*sender);
    QVERIFY(line.down.answered && !line.down.referenceFault);
    QCOMPARE(line.down.reference, 1);
    const QList<HeldSet> held = sets().held(SetChannel::Reference);
    QCOMPARE(held.size(), 1);
    QCOMPARE(fileBytes(held.first().items + u"/forms/first-card.json"_s), QByteArray("{\"form\":1}"));
    QCOMPARE(settled(m_world->vault().downwardState())->referenceVersion, 1);
    // Nothing new is one short answer.
    const int lists = requests("/v1/sets/{channel}");
    QCOMPARE(look(*sender).down.reference, 1);
    QCOMPARE(requests("/v1/sets/{channel}"), lists);
    QCOMPARE(publishAll(), 0); // the same content is no new version
    QCOMPARE(m_central->query(u"select max(version) from intake.signed_set"_s), u"1"_s);
}

void TestDownward::onlyWhatChangedIsFetched()
{
    const auto sender = engine();
    const qint64 before = look(*sender).down.reference;
    publish(u"reference/forms/first-card.json"_s, "{\"form\":2}");
    QCOMPARE(publishAll(), 0);
    const int items = requests("/v1/items/{sha256}");
    QCOMPARE(look(*sender).down.reference, before + 1);
    QTRY_COMPARE(requests("/v1/items/{sha256}"), items + 1);
    const QList<HeldSet> held = sets().held(SetChannel::Reference);
    QVERIFY(held.size() >= 2); // the old one is kept
    QCOMPARE(fileBytes(held.first().items + u"/places.json"_s).size(), 120002);
}

void TestDownward::anotherSignersSetIsNotTaken()
{
    const auto sender = engine();
    const qint64 before = look(*sender).down.reference;
    publish(u"reference/forms/first-card.json"_s, "{\"form\":\"stranger\"}");
    // Whoever has the receipt key, but not the reference key.
    QVERIFY(m_central->writeConfig("reference_certificate = " + m_pki.path(u"receipt.crt"_s).toUtf8()
                                   + "\nreference_key = " + m_pki.path(u"receipt.key"_s).toUtf8() + "\n"));
    QCOMPARE(publishAll(), 0);
    const LineStatus line = look(*sender);
    QVERIFY(line.down.referenceFault);
    QCOMPARE(line.down.referenceFault->fault, SetFault::NotSigned);
    QCOMPARE(line.down.reference, before);
    QVERIFY(m_central->writeConfig({}));
    publish(u"reference/forms/first-card.json"_s, "{\"form\":3}");
    QCOMPARE(publishAll(), 0);
    QCOMPARE(look(*sender).down.reference, before + 2);
}

void TestDownward::anOlderSetIsNotTaken()
{
    const auto sender = engine();
    const qint64 newest = look(*sender).down.reference;
    QVERIFY(newest >= 2);
    // Central shows an older list, truly signed, as if it were news; the folder here is gone, but the vault
    // knows.
    QVERIFY(QDir(setsFolder()).removeRecursively());
    const QString hide
        = u"alter table intake.signed_set disable trigger signed_set_only_grows;"
          "update intake.signed_set set channel = 'staff', station = 'hidden' where version > 2"
          " and channel = 'reference';"
          "alter table intake.signed_set enable trigger signed_set_only_grows"_s;
    QVERIFY(m_central->query(hide) != u"failed"_s);
    const LineStatus line = look(*sender);
    QVERIFY(line.down.referenceFault);
    QCOMPARE(line.down.referenceFault->fault, SetFault::Older);
    QCOMPARE(sets().newest(SetChannel::Reference), 0);
    QString show = hide;
    show.replace(u"set channel = 'staff', station = 'hidden'"_s, u"set channel = 'reference', station = ''"_s)
        .replace(u"channel = 'reference';alter"_s, u"station = 'hidden';alter"_s);
    QVERIFY(m_central->query(show) != u"failed"_s);
    QCOMPARE(look(*sender).down.reference, newest);
}

void TestDownward::aTornDownloadGoesOn()
{
    publish(u"reference/places.json"_s, QByteArray(300000, ' ') + "{}");
    QCOMPARE(publishAll(), 0);
    const qint64 before = sets().newest(SetChannel::Reference);
    CutDownloads line(m_central->port(), 130000); // every connection ends after so many bytes downwards
    m_options.central.setPort(line.port());
    const auto sender = engine();
    for (int i = 0; i < 20 && sets().newest(SetChannel::Reference) == before; ++i)
        look(*sender);
    QVERIFY(sets().newest(SetChannel::Reference) > before);
    QVERIFY(line.cuts() >= 2);
    // What had come was not fetched again.
    QVERIFY2(line.carriedDown() < 2 * 300000, qPrintable(QString::number(line.carriedDown())));
}

void TestDownward::theDaysCapHoldsForWhatComesDown()
{
    m_spent = true; // the vault remembers what went on a day
    m_world.reset();
    begin();
    publish(u"reference/places.json"_s, QByteArray(120000, ' ') + "{}");
    QCOMPARE(publishAll(), 0);
    std::atomic<int> days = 0;
    constexpr qint64 cap = 130000; // all but the last piece, with what goes around them
    m_options.policy.dailyBytes = cap;
    m_options.nowUtc = [&days] { return QDateTime::currentDateTimeUtc().addDays(days); };
    const auto sender = engine();
    const LineStatus today = look(*sender);
    QVERIFY(today.down.answered && today.down.gaveWay);
    QCOMPARE(sets().newest(SetChannel::Reference), 0);
    QVERIFY2(today.dayBytes > cap / 2 && today.dayBytes <= cap, qPrintable(QString::number(today.dayBytes)));
    sender->checkQueue();
    days = 1;
    sender->checkQueue();
    QTRY_VERIFY_WITH_TIMEOUT(sets().newest(SetChannel::Reference) > 0, downwardPatience);
    QTRY_VERIFY_WITH_TIMEOUT(sender->line().down.reference > 0, downwardPatience);
    QVERIFY2(sender->line().dayBytes < cap / 2, qPrintable(QString::number(sender->line().dayBytes)));
}

void TestDownward::whatTheProgramCannotUseIsPutAside()
{
    std::atomic<int> asked = 0;
    m_options.isUsable = [&asked](const QString &items) -> QString {
        ++asked;
        const QByteArray form = fileBytes(items + u"/forms/first-card.json"_s);
        return form.contains("new") ? u"a form of another kind"_s : QString();
    };
    const auto sender = engine();
    const qint64 good = look(*sender).down.reference;
    QVERIFY(good > 0);
    const int before = asked;
    publish(u"reference/forms/first-card.json"_s, "{\"new\":1}");
    QCOMPARE(publishAll(), 0);
    const LineStatus line = look(*sender);
    QVERIFY(line.down.referenceFault);
    QCOMPARE(line.down.referenceFault->fault, SetFault::NotUsable);
    QCOMPARE(line.down.reference, good);
    QCOMPARE(asked.load(), before + 1);
    look(*sender); // it is not fetched or asked about again
    QCOMPARE(asked.load(), before + 1);
    publish(u"reference/forms/first-card.json"_s, "{\"form\":4}");
    QCOMPARE(publishAll(), 0);
    QCOMPARE(look(*sender).down.reference, good + 2);
}

QTEST_GUILESS_MAIN(TestDownward)
#include "tst_downward.moc"
