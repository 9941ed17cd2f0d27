#include "sync/uploadengine.h"

#include "tests/sync/centralfixture.h"
#include "tests/sync/cuttingproxy.h"
#include "tests/sync/memorystore.h"
#include "tests/sync/sampleenrolment.h"
#include "tests/sync/tlsanswerer.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QtConcurrentRun>

#include <atomic>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int patience = 20000;

/// Says what a test lets it say.
class ToldMetering : public LineMetering {
public:
    explicit ToldMetering(std::atomic<Metering> &told)
        : m_told(told)
    {
    }
    Metering now() const override { return m_told; }

private:
    std::atomic<Metering> &m_told;
};

} // namespace

/// The rules of sending at work, against a real central: order, pause, cap, and answers that are not
/// central's.
class TestUploadPlan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void init() { m_central->kill(); }
    void theUrgentGoesFirst();
    void theUrgentOvertakesALargeOne();
    void aPauseHoldsAndSurvivesARestart();
    void theDaysCapHoldsUntilSomebodyInsists();
    void theCapIsForLinesThatArePaidFor_data();
    void theCapIsForLinesThatArePaidFor();
    void aSignInPageIsNamed();
    void aGatewayWithoutCentralIsBusy();

private:
    std::unique_ptr<UploadEngine> engine(MemoryStore &store, const EngineOptions &options) const;
    qint64 bytesAtCentral(PacketId packet) const;
    TestPki m_pki;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralFixture> m_central;
};

void TestUploadPlan::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    m_station = m_pki.station(u"TRN-01"_s);
    QVERIFY(m_station);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
}

std::unique_ptr<UploadEngine> TestUploadPlan::engine(MemoryStore &store, const EngineOptions &options) const
{
    return std::make_unique<UploadEngine>(
        options, store, [station = m_station]() -> Answer<std::shared_ptr<StationIdentity>> {
            return QtConcurrent::run(
                [station]() -> tl::expected<std::shared_ptr<StationIdentity>, StoreError> {
                    return station;
                });
        });
}

qint64 TestUploadPlan::bytesAtCentral(PacketId packet) const
{
    return m_central
        ->query(u"select coalesce(sum(length(data)), 0) from intake.chunk where packet = '%1'"_s.arg(
            packet.toString()))
        .toLongLong();
}

void TestUploadPlan::theUrgentGoesFirst()
{
    EngineOptions options = m_central->engineOptions();
    options.policy.executive = {u"fast"_s};
    // Side by side, which of two of one urgency ends first would be the line's affair.
    options.uploadsAtOnce = options.uploadsOnWideLine = 1;
    MemoryStore store;
    SealInput ordinary = sampleInput(1);
    SealInput large = sampleInput(2, 100000);
    large.approvedAt = ordinary.approvedAt = QDateTime::currentDateTimeUtc();
    SealInput fast = sampleInput(3, 100000);
    fast.enrolment.service = u"fast"_s;
    for (const SealInput &input : {large, ordinary, fast})
        store.approve(input);
    const auto sender = engine(store, options);
    QList<PacketId> finished;
    connect(sender.get(), &Sender::progress, this, [&](PacketId packet, qint64 committed, qint64 total) {
        if (committed == total)
            finished.append(packet);
    });
    // Paused until all three are sealed: a packet that had been tried without central would have its own
    // wait.
    sender->start();
    sender->setPaused(true);
    for (const SealInput *input : {&large, &ordinary, &fast})
        QTRY_VERIFY_WITH_TIMEOUT(store.record(input->packet).state == EnrolmentState::Sealed, patience);
    QVERIFY(m_central->start());
    sender->sendNow();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 3, patience);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 3, patience); // told a moment later, on this thread
    QCOMPARE(finished, (QList{fast.packet, ordinary.packet, large.packet}));
    QVERIFY(store.record(fast.packet).tries >= 1);
}

