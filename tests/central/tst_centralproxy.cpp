#include "sync/uploadengine.h"
#include "tests/central/certificates.h"
#include "tests/central/haproxy.h"
#include "tests/central/wire.h"
#include "tests/sync/memorystore.h"
#include "tests/sync/sampleenrolment.h"

#include <QFile>
#include <QSslCertificate>
#include <QTcpSocket>
#include <QTest>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int patience = 60000;

QByteArray headerOf(const QByteArray &certificatePem)
{
    return "X-Indraj-Client-Certificate: "
        + QSslCertificate(certificatePem.left(certificatePem.indexOf("-----END") + 26)).toDer().toBase64();
}

/// One request in clear text, as another program of the machine would write it.
int plainStatus(quint16 port, const QByteArray &target, const QList<QByteArray> &headers)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    if (!socket.waitForConnected(patience))
        return -1;
    socket.write("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers.join("\r\n")
                 + (headers.isEmpty() ? "\r\n" : "\r\n\r\n"));
    QByteArray answer;
    while (!answer.contains("\r\n\r\n") && socket.waitForReadyRead(patience))
        answer += socket.readAll();
    return answer.mid(9, 3).toInt();
}

} // namespace

/// Behind a proxy: what it is believed, what it refuses, and that an instance may die.
class TestCentralProxy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void onlyTheSecretMakesAProxy();
    void theCertificateIsJudgedHereToo();
    void overTlsOnlyANamedProxyHandsOn();
    void aStationCannotSayWhoItIs();
    void revokedStrangersAndOldTlsAreRefusedByHaproxy();
    void operationsComeThrough();
    void largeBodiesEndAtTheProxy();
    void aGreedyCertificateIsRefusedAlone();
    void oneOfTwoDiesAndNothingIsLost();
    void bothAwayIsAGatewaysAnswer();

private:
    HttpsClient client(const std::shared_ptr<StationIdentity> &station) const
    {
        return HttpsClient(m_haproxy.port(), m_pki.pem(u"root.crt"_s), station);
    }
    QByteArray secretHeader() const { return "X-Indraj-Proxy: " + m_haproxy.secret(); }
    TestPki m_pki;
    TestPki m_strangers;
    std::shared_ptr<StationIdentity> m_station;
    std::shared_ptr<StationIdentity> m_neighbour;
    std::shared_ptr<StationIdentity> m_revoked;
    std::unique_ptr<CentralFixture> m_fixture;
    std::unique_ptr<CentralInstance> m_a, m_b;
    Haproxy m_haproxy;
};

void TestCentralProxy::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    if (!Haproxy::isInstalled())
        QSKIP("SKIP_WHOLE_TEST: haproxy is absent");
    QVERIFY(m_pki.make() && m_strangers.make());
    m_station = m_pki.station(u"TRN-01"_s);
    m_neighbour = m_pki.station(u"TRN-02"_s);
    m_revoked = m_pki.station(u"TRN-66"_s);
    QVERIFY(m_station && m_neighbour && m_revoked);
    QTemporaryDir dir;
    QFile file(dir.filePath(u"crt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(m_revoked->certificatePem) > 0);
    file.close();
    QVERIFY(
        runProgram(packagingScript(u"training-pki.sh"_s), {m_pki.path({}), u"revoke"_s, file.fileName()}));
    QVERIFY(m_haproxy.make(m_pki));
    m_fixture = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_fixture->startDatabase());
    m_a = std::make_unique<CentralInstance>(*m_fixture);
    m_b = std::make_unique<CentralInstance>(*m_fixture);
    QVERIFY(m_a->start(m_haproxy.instanceConfig(m_pki)));
    QVERIFY(m_b->start(m_haproxy.instanceConfig(m_pki)));
    QVERIFY(m_haproxy.start(m_a->port(), m_b->port()));
}

void TestCentralProxy::cleanupTestCase()
{
    m_haproxy.kill();
    m_a.reset();
    m_b.reset();
    m_fixture.reset();
}

void TestCentralProxy::onlyTheSecretMakesAProxy()
{
    const QByteArray ours = headerOf(m_station->certificatePem);
    QCOMPARE(plainStatus(m_a->port(), "/health", {secretHeader(), ours}), 200);
    QCOMPARE(plainStatus(m_a->port(), "/health", {secretHeader()}), 200);
    QCOMPARE(plainStatus(m_a->port(), "/ready", {secretHeader()}), 200);
    QCOMPARE(plainStatus(m_a->port(), "/v1/packets/" + newPacketId() + "/receipt", {secretHeader(), ours}),
             404);
    QCOMPARE(plainStatus(m_a->port(), "/v1/packets/" + newPacketId() + "/receipt", {secretHeader()}), 403);
    QCOMPARE(plainStatus(m_a->port(), "/health", {}), 403);
    QCOMPARE(plainStatus(m_a->port(), "/health", {ours}), 403);
    QCOMPARE(plainStatus(m_a->port(), "/health", {ours, "X-Indraj-Proxy: " + QByteArray(32, 'a')}), 403);
    QCOMPARE(plainStatus(m_a->port(), "/health", {ours, secretHeader(), "X-Indraj-Proxy: b"}), 403);
    QCOMPARE(plainStatus(m_a->port(), "/health", {ours, ours, secretHeader()}), 403);
    // A configuration that would believe the network is not started.
    CentralInstance other(*m_fixture);
    const QByteArray config = m_haproxy.instanceConfig(m_pki);
    QCOMPARE(other.check(config), 0);
    QCOMPARE(other.check(config + "listen_address = 0.0.0.0\n"), 78);
    QByteArray without = config;
    QCOMPARE(other.check(without.replace("proxy_secret_file", "# ")), 78);
}

