#include "tests/central/wire.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

/// What a client may take of the service, and what it is told beyond.
class TestCentralLimits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void olderTlsIsRefused();
    void hugeHeaderIsCut();
    void hugeBodiesAreCut();
    void slowHeaderIsCut();
    void slowBodyIsCut();
    void roomForBodiesIsWaitedFor();
    void connectionsWaitUnaccepted();
    void databaseAwayKeepsTheConnection();
    void aLockedDatabaseIsNotWaitedForForEver();
    void aGreedyStationIsSlowedAlone();
    void nothingPersonalIsLogged();
    void sigtermFinishesWhatIsUnderWay();

private:
    HttpsClient client(const std::shared_ptr<StationIdentity> &station = {}) const
    {
        return HttpsClient(m_central->port(), m_pki.pem(u"root.crt"_s), station ? station : m_station);
    }
    TestPki m_pki;
    TestPki m_strangers;
    std::shared_ptr<StationIdentity> m_station;
    std::shared_ptr<StationIdentity> m_neighbour;
    std::unique_ptr<CentralFixture> m_central;
};

void TestCentralLimits::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    QVERIFY(m_strangers.make());
    m_station = m_pki.station(u"TRN-01"_s);
    m_neighbour = m_pki.station(u"TRN-02"_s);
    QVERIFY(m_station && m_neighbour);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start("header_timeout_s = 1\nbody_timeout_s = 2\nretry_after_s = 7\n"));
}

/// The alert a client of TLS 1.2 gets, and that the same client is taken with TLS 1.3.
void TestCentralLimits::olderTlsIsRefused()
{
    const auto said = [this](const QString &version) {
        QProcess old;
        old.setProcessChannelMode(QProcess::MergedChannels);
        old.start(u"openssl"_s,
                  {u"s_client"_s, version, u"-connect"_s, u"127.0.0.1:%1"_s.arg(m_central->port())});
        old.closeWriteChannel();
        return old.waitForFinished(60000) ? old.readAll() : QByteArray();
    };
    const QByteArray refused = said(u"-tls1_2"_s);
    QVERIFY2(refused.contains("alert protocol version"), refused.constData());
    const QByteArray taken = said(u"-tls1_3"_s);
    QVERIFY2(taken.contains("New, TLSv1.3"), taken.constData());
}

void TestCentralLimits::hugeHeaderIsCut()
{
    HttpsClient http = client();
    QVERIFY(http.connected());
    http.write("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: " + QByteArray(64000, 'x'));
    QCOMPARE(http.read().status, 431);
    QVERIFY(http.closedWithin(4000));
    HttpsClient many = client();
    many.write("GET /healthz HTTP/1.1\r\n" + QByteArray("X-A: b\r\n").repeated(4000));
    QCOMPARE(many.read().status, 431);
}

void TestCentralLimits::hugeBodiesAreCut()
{
    const QByteArray target
        = "PATCH " + pathOf(newPacketId()) + " HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\n";
    HttpsClient chunked = client();
    chunked.write(target + "Transfer-Encoding: chunked\r\n\r\n");
    chunked.write("40000\r\n" + QByteArray(0x40000, 'x') + "\r\n");
    QCOMPARE(chunked.read().status, 411);
    QVERIFY(chunked.closedWithin(4000));
    for (const char *length : {"1048577", "100000000", "99999999999999999"}) {
        HttpsClient large = client();
        large.write(target + "Content-Length: " + length + "\r\n\r\n");
        QCOMPARE(large.read().status, 413);
    }
    HttpsClient unexpected = client();
    QCOMPARE(unexpected.send("GET", "/healthz", {}, "body").status, 413);
}

void TestCentralLimits::slowHeaderIsCut()
{
    HttpsClient http = client();
    QVERIFY(http.connected());
    QElapsedTimer timer;
    timer.start();
    http.write("GET /he");
    while (timer.elapsed() < 8000 && !http.closedWithin(200))
        http.write("x");
    QVERIFY2(timer.elapsed() < 4000, "a byte now and then must not hold a connection");
    QVERIFY(timer.elapsed() >= 900);
}

void TestCentralLimits::databaseAwayKeepsTheConnection()
{
    HttpsClient http = client();
    const QByteArray id = newPacketId();
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, "abc")).status, 201);
    QVERIFY(m_central->stopDatabase());
    const HttpAnswer away = http.send("HEAD", pathOf(id));
    QCOMPARE(away.status, 503);
    QCOMPARE(away.headers.value("retry-after"), QByteArray("7"));
    QCOMPARE(http.send("GET", "/readyz").status, 503);
    QCOMPARE(http.send("GET", "/healthz").status, 200);
    QVERIFY(m_central->resumeDatabase());
    QTRY_COMPARE(http.send("HEAD", pathOf(id)).status, 200); // central pauses for half a second between tries
    // Once one connection is back, none of the others refuses any longer.
    for (int i = 0; i < 20; ++i)
        QCOMPARE(http.send("HEAD", pathOf(id)).headers.value("upload-offset"), QByteArray("0"));
}

