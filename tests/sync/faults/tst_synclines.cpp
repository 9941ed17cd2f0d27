#include "sync/policy/chunksizer.h"
#include "sync/uploadengine.h"
#include "tests/sync/centralfixture.h"
#include "tests/sync/faults/shapedline.h"
#include "tests/sync/memorystore.h"
#include "tests/sync/sampleenrolment.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTimer>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;
using std::chrono::milliseconds;

namespace {

/// How long of the line's own time is played, and how many times as fast. `isMeasured`: nothing else is going
/// on, so that the times say something of the line.
struct Play {
    int minutes = 3;
    int speed = 20;
    int secondsBetweenBreaks = 60;
    bool isMeasured = false;
};

Play playOfRun()
{
    if (qgetenv("INDRAJ_FAULTS") != "full")
        return {};
    const auto number = [](const char *name, int otherwise) {
        bool isNumber = false;
        const int value = qEnvironmentVariableIntValue(name, &isNumber);
        return isNumber ? std::max(1, value) : otherwise;
    };
    return {number("INDRAJ_SYNC_MINUTES", 60), number("INDRAJ_SYNC_SPEED", 1), 600, true};
}

/// Of one upload: the chunk sizer aims at 10 s, and no higher than central's limit.
qint64 largestUnderWay(int bytesPerSecond)
{
    return std::clamp<qint64>(10LL * bytesPerSecond, smallestChunk, largestChunk);
}

/// Bytes of packets that central says it has read, whatever became of them. One that was cut short is not
/// among them.
qint64 packetBytesRead(const QByteArray &centralLog)
{
    qint64 all = 0;
    for (const QByteArray &line : centralLog.split('\n')) {
        const QJsonObject entry = QJsonDocument::fromJson(line).object();
        if (entry.value(u"event"_s) == u"request"_s
            && entry.value(u"route"_s).toString().startsWith(u"/v1/packets"_s))
            all += entry.value(u"bytes"_s).toInteger();
    }
    return all;
}

} // namespace

/// How well a poor line is used, with its interruptions, and who goes first when it is back.
class TestSyncLines : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void aLineIsUsed_data();
    void aLineIsUsed();
    void theUrgentGoesFirstWhenTheLineReturns();

private:
    std::unique_ptr<UploadEngine> engine(MemoryStore &store, const EngineOptions &options) const;
    TestPki m_pki;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralFixture> m_central;
};

void TestSyncLines::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    m_station = m_pki.station(u"TRN-01"_s);
    QVERIFY(m_station);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start("station_requests_per_s = 1000\nstation_kilobytes_per_s = 100000\n"));
}

std::unique_ptr<UploadEngine> TestSyncLines::engine(MemoryStore &store, const EngineOptions &options) const
{
    return std::make_unique<UploadEngine>(
        options, store, [station = m_station]() -> Answer<std::shared_ptr<StationIdentity>> {
            return QtConcurrent::run(
                [station]() -> tl::expected<std::shared_ptr<StationIdentity>, StoreError> {
                    return station;
                });
        });
}

void TestSyncLines::aLineIsUsed_data()
{
    QTest::addColumn<int>("bytesPerSecond");
    QTest::addColumn<int>("packetBytes");
    QTest::addColumn<double>("least"); // of the line; small packets have more that is no payload
    QTest::newRow("64 kbit/s") << 8000 << 1'000'000 << 0.9;
    if (!playOfRun().isMeasured)
        return;
    QTest::newRow("64 kbit/s, small packets") << 8000 << 200'000 << 0.85;
    QTest::newRow("1 Mbit/s") << 125000 << 2'000'000 << 0.9;
}

