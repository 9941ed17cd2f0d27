#include "sync/uploadengine.h"
#include "tests/central/certificates.h"
#include "tests/central/wire.h"
#include "tests/sync/faults/shapedline.h"
#include "tests/sync/memorystore.h"
#include "tests/sync/sampleenrolment.h"
#include "tests/sync/tlsanswerer.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int patience = 30000;

IdentitySource identityOf(const std::shared_ptr<StationIdentity> &station)
{
    return [station]() -> Answer<std::shared_ptr<StationIdentity>> {
        return QtConcurrent::run(
            [station]() -> tl::expected<std::shared_ptr<StationIdentity>, StoreError> { return station; });
    };
}

} // namespace

/// Those who do not keep to the rules, on either side: refused clearly, nothing erased, memory bounded.
class TestSyncLies : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void aCentralThatLiesAboutOffsets_data();
    void aCentralThatLiesAboutOffsets();
    void receiptsOfOtherPacketsEraseNothing();
    void revokedAndExpiredCertificates();
    void aClockTwoDaysOff_data();
    void aClockTwoDaysOff();
    void rudeClientsDoNotFillTheMemory();
    void manySlowOnesDoNotHoldUpOne();
    void aPoorLineIsUsed();

private:
    TestPki m_pki;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralFixture> m_central;
};

void TestSyncLies::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    m_station = m_pki.station(u"TRN-01"_s);
    QVERIFY(m_station);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
}

void TestSyncLies::aCentralThatLiesAboutOffsets_data()
{
    QTest::addColumn<QByteArray>("offset"); // of every PATCH's answer
    QTest::newRow("none") << QByteArray();
    QTest::newRow("negative") << QByteArray("-1");
    QTest::newRow("beyond") << QByteArray("999999999");
    QTest::newRow("no number") << QByteArray("all");
    QTest::newRow("stands still") << QByteArray("0");
    QTest::newRow("has it all") << QByteArray("ALL");
}

void TestSyncLies::aCentralThatLiesAboutOffsets()
{
    QFETCH(QByteArray, offset);
    MemoryStore store;
    const SealInput input = sampleInput(1, 30000);
    store.approve(input);
    const TlsAnswerer central(
        m_pki.pem(u"server.crt"_s), m_pki.pem(u"server.key"_s), [&](const QByteArray &header) -> QByteArray {
            const QByteArray common = "X-Request-Id: 1\r\nContent-Length: 0\r\n";
            if (header.startsWith("POST /v1/packets"))
                return "HTTP/1.1 201 Created\r\nUpload-Offset: 0\r\n" + common + "\r\n";
            if (header.startsWith("POST"))
                return "HTTP/1.1 200 OK\r\n" + common + "\r\n";
            if (header.startsWith("PATCH")) {
                const QByteArray said
                    = offset == "ALL" ? QByteArray::number(store.record(input.packet).size) : offset;
                return "HTTP/1.1 204 No Content\r\nX-Request-Id: 1\r\n"
                    + (said.isEmpty() ? QByteArray() : "Upload-Offset: " + said + "\r\n") + "\r\n";
            }
            return "HTTP/1.1 404 Not Found\r\n" + common + "\r\n";
        });
    EngineOptions options = m_central->engineOptions();
    options.central.setPort(central.port());
    UploadEngine sender(options, store, identityOf(m_station));
    sender.start();
    QTRY_COMPARE_WITH_TIMEOUT(store.record(input.packet).lastFault, UploadFault::RefusedByCentral, patience);
    QVERIFY2(central.asked() < 60, "it must not go on for ever");
    QCOMPARE(store.erased(), 0);
    QVERIFY(!store.bytes(input.packet).isEmpty());
}

/// True receipts, but each for the other packet: replayed, or in another order.
void TestSyncLies::receiptsOfOtherPacketsEraseNothing()
{
    QVERIFY(m_central->start());
    MemoryStore store;
    const SealInput one = sampleInput(1), two = sampleInput(2);
    store.approve(one);
    store.approve(two);
    EngineOptions wrongPin = m_central->engineOptions();
    wrongPin.receiptPem = m_pki.pem(u"recipient.crt"_s);
    {
        UploadEngine sender(wrongPin, store, identityOf(m_station));
        sender.start();
        QTRY_VERIFY_WITH_TIMEOUT(
            store.record(one.packet).failures > 0 && store.record(two.packet).failures > 0, patience);
    }
    const QString swap
        = u"alter table intake.receipt disable trigger receipt_only_grows;"
          "update intake.receipt r set receipt = o.receipt from intake.receipt o where r.packet <> o.packet"
          " and r.packet in ('%1','%2') and o.packet in ('%1','%2');"
          "alter table intake.receipt enable trigger receipt_only_grows"_s.arg(one.packet.toString(),
                                                                               two.packet.toString());
    QVERIFY(m_central->query(swap) != u"failed"_s);
    {
        UploadEngine sender(m_central->engineOptions(), store, identityOf(m_station));
        const int before = store.record(two.packet).failures;
        sender.start();
        QTRY_VERIFY_WITH_TIMEOUT(store.record(two.packet).failures > before, patience);
        QCOMPARE(store.record(one.packet).lastFault, UploadFault::ReceiptInvalid);
        QCOMPARE(store.erased(), 0);
    }
    QVERIFY(m_central->query(swap) != u"failed"_s);
    UploadEngine sender(m_central->engineOptions(), store, identityOf(m_station));
    sender.start();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 2, patience);
    m_central->kill();
}