void TestCentralLimits::slowBodyIsCut()
{
    HttpsClient http = client();
    QVERIFY(http.connected());
    QElapsedTimer timer;
    timer.start();
    http.write("PATCH " + pathOf(newPacketId())
               + " HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nContent-Length: 200000\r\n\r\n");
    while (timer.elapsed() < 9000 && !http.closedWithin(200))
        http.write("x");
    QVERIFY2(timer.elapsed() < 6000, "a byte now and then must not hold a connection");
    QVERIFY(timer.elapsed() >= 1900);
    QTRY_VERIFY(m_central->log().contains("\"body-timeout\""));
}

/// Room for four chunks. Four stations hold it with bodies that do not come; a fifth is not refused: its body
/// stays unread, it is served when one of them is cut, and the memory is never more than the room.
void TestCentralLimits::roomForBodiesIsWaitedFor()
{
    CentralInstance small(*m_central);
    QVERIFY(small.start("max_body_megabytes = 1\nheader_timeout_s = 1\nbody_timeout_s = 3\n"
                        "queue_timeout_s = 20\noperations_names = ops-1\n"));
    const QByteArray root = m_pki.pem(u"root.crt"_s);
    const auto hold = [&](HttpsClient &http) {
        QVERIFY(http.connected());
        http.write("PATCH " + pathOf(newPacketId())
                   + " HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nContent-Length: 262144\r\n\r\nx");
    };
    std::vector<std::unique_ptr<HttpsClient>> holders;
    for (int i = 0; i < 4; ++i) {
        holders.push_back(std::make_unique<HttpsClient>(small.port(), root, m_station));
        hold(*holders.back());
    }
    HttpsClient look(small.port(), root, m_pki.station(u"ops-1"_s));
    QTRY_VERIFY(look.send("GET", "/metrics").body.contains("indraj_body_bytes 1048576\n"));
    HttpsClient waits(small.port(), root, m_neighbour);
    const QByteArray id = newPacketId();
    const QByteArray content(262144, 'w');
    QCOMPARE(waits.send("POST", packetsPath, createHeaders(id, content)).status, 201); // has no body
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(waits.send("PATCH", pathOf(id), patchHeaders(0, content), content).status, 204);
    QVERIFY2(timer.elapsed() > 500, "it must have waited for a holder to be cut");
    const QByteArray metrics = look.send("GET", "/metrics").body;
    QVERIFY(metrics.contains("indraj_events_total{code=\"held-unread\"}"));
    // Whose patience ends is told so, and what to do.
    small.kill();
    QVERIFY(small.start("max_body_megabytes = 1\nbody_timeout_s = 10\nqueue_timeout_s = 1\n"
                        "operations_names = ops-1\n"));
    holders.clear();
    for (int i = 0; i < 4; ++i) {
        holders.push_back(std::make_unique<HttpsClient>(small.port(), root, m_station));
        hold(*holders.back());
    }
    HttpsClient lookAgain(small.port(), root, m_pki.station(u"ops-1"_s));
    QTRY_VERIFY(lookAgain.send("GET", "/metrics").body.contains("indraj_body_bytes 1048576\n"));
    HttpsClient late(small.port(), root, m_neighbour);
    const HttpAnswer busy = late.send("PATCH", pathOf(id), patchHeaders(0, content), content);
    QCOMPARE(busy.status, 503);
    QVERIFY(busy.body.contains("no-room"));
    QVERIFY(busy.headers.contains("retry-after"));
}

void TestCentralLimits::connectionsWaitUnaccepted()
{
    CentralInstance small(*m_central);
    QVERIFY(small.start("max_connections = 3\nstation_connections = 3\n"));
    const QByteArray root = m_pki.pem(u"root.crt"_s);
    std::vector<std::unique_ptr<HttpsClient>> few;
    for (int i = 0; i < 3; ++i) {
        few.push_back(std::make_unique<HttpsClient>(small.port(), root, m_station));
        QCOMPARE(few.back()->send("GET", "/health").status, 200);
    }
    HttpsClient fourth(small.port(), root, m_neighbour);
    QVERIFY(!fourth.connectedWithin(700));
    few.pop_back();
    QVERIFY(fourth.connected());
    QCOMPARE(fourth.send("GET", "/health").status, 200);
}

