#include "sync/policy/backoff.h"
#include "sync/policy/chunksizer.h"
#include "sync/policy/daybudget.h"
#include "sync/policy/sendingpolicy.h"
#include "sync/policy/sendorder.h"
#include "tests/support/places.h"

#include <QFile>
#include <QTest>
#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using std::chrono::milliseconds;

namespace {

const QDateTime noon({2026, 3, 4}, {12, 0}, Qt::UTC);

UploadRecord waiting(const QString &token, qint64 size, int minutesAgo, const QString &service = u"card"_s)
{
    UploadRecord record;
    record.token = token;
    record.size = size;
    record.approvedAt = noon.addSecs(-60 * minutesAgo);
    record.service = service;
    return record;
}

QStringList tokens(const QList<UploadRecord> &records)
{
    QStringList list;
    for (const UploadRecord &record : records)
        list.append(record.token);
    return list;
}

} // namespace

/// The rules of sending by themselves: no line, no clock, no store.
class TestSendingPolicy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theShippedPolicyIsRead()
    {
        QFile file(indraj::test::sourcePath("/resources/policy/sending.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto policy = parseSendingPolicy(file.readAll());
        QVERIFY2(policy, qPrintable(policy ? QString() : policy.error()));
        QCOMPARE(urgencyOf(u"first-card-executive"_s, *policy), Urgency::Executive);
        QCOMPARE(urgencyOf(u"first-card-urgent"_s, *policy), Urgency::Urgent);
        QCOMPARE(urgencyOf(u"first-card"_s, *policy), Urgency::Ordinary);
    }

    void policyIsStrict_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("unknown") << QByteArray(
            R"({"version":1,"executive":[],"urgent":[],"dailyMegabytes":0,"x":1})");
        QTest::newRow("absent") << QByteArray(R"({"version":1,"executive":[],"urgent":[]})");
        QTest::newRow("negative") << QByteArray(
            R"({"version":1,"executive":[],"urgent":[],"dailyMegabytes":-1})");
        QTest::newRow("both") << QByteArray(
            R"({"version":1,"executive":["a"],"urgent":["a"],"dailyMegabytes":0})");
        QTest::newRow("twice") << QByteArray(
            R"({"version":1,"executive":["a","a"],"urgent":[],"dailyMegabytes":0})");
        QTest::newRow("no list") << QByteArray(
            R"({"version":1,"executive":"a","urgent":[],"dailyMegabytes":0})");
        QTest::newRow("version") << QByteArray(
            R"({"version":2,"executive":[],"urgent":[],"dailyMegabytes":0})");
    }

    void policyIsStrict()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!parseSendingPolicy(json));
    }

    void orderIsUrgencyThenSizeThenAge()
    {
        SendingPolicy policy;
        policy.executive = {u"executive"_s};
        policy.urgent = {u"urgent"_s};
        const QList<UploadRecord> queue{waiting(u"large-old"_s, 5'000'000, 60),
                                        waiting(u"small-new"_s, 100'000, 1),
                                        waiting(u"small-old"_s, 200'000, 50),
                                        waiting(u"urgent-large"_s, 5'000'000, 2, u"urgent"_s),
                                        waiting(u"executive"_s, 5'000'000, 1, u"executive"_s),
                                        waiting(u"urgent-small"_s, 1000, 1, u"urgent"_s)};
        QCOMPARE(tokens(sendOrder(queue, policy, noon)),
                 (QStringList{u"executive"_s, u"urgent-small"_s, u"urgent-large"_s, u"small-old"_s,
                              u"small-new"_s, u"large-old"_s}));
    }

    void whatIsLeftCountsNotWhatItWas()
    {
        UploadRecord nearly = waiting(u"nearly"_s, 9'000'000, 5);
        nearly.committed = 8'900'000;
        const QList<UploadRecord> queue{waiting(u"medium"_s, 1'000'000, 60), nearly};
        QCOMPARE(tokens(sendOrder(queue, {}, noon)), (QStringList{u"nearly"_s, u"medium"_s}));
    }

    void nothingWaitsForEverBehindTheSmaller()
    {
        const QList<UploadRecord> queue{waiting(u"small"_s, 1000, 1),
                                        waiting(u"day-old"_s, 9'000'000, 24 * 60)};
        QCOMPARE(tokens(sendOrder(queue, {}, noon)), (QStringList{u"day-old"_s, u"small"_s}));
    }

    void aFewBytesDoNotBeatAge()
    {
        const QList<UploadRecord> queue{waiting(u"new"_s, 1'000'000, 1), waiting(u"old"_s, 1'030'000, 90)};
        QCOMPARE(tokens(sendOrder(queue, {}, noon)).first(), u"old"_s);
    }

    void chunkTakesAboutTheTarget_data()
    {
        QTest::addColumn<qint64>("bytesPerSecond");
        QTest::addColumn<qint64>("expected");
        QTest::newRow("dead slow") << qint64(1000) << smallestChunk;
        QTest::newRow("64 kbit/s") << qint64(8000) << qint64(80000);
        QTest::newRow("128 kbit/s") << qint64(16000) << qint64(160000);
        QTest::newRow("fast") << qint64(10'000'000) << largestChunk;
    }

    void chunkTakesAboutTheTarget()
    {
        QFETCH(qint64, bytesPerSecond);
        QFETCH(qint64, expected);
        ChunkSizer sizer(milliseconds(10000));
        for (int i = 0; i < 10; ++i)
            sizer.committed(sizer.size(), milliseconds(sizer.size() * 1000 / bytesPerSecond));
        QVERIFY2(qAbs(sizer.size() - expected) <= expected / 50, qPrintable(QString::number(sizer.size())));
    }

    void oneFastAnswerAtMostDoubles()
    {
        ChunkSizer sizer(milliseconds(10000));
        const qint64 before = sizer.size();
        sizer.committed(before, milliseconds(1));
        QCOMPARE(sizer.size(), 2 * before);
        sizer.committed(10, milliseconds(9000)); // the end of a packet says nothing
        QCOMPARE(sizer.size(), 2 * before);
        for (int i = 0; i < 9; ++i)
            sizer.broke();
        QCOMPARE(sizer.size(), smallestChunk);
    }

    void aLineIsWideWhereCentralsLimitHoldsTheChunksShort()
    {
        ChunkSizer sizer(milliseconds(10000));
        QVERIFY(!sizer.isWide()); // nothing is known yet
        for (int i = 0; i < 3; ++i)
            sizer.committed(sizer.size(), milliseconds(4000));
        QCOMPARE(sizer.size(), largestChunk);
        QVERIFY(sizer.isWide());
        sizer.broke();
        QVERIFY(!sizer.isWide());
        for (int i = 0; i < 3; ++i)
            sizer.committed(sizer.size(), milliseconds(sizer.size() / 8)); // 64 kbit/s
        QVERIFY(!sizer.isWide());
    }

    void longChunksAreForWhoTakesThemAndForAWideLine()
    {
        ChunkSizer sizer(milliseconds(10000));
        const auto settle = [&sizer](qint64 bytesPerSecond) {
            for (int i = 0; i < 10; ++i)
                sizer.committed(sizer.size(), milliseconds(sizer.size() * 1000 / bytesPerSecond));
            return sizer.size();
        };
        QCOMPARE(settle(10'000'000), largestChunk); // central has said nothing
        sizer.centralTakes(1LL << 30);
        QCOMPARE(settle(125'000), largestChunk); // 1 Mbit/s
        const qint64 fourMegabits = settle(500'000);
        QVERIFY2(qAbs(fourMegabits - 1'000'000) < 20'000, qPrintable(QString::number(fourMegabits)));
        QCOMPARE(settle(10'000'000), widestChunk);
        sizer.centralTakes(-1);
        QCOMPARE(settle(10'000'000), largestChunk);
    }

    void backOffDoublesToItsEnd()
    {
        const BackOff backOff{milliseconds(4000), milliseconds(300000)};
        QCOMPARE(backOff.wait(1, {}, 0.5), milliseconds(4000));
        QCOMPARE(backOff.wait(2, {}, 0.5), milliseconds(8000));
        QCOMPARE(backOff.wait(5, {}, 0.5), milliseconds(64000));
        QCOMPARE(backOff.wait(60, {}, 0.5), milliseconds(300000));
        QCOMPARE(backOff.wait(1, {}, 0.0), milliseconds(3200));
        QCOMPARE(backOff.wait(1, {}, 1.0), milliseconds(4800));
    }

    void centralsWishIsALowerBound()
    {
        const BackOff backOff{milliseconds(4000), milliseconds(300000)};
        QCOMPARE(backOff.wait(1, milliseconds(60000), 0.0), milliseconds(60000));
        QCOMPARE(backOff.wait(1, milliseconds(60000), 1.0), milliseconds(84000));
        QCOMPARE(backOff.wait(60, milliseconds(1000), 0.5), milliseconds(300000));
        QCOMPARE(backOff.wait(1, milliseconds(-1), 0.5), milliseconds(4000));
    }

    void dayIsSpentAndBeginsAnew()
    {
        DayBudget budget(1000);
        const QDateTime local({2026, 3, 4}, {23, 59}, QTimeZone("Asia/Karachi"));
        QVERIFY(budget.allows(1000, local));
        budget.spend(600, local);
        QVERIFY(!budget.allows(401, local));
        QVERIFY(budget.allows(400, local));
        QCOMPARE(budget.untilNextDay(local), milliseconds(60000));
        QVERIFY(budget.allows(1000, local.addSecs(60)));
        QCOMPARE(budget.used(local.addSecs(60)), 0);
        DayBudget after(1000);
        after.restore(budget.day(), 600);
        QVERIFY(!after.allows(401, local));
        QVERIFY(after.allows(1000, local.addDays(-3))); // a clock set back is another day
        QVERIFY(DayBudget().allows(1LL << 40, local));
    }
};

QTEST_GUILESS_MAIN(TestSendingPolicy)
#include "tst_sendingpolicy.moc"