/// 400 ms each way. The line breaks again and again, alternately for a moment and for 20 seconds; the time
/// that it is dead does not count, the time until somebody notices that it is back does.
void TestSyncLines::aLineIsUsed()
{
    QFETCH(int, bytesPerSecond);
    QFETCH(int, packetBytes);
    QFETCH(double, least);
    const Play play = playOfRun();
    const auto scaled = [&play](int ms) { return milliseconds(std::max(1, ms / play.speed)); };
    ShapedLine line(m_central->port(), {qint64(bytesPerSecond) * play.speed, scaled(400), 0});
    EngineOptions options = m_central->engineOptions();
    options.central.setPort(line.port());
    options.chunkTarget = scaled(10000);
    options.answerTimeout = milliseconds(60000);
    options.firstRetry = scaled(4000);
    options.longestRetry = scaled(300000);
    options.compareInterval = std::chrono::hours(1);
    MemoryStore store;
    const int packets = int(qint64(bytesPerSecond) * 60 * play.minutes / packetBytes) + 1;
    const int first = 1 + m_central->query(u"select count(*) from intake.packet"_s).toInt();
    for (int i = 0; i < packets; ++i)
        store.approve(sampleInput(first + i, packetBytes / 9));
    QTimer breaks;
    int cuts = 0;
    qint64 deadMs = 0;
    connect(&breaks, &QTimer::timeout, this, [&] {
        if (++cuts % 2 != 0)
            return line.cut();
        deadMs += scaled(20000).count();
        line.setDead(true);
        QTimer::singleShot(scaled(20000), &line, [&line] { line.setDead(false); });
    });
    const qint64 before
        = m_central->query(u"select coalesce(sum(length), 0) from intake.packet"_s).toLongLong();
    const qint64 readBefore = packetBytesRead(m_central->log());
    const auto sender = engine(store, options);
    QElapsedTimer timer;
    timer.start();
    breaks.start(scaled(1000 * play.secondsBetweenBreaks));
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), packets, 120000 + 4 * 60000 * play.minutes / play.speed);
    breaks.stop();
    const qint64 read = packetBytesRead(m_central->log()) - readBefore;
    const double seconds = double(timer.elapsed() - deadMs) / 1000;
    const qint64 payload = m_central->query(u"select sum(length) from intake.packet"_s).toLongLong() - before;
    const double used = double(payload) / (seconds * bytesPerSecond * play.speed);
    const LineCount &count = line.count();
    qInfo(
        "%lld bytes in %d packets, %.1f s at %d times the line, %d breaks: %.1f %% of the line, %.1f s idle, "
        "%.3f bytes sent for each; of those %.4f under way at the breaks, %.4f read twice by central",
        payload, packets, seconds, play.speed, cuts, 100 * used, double(count.idleUpMs) / 1000,
        double(count.carriedUp) / double(payload), double(count.cutUp) / double(payload),
        double(read - payload) / double(payload));
    if (play.isMeasured)
        QVERIFY2(used > least, qPrintable(QString::number(used)));
    // What was under way at a break goes again, and may have been read already; nothing else does.
    QVERIFY2(double(read - payload - count.cutUp) < 0.02 * double(payload),
             qPrintable(QString::number(read)));
    // On three connections; besides there are headers and TLS.
    const double allowed = 1.05 * double(payload) + cuts * 3.0 * double(largestUnderWay(bytesPerSecond));
    QVERIFY2(double(count.carriedUp) < allowed, qPrintable(QString::number(count.carriedUp)));
}

/// Dead for a while, with several tries at each of them: then the urgent one goes, not the one that was tried
/// last. The clock is slow: timers are always a little early by it.
void TestSyncLines::theUrgentGoesFirstWhenTheLineReturns()
{
    ShapedLine line(m_central->port(), {2'000'000, milliseconds(5), 0});
    line.setDead(true);
    EngineOptions options = m_central->engineOptions();
    options.central.setPort(line.port());
    options.policy.executive = {u"fast"_s};
    options.longestRetry = milliseconds(3000);
    const QDateTime begin = QDateTime::currentDateTimeUtc();
    options.nowUtc = [begin] {
        const qint64 passed = begin.msecsTo(QDateTime::currentDateTimeUtc());
        return begin.addMSecs(passed - passed / 10);
    };
    MemoryStore store;
    const int first = 1 + m_central->query(u"select count(*) from intake.packet"_s).toInt();
    QList<SealInput> ordinary;
    for (int i = 0; i < 4; ++i) {
        ordinary.append(sampleInput(first + i, 20000));
        store.approve(ordinary.last());
    }
    const auto sender = engine(store, options);
    QList<PacketId> finished;
    connect(sender.get(), &Sender::progress, this, [&](PacketId packet, qint64 committed, qint64 total) {
        if (committed == total)
            finished.append(packet);
    });
    sender->start();
    QTRY_VERIFY_WITH_TIMEOUT(store.record(ordinary[0].packet).failures >= 3, 20000);
    SealInput fast = sampleInput(first + 4, 20000);
    fast.enrolment.service = u"fast"_s;
    store.approve(fast);
    sender->checkQueue();
    // Between two tries.
    QTRY_VERIFY_WITH_TIMEOUT(store.record(fast.packet).failures >= 1
                                 && options.nowUtc().msecsTo(sender->line().nextAttempt) > 1000,
                             20000);
    line.setDead(false);
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 5, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 5, 20000);
    QCOMPARE(finished.first(), fast.packet);
}

QTEST_GUILESS_MAIN(TestSyncLines)
#include "tst_synclines.moc"