void TestSyncLies::revokedAndExpiredCertificates()
{
    const QByteArray ca = m_pki.pem(u"station-ca.crt"_s), caKey = m_pki.pem(u"station-ca.key"_s);
    const auto revoked = m_pki.station(u"TRN-66"_s);
    QTemporaryDir dir;
    QFile list(dir.filePath(u"crl.pem"_s));
    QVERIFY(list.open(QIODevice::WriteOnly));
    QVERIFY(list.write(revocationList(revoked->certificatePem, ca, caKey)) > 100);
    list.close();
    QVERIFY(m_central->start("station_crl = " + list.fileName().toUtf8() + "\n"));
    const QByteArray root = m_pki.pem(u"root.crt"_s);
    const auto answerTo = [&](const std::shared_ptr<StationIdentity> &station) {
        HttpsClient http(m_central->port(), root, station);
        return http.send("GET", "/health").status;
    };
    QCOMPARE(answerTo(m_station), 200);
    QCOMPARE(answerTo(revoked), 0);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto withLife = [&](const QDateTime &from, const QDateTime &until) {
        return std::make_shared<StationIdentity>(
            StationIdentity{u"TRN-01"_s, reissued(m_station->certificatePem, ca, caKey, from, until),
                            m_station->privateKeyPem.clone()});
    };
    QCOMPARE(answerTo(withLife(now.addDays(-9), now.addDays(9))), 200);
    QCOMPARE(answerTo(withLife(now.addDays(-9), now.addDays(-2))), 0);
    QCOMPARE(answerTo(withLife(now.addDays(2), now.addDays(9))), 0);
    // The station says so in its own words, and keeps everything.
    MemoryStore store;
    const SealInput input = sampleInput(1);
    store.approve(input);
    UploadEngine sender(m_central->engineOptions(), store,
                        identityOf(withLife(now.addDays(-9), now.addDays(-2))));
    sender.start();
    QTRY_COMPARE_WITH_TIMEOUT(store.record(input.packet).lastFault, UploadFault::TlsRefused, patience);
    QCOMPARE(store.erased(), 0);
    m_central->kill();
}

void TestSyncLies::aClockTwoDaysOff_data()
{
    QTest::addColumn<int>("days"); // what the station's clock is ahead of central's
    QTest::newRow("behind") << -2;
    QTest::newRow("ahead") << 2;
}

/// Packets, lists and receipts go all the same, and central opens them. Only a certificate that is not of the
/// station's day is refused, and said to be that and no stranger's; nothing is lost by it.
void TestSyncLies::aClockTwoDaysOff()
{
    QFETCH(int, days);
    MemoryStore store;
    store.audit = "some entries";
    const auto station = m_pki.station(days > 0 ? u"VAN-31"_s : u"VAN-32"_s);
    EngineOptions options = m_central->engineOptions();
    options.nowUtc = [days] { return QDateTime::currentDateTimeUtc().addDays(days); };
    const SealInput input = sampleInput(1);
    store.approve(input);
    {
        // A certificate of central's as that clock sees one that was renewed, or has ended, within two days.
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QByteArray other
            = reissued(m_pki.pem(u"server.crt"_s), m_pki.pem(u"root.crt"_s), m_pki.pem(u"root.key"_s),
                       now.addDays(days < 0 ? 1 : -9), now.addDays(days < 0 ? 9 : -1));
        const TlsAnswerer central(other, m_pki.pem(u"server.key"_s), "");
        EngineOptions there = options;
        there.central.setPort(central.port());
        UploadEngine sender(there, store, identityOf(station));
        sender.start();
        QTRY_COMPARE_WITH_TIMEOUT(store.record(input.packet).lastFault, UploadFault::TlsRefused, patience);
        QCOMPARE(store.erased(), 0);
        QCOMPARE(central.asked(), 0);
    }
    QVERIFY(m_central->start());
    UploadEngine sender(options, store, identityOf(station));
    sender.start();
    sender.sendNow();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(sender.line().reconciliation.agreement, Agreement::Agrees, patience);
    QCOMPARE(m_central->runCommand({u"open"_s}), 0);
    QCOMPARE(m_central->query(
                 u"select outcome from intake.opening where packet = '%1'"_s.arg(input.packet.toString())),
             u"opened"_s);
    // What is dated by central is of central's day.
    QCOMPARE(m_central->query(u"select abs(extract(epoch from now() - stored_at)) < 600 from intake.packet"
                              " where id = '%1'"_s.arg(input.packet.toString())),
             u"t"_s);
    m_central->kill();
}