/// The proxy may have missed a list, or trust one authority too many.
void TestCentralProxy::theCertificateIsJudgedHereToo()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QByteArray ca = m_pki.pem(u"station-ca.crt"_s), caKey = m_pki.pem(u"station-ca.key"_s);
    const auto refused = [&](const QByteArray &certificate) {
        return plainStatus(m_a->port(), "/health", {secretHeader(), headerOf(certificate)}) == 403;
    };
    QVERIFY(refused(m_strangers.station(u"TRN-01"_s)->certificatePem));
    QVERIFY(refused(m_pki.pem(u"server.crt"_s)));
    QVERIFY(refused(m_pki.pem(u"root.crt"_s)));
    QVERIFY(refused(reissued(m_station->certificatePem, ca, caKey, now.addDays(-9), now.addDays(-2))));
    QVERIFY(refused(reissued(m_station->certificatePem, ca, caKey, now.addDays(2), now.addDays(9))));
    QCOMPARE(plainStatus(m_a->port(), "/health", {secretHeader(), "X-Indraj-Client-Certificate: bm9uZQ=="}),
             403);
    CentralInstance careful(*m_fixture);
    QVERIFY(careful.start(m_haproxy.instanceConfig(m_pki)
                          + "station_crl = " + m_pki.path(u"station-ca.crl"_s).toUtf8() + "\n"));
    QCOMPARE(plainStatus(careful.port(), "/health", {secretHeader(), headerOf(m_revoked->certificatePem)}),
             403);
    QCOMPARE(plainStatus(careful.port(), "/health", {secretHeader(), headerOf(m_station->certificatePem)}),
             200);
}

/// The other arrangement: a proxy on another machine, known by its own certificate.
void TestCentralProxy::overTlsOnlyANamedProxyHandsOn()
{
    CentralInstance central(*m_fixture);
    QVERIFY(central.start("proxy_names = gate-1, gate-2\n"));
    const QByteArray root = m_pki.pem(u"root.crt"_s);
    const QByteArray ours = headerOf(m_station->certificatePem);
    const auto gate = m_pki.station(u"gate-1"_s), second = m_pki.station(u"gate-2"_s);
    HttpsClient proxy(central.port(), root, gate);
    const QByteArray id = newPacketId();
    QCOMPARE(proxy.send("POST", packetsPath, createHeaders(id, "abc") << ours).status, 201);
    QCOMPARE(proxy.send("GET", "/ready").status, 200);
    QCOMPARE(
        m_fixture->query(u"select station from intake.packet where id = '%1'"_s.arg(QString::fromLatin1(id))),
        u"TRN-01"_s);
    QCOMPARE(HttpsClient(central.port(), root, gate).send("GET", "/v1/packets").status, 403);
    QCOMPARE(HttpsClient(central.port(), root, gate)
                 .send("GET", "/health", {headerOf(second->certificatePem)})
                 .status,
             403);
    // Anybody else who says whose request it is lies.
    HttpsClient liar(central.port(), root, m_neighbour);
    QCOMPARE(liar.send("POST", packetsPath, createHeaders(newPacketId(), "abc") << ours).status, 400);
    QCOMPARE(HttpsClient(central.port(), root, m_neighbour).send("GET", "/health", {secretHeader()}).status,
             400);
}

void TestCentralProxy::aStationCannotSayWhoItIs()
{
    HttpsClient http = client(m_station);
    const QByteArray id = newPacketId();
    QCOMPARE(http.send("POST", packetsPath,
                       createHeaders(id, "abc")
                           << headerOf(m_neighbour->certificatePem) << "X-Indraj-Proxy: whatever"
                           << "x-indraj-Role: operations")
                 .status,
             201);
    QCOMPARE(
        m_fixture->query(u"select station from intake.packet where id = '%1'"_s.arg(QString::fromLatin1(id))),
        u"TRN-01"_s);
    QCOMPARE(http.send("PATCH", pathOf(id), patchHeaders(0, "abc"), "abc").status, 204);
    QCOMPARE(http.send("GET", pathOf(id) + "/receipt").status, 200);
    QCOMPARE(client(m_neighbour).send("HEAD", pathOf(id)).status, 404);
}