void TestUploadPlan::theUrgentOvertakesALargeOne()
{
    QVERIFY(m_central->start());
    EngineOptions options = m_central->engineOptions();
    options.policy.urgent = {u"soon"_s};
    MemoryStore store;
    const SealInput large = sampleInput(1, 300000);
    SealInput soon = sampleInput(2);
    soon.enrolment.service = u"soon"_s;
    store.approve(large);
    const auto sender = engine(store, options);
    QList<PacketId> finished;
    connect(sender.get(), &Sender::progress, this, [&](PacketId packet, qint64 committed, qint64 total) {
        if (finished.isEmpty() && packet == large.packet && store.unsent() == 1) {
            store.approve(soon);
            sender->checkQueue();
        }
        if (committed == total)
            finished.append(packet);
    });
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 2, patience);
    QCOMPARE(finished.first(), soon.packet);
    QCOMPARE(bytesAtCentral(large.packet), store.record(large.packet).size);
}

void TestUploadPlan::aPauseHoldsAndSurvivesARestart()
{
    QVERIFY(m_central->start());
    MemoryStore store;
    const SealInput input = sampleInput(1, 150000);
    store.approve(input);
    {
        const auto sender = engine(store, m_central->engineOptions());
        QSignalSpy moved(sender.get(), &Sender::progress);
        connect(
            sender.get(), &Sender::progress, this, [&sender] { sender->setPaused(true); },
            Qt::SingleShotConnection);
        sender->start();
        QVERIFY(moved.wait(patience));
        QTRY_VERIFY_WITH_TIMEOUT(sender->line().paused, patience);
    }
    QVERIFY(store.record(input.packet).committed < store.record(input.packet).size);
    const auto sender = engine(store, m_central->engineOptions());
    QSignalSpy moved(sender.get(), &Sender::progress);
    sender->start();
    QTRY_VERIFY_WITH_TIMEOUT(sender->line().paused, patience);
    const QDateTime lastTry = store.record(input.packet).lastTryAt;
    sender->checkQueue();
    QVERIFY(!moved.wait(1500));
    QCOMPARE(store.record(input.packet).lastTryAt, lastTry);
    sender->sendNow();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    QTRY_VERIFY(!sender->line().paused);
}

void TestUploadPlan::theDaysCapHoldsUntilSomebodyInsists()
{
    QVERIFY(m_central->start());
    std::atomic<int> days = 0;
    EngineOptions options = m_central->engineOptions();
    constexpr qint64 cap = 200000;
    options.policy.dailyBytes = cap;
    CuttingProxy line(m_central->port());
    options.central.setPort(line.port());
    options.nowUtc = [&days] { return QDateTime::currentDateTimeUtc().addDays(days); };
    MemoryStore store;
    const SealInput input = sampleInput(1, 50000);
    store.approve(input);
    {
        const auto sender = engine(store, options);
        sender->start();
        QTRY_VERIFY_WITH_TIMEOUT(sender->line().capReached, patience);
        QTRY_VERIFY_WITH_TIMEOUT(sender->line().nextAttempt.isValid(),
                                 patience); // all the talk around it too
        QVERIFY2(
            sender->line().dayBytes >= line.carried() && sender->line().dayBytes <= cap,
            qPrintable(u"%1 counted, %2 on the line"_s.arg(sender->line().dayBytes).arg(line.carried())));
        QCOMPARE(store.record(input.packet).lastFault, UploadFault::None);
    }
    const qint64 before = store.record(input.packet).committed;
    QVERIFY(before > 0 && before < store.record(input.packet).size);
    // What was sent is not forgotten by a restart.
    const auto sender = engine(store, options);
    sender->start();
    QTRY_VERIFY_WITH_TIMEOUT(sender->line().capReached, patience);
    for (int i = 0; i < 5; ++i)
        sender->checkQueue(); // each enrolment that is approved meanwhile does this
    QTRY_VERIFY_WITH_TIMEOUT(sender->line().nextAttempt.isValid(), patience);
    QVERIFY2(line.carried() <= cap, qPrintable(QString::number(line.carried())));
    days = 1;
    sender->checkQueue();
    QTRY_VERIFY_WITH_TIMEOUT(store.record(input.packet).committed > before, patience);
    QTRY_VERIFY_WITH_TIMEOUT(sender->line().capReached, patience);
    sender->sendNow();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    QVERIFY(sender->line().dayBytes > cap);
}