void TestSyncLies::rudeClientsDoNotFillTheMemory()
{
    QVERIFY(m_central->start());
    const QByteArray root = m_pki.pem(u"root.crt"_s);
    const QByteArray piece(1 << 20, 'x');
    {
        HttpsClient chunked(m_central->port(), root, m_station);
        chunked.write("PATCH /v1/packets/00000000-0000-4000-8000-000000000000 HTTP/1.1\r\nHost: x\r\n"
                      "Tus-Resumable: 1.0.0\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 100 && !chunked.closedWithin(0); ++i)
            chunked.write("100000\r\n" + piece + "\r\n");
        QVERIFY(chunked.closedWithin(10000));
    }
    {
        HttpsClient header(m_central->port(), root, m_station);
        header.write("GET /health HTTP/1.1\r\nX-Long: ");
        for (int i = 0; i < 300 && !header.closedWithin(0); ++i)
            header.write(piece);
        QVERIFY(header.closedWithin(10000));
    }
    HttpsClient http(m_central->port(), root, m_station);
    QCOMPARE(http.send("GET", "/health").status, 200);
    const qint64 peak = peakMemory(m_central->processId());
    qInfo("central's highest memory: %lld kB", peak);
    QVERIFY2(peak > 0 && peak < 150 * 1024, qPrintable(QString::number(peak)));
    m_central->kill();
}

/// Connections that say a byte now and then are cut one by one; meanwhile somebody else is served.
void TestSyncLies::manySlowOnesDoNotHoldUpOne()
{
    QVERIFY(m_central->start("header_timeout_s = 1\nbody_timeout_s = 2\nstation_connections = 100\n"));
    const QByteArray root = m_pki.pem(u"root.crt"_s);
    std::vector<std::unique_ptr<HttpsClient>> slow;
    for (int i = 0; i < 40; ++i) {
        slow.push_back(std::make_unique<HttpsClient>(m_central->port(), root, m_station));
        QVERIFY(slow.back()->connected());
        slow.back()->write(
            i % 2 ? QByteArray("GET /hea")
                  : QByteArray("PATCH /v1/packets/00000000-0000-4000-8000-000000000000 HTTP/1.1\r\n"
                               "Host: x\r\nContent-Length: 200000\r\n\r\nx"));
    }
    MemoryStore store;
    store.approve(sampleInput(1, 30000));
    UploadEngine sender(m_central->engineOptions(), store, identityOf(m_pki.station(u"TRN-02"_s)));
    sender.start();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, patience);
    for (const auto &client : slow)
        QVERIFY(client->closedWithin(10000));
    m_central->kill();
}

/// 64 kbit/s with 400 ms each way, 20 times as fast; INDRAJ_FAULTS=full: as it is. What counts is what is
/// sent beside the packets, and what is sent twice; the time is told.
void TestSyncLies::aPoorLineIsUsed()
{
    QVERIFY(m_central->start());
    const int speed = qgetenv("INDRAJ_FAULTS") == "full" ? 1 : 20;
    ShapedLine line(m_central->port(), {8000 * speed, std::chrono::milliseconds(400 / speed), 0});
    EngineOptions options = m_central->engineOptions();
    options.central.setPort(line.port());
    options.chunkTarget = std::chrono::milliseconds(10000 / speed);
    options.answerTimeout = std::chrono::milliseconds(60000);
    MemoryStore store;
    store.approve(sampleInput(1, 120000));
    QElapsedTimer timer;
    timer.start();
    UploadEngine sender(options, store, identityOf(m_station));
    sender.start();
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), 1, 300000);
    const double seconds = double(timer.elapsed()) / 1000;
    const qint64 payload = m_central->query(u"select max(length) from intake.packet"_s).toLongLong();
    const double beside = double(line.count().carriedUp) / double(payload);
    qInfo("%lld bytes in %.1f s: %.1f %% of the line, %.3f bytes sent for each", payload, seconds,
          100.0 * double(payload) / (seconds * 8000.0 * speed), beside);
    QVERIFY2(beside < 1.05, qPrintable(QString::number(beside)));
    m_central->kill();
}

QTEST_GUILESS_MAIN(TestSyncLies)
#include "tst_synclies.moc"