/// The database answers, but not this: an administrator holds a lock. Time limits end it, the connection
/// stays.
void TestCentralLimits::aLockedDatabaseIsNotWaitedForForEver()
{
    HttpsClient http = client();
    const QByteArray id = newPacketId();
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, "abc")).status, 201);
    QProcess locker;
    locker.start(u"psql"_s, {u"-XAtq"_s, u"-d"_s, m_central->databaseAddress(u"postgres"_s)});
    locker.write("begin; lock table intake.packet in access exclusive mode; select 'locked';\n");
    QVERIFY(locker.waitForReadyRead(10000));
    const HttpAnswer late = http.send("HEAD", pathOf(id));
    locker.closeWriteChannel();
    QVERIFY(locker.waitForFinished(10000));
    QCOMPARE(late.status, 503);
    QCOMPARE(late.headers.value("retry-after"), QByteArray("7"));
    QCOMPARE(http.send("HEAD", pathOf(id)).status, 200);
}

void TestCentralLimits::aGreedyStationIsSlowedAlone()
{
    CentralInstance strict(*m_central);
    QVERIFY(strict.start("station_requests_per_s = 2\nstation_connections = 2\noperations_names = ops-1\n"));
    const QByteArray root = m_pki.pem(u"root.crt"_s);
    HttpsClient greedy(strict.port(), root, m_station);
    for (int i = 0; i < 25; ++i)
        greedy.write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
    for (int i = 0; i < 25; ++i)
        QCOMPARE(greedy.read().status, 200); // beyond the burst each waits, none is refused
    HttpsClient look(strict.port(), root, m_pki.station(u"ops-1"_s));
    QVERIFY(look.send("GET", "/metrics").body.contains("indraj_events_total{code=\"paced\"}"));
    HttpsClient second(strict.port(), root, m_station);
    QCOMPARE(second.send("GET", "/health").status, 200);
    HttpsClient third(strict.port(), root, m_station);
    const HttpAnswer tooMany = third.send("GET", "/health");
    QCOMPARE(tooMany.status, 429);
    QVERIFY(!tooMany.headers.value("retry-after").isEmpty());
    HttpsClient neighbour(strict.port(), root, m_neighbour);
    QCOMPARE(neighbour.send("GET", "/health").status, 200);
}

/// A careless client puts a name and a number wherever there is room for it.
void TestCentralLimits::nothingPersonalIsLogged()
{
    const QByteArray name = "Zeenat-Bibi-35202-1234567-1";
    HttpsClient http = client();
    http.send("GET", "/v1/packets/" + name);
    http.send("GET", "/" + name + "?cnic=" + name);
    http.send("POST", packetsPath, {"Upload-Length: 3", "Upload-Metadata: " + name + " " + name.toBase64()});
    http.send("POST", "/v1/manifest", {"Content-Type: " + name}, name);
    http.send("PATCH", pathOf(newPacketId()), {"Content-Type: " + name, "Upload-Checksum: " + name}, name);
    http.write(name.left(6) + " / HTTP/1.1\r\nHost: " + name + "\r\nUser-Agent: " + name + "\r\n\r\n");
    http.read();
    HttpsClient rude = client();
    rude.write(name + "\r\n\r\n");
    rude.read();
    QTRY_VERIFY(m_central->log().contains("\"bad-http\""));
    const QByteArray log = m_central->log();
    QVERIFY(log.count("\"event\":\"request\"") > 5);
    for (const QByteArray &part : {QByteArray("Zeenat"), QByteArray("35202"), name.toBase64()})
        QVERIFY2(!log.contains(part), part.constData());
    for (const QByteArray &line : log.trimmed().split('\n'))
        QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
}

/// A chunk is half sent when the service is told to end: it is taken, answered, and only then the door
/// closes.
void TestCentralLimits::sigtermFinishesWhatIsUnderWay()
{
    CentralInstance ending(*m_central);
    QVERIFY(ending.start("operations_names = ops-1\n"));
    const QByteArray root = m_pki.pem(u"root.crt"_s);
    HttpsClient http(ending.port(), root, m_station);
    HttpsClient idle(ending.port(), root, m_neighbour);
    QCOMPARE(idle.send("GET", "/health").status, 200);
    const QByteArray id = newPacketId();
    const QByteArray content(100000, 'd');
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, content)).status, 201);
    QByteArray request = "PATCH " + pathOf(id) + " HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\n"
        + "Content-Length: 100000\r\n" + patchHeaders(0, content).join("\r\n") + "\r\n\r\n";
    http.write(request + content.left(50000));
    HttpsClient look(ending.port(), root, m_pki.station(u"ops-1"_s));
    QTRY_VERIFY(look.send("GET", "/metrics").body.contains("indraj_body_bytes 100000\n"));
    ::kill(static_cast<pid_t>(ending.processId()), SIGTERM);
    QVERIFY(idle.closedWithin(5000));
    http.write(content.mid(50000));
    const HttpAnswer answer = http.read();
    QCOMPARE(answer.status, 204);
    QCOMPARE(answer.headers.value("connection"), QByteArray("close"));
    QVERIFY(ending.terminate());
    HttpsClient after = client();
    QCOMPARE(upload(after, id, content), 409); // all of it is there
}

QTEST_GUILESS_MAIN(TestCentralLimits)
#include "tst_centrallimits.moc"