void TestUploadPlan::theCapIsForLinesThatArePaidFor_data()
{
    QTest::addColumn<Metering>("metering");
    QTest::newRow("a SIM") << Metering::Metered;
    QTest::newRow("nobody says") << Metering::Unknown;
}

/// Until the van stands at the centre's cable, and somebody has said that this one is free.
void TestUploadPlan::theCapIsForLinesThatArePaidFor()
{
    QFETCH(Metering, metering);
    QVERIFY(m_central->start());
    EngineOptions options = m_central->engineOptions();
    options.policy.dailyBytes = 200000;
    std::atomic<Metering> told = metering;
    std::atomic<ToldMetering *> made = nullptr;
    options.metering = [&] {
        auto one = std::make_unique<ToldMetering>(told);
        made = one.get();
        return one;
    };
    MemoryStore store;
    const SealInput input = sampleInput(1, 50000);
    store.approve(input);
    const auto sender = engine(store, options);
    sender->start();
    QTRY_VERIFY_WITH_TIMEOUT(sender->line().capReached, patience);
    QCOMPARE(sender->line().metering, metering);
    QTRY_VERIFY_WITH_TIMEOUT(sender->line().nextAttempt.isValid(), patience);
    const qint64 counted = sender->line().dayBytes;
    told = Metering::Unmetered;
    QMetaObject::invokeMethod(
        made, [metering = made.load()] { Q_EMIT metering->changed(); }, Qt::QueuedConnection);
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    QVERIFY(!sender->line().capReached);
    QCOMPARE(sender->line().metering, Metering::Unmetered);
    QCOMPARE(sender->line().dayBytes, counted); // what the cable carries is not the SIM's
}

void TestUploadPlan::aSignInPageIsNamed()
{
    QTcpServer page;
    connect(&page, &QTcpServer::newConnection, this, [&page] {
        QTcpSocket *visitor = page.nextPendingConnection();
        connect(visitor, &QTcpSocket::readyRead, visitor, [visitor] {
            visitor->readAll();
            visitor->write(
                "HTTP/1.1 302 Found\r\nLocation: http://login.example/\r\nContent-Length: 0\r\n\r\n");
            visitor->disconnectFromHost();
        });
    });
    QVERIFY(page.listen(QHostAddress::LocalHost));
    EngineOptions options = m_central->engineOptions();
    options.central.setPort(page.serverPort());
    MemoryStore store;
    const SealInput input = sampleInput(1);
    store.approve(input);
    const auto sender = engine(store, options);
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(store.record(input.packet).lastFault, UploadFault::NotCentral, patience);
    // The packet's record is written first; a line that was never up is offline from the beginning.
    QTRY_COMPARE(sender->line().lastFault, UploadFault::NotCentral);
    QVERIFY(!sender->line().online);
}

/// A proxy with central's own certificate, behind which nothing runs.
void TestUploadPlan::aGatewayWithoutCentralIsBusy()
{
    TlsAnswerer gateway(m_pki.pem(u"server.crt"_s), m_pki.pem(u"server.key"_s),
                        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
    EngineOptions options = m_central->engineOptions();
    options.central.setPort(gateway.port());
    MemoryStore store;
    const SealInput input = sampleInput(1);
    store.approve(input);
    const auto sender = engine(store, options);
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(store.record(input.packet).lastFault, UploadFault::Busy, patience);
    TlsAnswerer stranger(m_pki.pem(u"server.crt"_s), m_pki.pem(u"server.key"_s),
                         "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    options.central.setPort(stranger.port());
    const auto other = engine(store, options);
    other->start();
    QTRY_COMPARE_WITH_TIMEOUT(store.record(input.packet).lastFault, UploadFault::NotCentral, patience);
    QVERIFY(!store.bytes(input.packet).isEmpty());
}

QTEST_GUILESS_MAIN(TestUploadPlan)
#include "tst_uploadplan.moc"