void TestCentralProxy::revokedStrangersAndOldTlsAreRefusedByHaproxy()
{
    QCOMPARE(client(m_station).send("GET", "/health").status, 200);
    QCOMPARE(client(m_revoked).send("GET", "/health").status, 0);
    QCOMPARE(client(m_strangers.station(u"TRN-01"_s)).send("GET", "/health").status, 0);
    QCOMPARE(client(nullptr).send("GET", "/health").status, 0);
    QProcess old;
    old.start(u"openssl"_s,
              {u"s_client"_s, u"-tls1_2"_s, u"-connect"_s, u"127.0.0.1:%1"_s.arg(m_haproxy.port())});
    old.closeWriteChannel();
    QVERIFY(old.waitForFinished(patience));
    QVERIFY(old.exitCode() != 0);
}

void TestCentralProxy::operationsComeThrough()
{
    QByteArray key = m_pki.pem(u"operations.key"_s);
    const auto operations = std::make_shared<StationIdentity>(
        StationIdentity{u"operations"_s, m_pki.pem(u"operations.crt"_s), SecretBytes::takeFrom(key)});
    HttpsClient look = client(operations);
    QCOMPARE(look.send("GET", "/metrics").status, 200);
    QCOMPARE(look.send("POST", packetsPath, createHeaders(newPacketId(), "abc")).status, 403);
    QCOMPARE(client(m_station).send("GET", "/metrics").status, 404);
}

void TestCentralProxy::largeBodiesEndAtTheProxy()
{
    HttpsClient chunked = client(m_station);
    QVERIFY(chunked.connected());
    chunked.write("PATCH " + pathOf(newPacketId())
                  + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n40000\r\n"
                  + QByteArray(1000, 'x'));
    QCOMPARE(chunked.read().status, 411);
    HttpsClient large = client(m_station);
    QVERIFY(large.connected());
    large.write("POST /v1/manifest HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
    QCOMPARE(large.read().status, 413);
    HttpsClient header = client(m_station);
    QVERIFY(header.connected());
    header.write("GET /health HTTP/1.1\r\nHost: x\r\nX-Long: " + QByteArray(64000, 'x'));
    const int status = header.read().status;
    QVERIFY2(status == 400 || status == 431, qPrintable(QString::number(status)));
}

void TestCentralProxy::aGreedyCertificateIsRefusedAlone()
{
    const auto greedy = m_pki.station(u"VAN-09"_s);
    HttpsClient http = client(greedy);
    HttpAnswer answer;
    int asked = 0;
    do {
        answer = http.send("GET", "/health");
        ++asked;
    } while (answer.status == 200 && asked < 3000);
    if (answer.status == 200)
        QSKIP("this machine is too slow to be greedy");
    QCOMPARE(answer.status, 429);
    QVERIFY(answer.headers.contains("retry-after") && answer.headers.contains("x-request-id"));
    QCOMPARE(client(m_neighbour).send("GET", "/health").status, 200);
}

void TestCentralProxy::oneOfTwoDiesAndNothingIsLost()
{
    const auto van = m_pki.station(u"VAN-71"_s); // one that nobody else has sent for
    QVERIFY(van);
    MemoryStore store;
    constexpr int packets = 8;
    for (int i = 1; i <= packets; ++i)
        store.approve(sampleInput(i, 400000));
    EngineOptions options = m_fixture->engineOptions();
    options.central.setPort(m_haproxy.port());
    options.answerTimeout = std::chrono::milliseconds(30000);
    UploadEngine sender(options, store, [van]() -> Answer<std::shared_ptr<StationIdentity>> {
        return QtConcurrent::run(
            [van]() -> tl::expected<std::shared_ptr<StationIdentity>, StoreError> { return van; });
    });
    sender.start();
    int kills = 0;
    QTRY_VERIFY_WITH_TIMEOUT(store.erased() >= 1, patience);
    for (const auto &instance : {m_a.get(), m_b.get(), m_a.get()}) {
        const int before = store.erased();
        instance->kill();
        ++kills;
        QTRY_VERIFY_WITH_TIMEOUT(store.erased() > before || store.erased() == packets, patience);
        QVERIFY(instance->start(m_haproxy.instanceConfig(m_pki)));
    }
    QTRY_COMPARE_WITH_TIMEOUT(store.erased(), packets, patience);
    const QString ours = u" from intake.packet where station = 'VAN-71' and stored_at is not null"_s;
    QCOMPARE(m_fixture->query(u"select count(*)"_s + ours), QString::number(packets));
    QCOMPARE(m_fixture->query(u"select count(distinct sequence)"_s + ours), QString::number(packets));
    QCOMPARE(m_fixture->query(u"select count(*) from intake.conflict where station = 'VAN-71'"_s), u"0"_s);
    QCOMPARE(kills, 3);
}

void TestCentralProxy::bothAwayIsAGatewaysAnswer()
{
    m_a->kill();
    m_b->kill();
    HttpAnswer away;
    QTRY_VERIFY_WITH_TIMEOUT((away = client(m_station).send("GET", "/health")).status == 503, patience);
    QVERIFY(!away.headers.contains("x-request-id"));
    QVERIFY(away.headers.contains("retry-after"));
    QVERIFY(m_a->start(m_haproxy.instanceConfig(m_pki)));
    QTRY_COMPARE_WITH_TIMEOUT(client(m_station).send("GET", "/health").status, 200, patience);
}

QTEST_GUILESS_MAIN(TestCentralProxy)
#include "tst_centralproxy.moc"
