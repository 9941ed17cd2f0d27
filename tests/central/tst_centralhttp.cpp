#include "sync/cms.h"
#include "tests/central/httpsclient.h"
#include "tests/sync/centralfixture.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QTest>
#include <QTimer>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QByteArray newId() { return QUuid::createUuid().toByteArray(QUuid::WithoutBraces); }

QList<QByteArray> createHeaders(const QByteArray &id, const QByteArray &content)
{
    return {"Upload-Length: " + QByteArray::number(content.size()),
            "Upload-Metadata: packetid " + id.toBase64() + ",sequence MQ==,kind "
                + QByteArray("enrolment").toBase64() + ",sha256 " + sha256(content).toBase64()};
}

QList<QByteArray> patchHeaders(qint64 offset, const QByteArray &bytes)
{
    return {"Content-Type: application/offset+octet-stream", "Upload-Offset: " + QByteArray::number(offset),
            "Upload-Checksum: sha256 " + sha256(bytes).toBase64()};
}

const QByteArray packets = "/v1/packets";

} // namespace

class TestCentralHttp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void uploadsInChunksAndAnswersOneReceipt();
    void createIsIdempotentAndNeverTruncates();
    void wrongChecksumIs460();
    void wrongWholeDigestStartsAnew();
    void offsetsAreHonest();
    void otherStationsPacketIsUnknown();
    void badRequestsAreRefused();
    void manifestMustBeSignedByTheStation();
    void hugeHeaderIsCut();
    void hugeBodiesAreCut();
    void slowHeaderIsCut();
    void certificateIsRequired();
    void blockedStationIsRefused();
    void databaseAwayKeepsTheConnection();
    void serviceRoleHasNoTableRights();
    void auditOnlyGrows();
    void otherContentIsReported();
    void operationsLookButDoNotSend();
    void statementsMustBeSignedAndSane();
    void aGreedyStationIsSlowedAlone();
    void sigtermDrains();

private:
    HttpsClient client() const { return HttpsClient(m_central->port(), m_pki.pem(u"root.crt"_s), m_station); }
    TestPki m_pki;
    TestPki m_strangers;
    std::shared_ptr<StationIdentity> m_station;
    std::shared_ptr<StationIdentity> m_neighbour;
    std::unique_ptr<CentralFixture> m_central;
};

void TestCentralHttp::initTestCase()
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
    QVERIFY(m_central->start(
        "header_timeout_s = 1\nretry_after_s = 7\nmax_packet_bytes = 1000000\noperations_names = ops-1\n"));
}

void TestCentralHttp::cleanupTestCase() { m_central.reset(); }

void TestCentralHttp::uploadsInChunksAndAnswersOneReceipt()
{
    HttpsClient http = client();
    const QByteArray id = newId();
    const QByteArray content(300000, 'c');
    QCOMPARE(http.send("GET", "/healthz").status, 200);
    QCOMPARE(http.send("GET", "/readyz").status, 200);
    const HttpAnswer created = http.send("POST", packets, createHeaders(id, content));
    QCOMPARE(created.status, 201);
    QCOMPARE(created.headers.value("location"), packets + "/" + id);
    QCOMPARE(http.send("GET", packets + "/" + id + "/receipt").status, 409);
    const QByteArray first = content.left(262144);
    const QByteArray second = content.mid(262144);
    QCOMPARE(
        http.send("PATCH", packets + "/" + id, patchHeaders(0, first), first).headers.value("upload-offset"),
        QByteArray("262144"));
    QCOMPARE(http.send("HEAD", packets + "/" + id).headers.value("upload-offset"), QByteArray("262144"));
    QCOMPARE(http.send("PATCH", packets + "/" + id, patchHeaders(262144, second), second).status, 204);
    const HttpAnswer receipt = http.send("GET", packets + "/" + id + "/receipt");
    QCOMPARE(receipt.status, 200);
    QVERIFY(cms::verify(receipt.body, m_pki.pem(u"receipt.crt"_s), cms::Anchor::Pinned));
    QCOMPARE(http.send("GET", packets + "/" + id + "/receipt").body, receipt.body);
    QVERIFY(!receipt.headers.value("x-request-id").isEmpty());
}

void TestCentralHttp::createIsIdempotentAndNeverTruncates()
{
    HttpsClient http = client();
    const QByteArray id = newId();
    const QByteArray content(1000, 'a');
    QCOMPARE(http.send("POST", packets, createHeaders(id, content)).status, 201);
    const QByteArray half = content.left(500);
    QCOMPARE(http.send("PATCH", packets + "/" + id, patchHeaders(0, half), half).status, 204);
    const HttpAnswer again = http.send("POST", packets, createHeaders(id, content));
    QCOMPARE(again.status, 201);
    QCOMPARE(again.headers.value("upload-offset"), QByteArray("500"));
    QCOMPARE(http.send("POST", packets, createHeaders(id, QByteArray(1000, 'b'))).status, 409);
    QCOMPARE(http.send("HEAD", packets + "/" + id).headers.value("upload-offset"), QByteArray("500"));
}

void TestCentralHttp::wrongChecksumIs460()
{
    HttpsClient http = client();
    const QByteArray id = newId();
    const QByteArray content(1000, 'a');
    QCOMPARE(http.send("POST", packets, createHeaders(id, content)).status, 201);
    QCOMPARE(http.send("PATCH", packets + "/" + id, patchHeaders(0, QByteArray(1000, 'z')), content).status,
             460);
    QCOMPARE(http.send("HEAD", packets + "/" + id).headers.value("upload-offset"), QByteArray("0"));
    QCOMPARE(http.send("PATCH", packets + "/" + id, patchHeaders(0, content), content).status, 204);
}

void TestCentralHttp::wrongWholeDigestStartsAnew()
{
    HttpsClient http = client();
    const QByteArray id = newId();
    const QByteArray announced(1000, 'a');
    const QByteArray sent(1000, 'b');
    QCOMPARE(http.send("POST", packets, createHeaders(id, announced)).status, 201);
    const HttpAnswer refused = http.send("PATCH", packets + "/" + id, patchHeaders(0, sent), sent);
    QCOMPARE(refused.status, 460);
    QCOMPARE(refused.headers.value("upload-offset"), QByteArray("0"));
    QCOMPARE(http.send("GET", packets + "/" + id + "/receipt").status, 409);
    QCOMPARE(http.send("PATCH", packets + "/" + id, patchHeaders(0, announced), announced).status, 204);
    QCOMPARE(http.send("GET", packets + "/" + id + "/receipt").status, 200);
}

void TestCentralHttp::offsetsAreHonest()
{
    HttpsClient http = client();
    const QByteArray id = newId();
    const QByteArray content(1000, 'a');
    QCOMPARE(http.send("POST", packets, createHeaders(id, content)).status, 201);
    const HttpAnswer ahead = http.send("PATCH", packets + "/" + id, patchHeaders(10, "x"), "x");
    QCOMPARE(ahead.status, 409);
    QCOMPARE(ahead.headers.value("upload-offset"), QByteArray("0"));
    const QByteArray tooLong(1001, 'a');
    QCOMPARE(http.send("PATCH", packets + "/" + id, patchHeaders(0, tooLong), tooLong).status, 413);
    QCOMPARE(http.send("PATCH", packets + "/" + id, patchHeaders(0, content), content).status, 204);
    QCOMPARE(http.send("PATCH", packets + "/" + id, patchHeaders(0, content), content).status, 409);
    QCOMPARE(http.send("HEAD", packets + "/" + id).headers.value("upload-offset"), QByteArray("1000"));
}

void TestCentralHttp::otherStationsPacketIsUnknown()
{
    HttpsClient http = client();
    HttpsClient neighbour(m_central->port(), m_pki.pem(u"root.crt"_s), m_neighbour);
    const QByteArray id = newId();
    const QByteArray content(100, 'a');
    QCOMPARE(http.send("POST", packets, createHeaders(id, content)).status, 201);
    QCOMPARE(neighbour.send("HEAD", packets + "/" + id).status, 404);
    QCOMPARE(neighbour.send("PATCH", packets + "/" + id, patchHeaders(0, content), content).status, 404);
    QCOMPARE(neighbour.send("GET", packets + "/" + id + "/receipt").status, 404);
    QCOMPARE(neighbour.send("POST", packets, createHeaders(id, content)).status, 409);
}

void TestCentralHttp::badRequestsAreRefused()
{
    HttpsClient http = client();
    QCOMPARE(http.send("HEAD", packets + "/not-a-uuid").status, 404);
    QCOMPARE(http.send("HEAD", packets + "/" + newId().toUpper()).status, 404);
    QCOMPARE(http.send("HEAD", packets + "/../../etc/passwd").status, 404);
    QCOMPARE(http.send("GET", "/").status, 404);
    QCOMPARE(http.send("DELETE", packets + "/" + newId()).status, 405);
    QCOMPARE(http.send("POST", packets, {}).status, 400);
    QCOMPARE(http.send("POST", packets, {"Upload-Length: -5", "Upload-Metadata: packetid !!"}).status, 400);
    QCOMPARE(http.send("POST", packets, createHeaders(newId(), QByteArray(1000001, 'a'))).status, 413);
    QCOMPARE(http.send("POST", packets, createHeaders("not-a-uuid", "abc")).status, 400);
    QCOMPARE(http.send("PATCH", packets + "/" + newId(), {}, "x").status, 415);
    QCOMPARE(http.send("PATCH", packets + "/" + newId(), patchHeaders(0, "x"), "x").status, 404);
    http.write("HEAD " + packets + "/" + newId() + " HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(http.read(true).status, 412);
    http.write("\x16\x03 nonsense\r\n\r\n");
    QCOMPARE(http.read().status, 400);
    QVERIFY(http.closedWithin(3000));
}

void TestCentralHttp::manifestMustBeSignedByTheStation()
{
    HttpsClient http = client();
    const auto signedBy = [](const std::shared_ptr<StationIdentity> &station, const QByteArray &json) {
        return cms::sign(json, {station->certificatePem, station->privateKeyPem.bytes()}).value();
    };
    const QByteArray list
        = R"({"announcementVersion":1,"madeAt":"t","packets":[{"kind":"enrolment","length":3,"packetId":")"
        + newId() + R"(","sequence":1,"sha256":")" + sha256("abc").toHex()
        + R"(","time":"t"}],"station":"TRN-01"})";
    const HttpAnswer fresh = http.send("POST", "/v1/manifest", {}, signedBy(m_station, list));
    QCOMPARE(fresh.status, 200);
    QCOMPARE(fresh.body, QByteArray("{\"fresh\":1}"));
    QCOMPARE(http.send("POST", "/v1/manifest", {}, signedBy(m_station, list)).body,
             QByteArray("{\"fresh\":0}"));
    QByteArray other = list;
    other.replace("\"length\":3", "\"length\":4");
    QCOMPARE(http.send("POST", "/v1/manifest", {}, signedBy(m_station, other)).status, 409);
    QCOMPARE(http.send("POST", "/v1/manifest", {}, list).status, 400);
    QCOMPARE(http.send("POST", "/v1/manifest", {}, signedBy(m_neighbour, list)).status, 400);
    QCOMPARE(http.send("POST", "/v1/manifest", {}, signedBy(m_strangers.station(u"TRN-01"_s), list)).status,
             400);
    QCOMPARE(http.send("POST", "/v1/manifest", {}, signedBy(m_station, "{\"announcementVersion\":1,")).status,
             400);
    QCOMPARE(http.send("POST", "/v1/manifest", {}, signedBy(m_station, QByteArray(5000, '['))).status, 400);
}

void TestCentralHttp::hugeHeaderIsCut()
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

void TestCentralHttp::hugeBodiesAreCut()
{
    const QByteArray target
        = "PATCH " + packets + "/" + newId() + " HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\n";
    HttpsClient chunked = client();
    chunked.write(target + "Transfer-Encoding: chunked\r\n\r\n");
    chunked.write("40000\r\n" + QByteArray(0x40000, 'x') + "\r\n");
    QCOMPARE(chunked.read().status, 411);
    QVERIFY(chunked.closedWithin(4000));
    for (const char *length : {"262145", "100000000", "99999999999999999"}) {
        HttpsClient large = client();
        large.write(target + "Content-Length: " + length + "\r\n\r\n");
        QCOMPARE(large.read().status, 413);
    }
    HttpsClient unexpected = client();
    QCOMPARE(unexpected.send("GET", "/healthz", {}, "body").status, 413);
}

void TestCentralHttp::slowHeaderIsCut()
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

void TestCentralHttp::certificateIsRequired()
{
    HttpsClient nobody(m_central->port(), m_pki.pem(u"root.crt"_s), nullptr);
    QCOMPARE(nobody.send("GET", "/healthz").status, 0);
    HttpsClient stranger(m_central->port(), m_pki.pem(u"root.crt"_s), m_strangers.station(u"TRN-01"_s));
    QCOMPARE(stranger.send("GET", "/healthz").status, 0);
    QTcpSocket plain;
    plain.connectToHost(QHostAddress(QHostAddress::LocalHost), m_central->port());
    QVERIFY(plain.waitForConnected(3000));
    plain.write("GET /healthz HTTP/1.1\r\n\r\n");
    QByteArray answer;
    while (plain.waitForReadyRead(4000))
        answer += plain.readAll();
    QVERIFY(!answer.contains("HTTP/1.1"));
}

void TestCentralHttp::blockedStationIsRefused()
{
    HttpsClient neighbour(m_central->port(), m_pki.pem(u"root.crt"_s), m_neighbour);
    const QByteArray content(100, 'a');
    QCOMPARE(neighbour.send("POST", packets, createHeaders(newId(), content)).status, 201);
    m_central->query(u"update intake.station set blocked = true where id = 'TRN-02'"_s);
    QCOMPARE(neighbour.send("POST", packets, createHeaders(newId(), content)).status, 403);
    m_central->query(u"update intake.station set blocked = false where id = 'TRN-02'"_s);
    QCOMPARE(neighbour.send("POST", packets, createHeaders(newId(), content)).status, 201);
}

void TestCentralHttp::databaseAwayKeepsTheConnection()
{
    HttpsClient http = client();
    const QByteArray id = newId();
    QCOMPARE(http.send("POST", packets, createHeaders(id, "abc")).status, 201);
    QVERIFY(m_central->stopDatabase());
    const HttpAnswer away = http.send("HEAD", packets + "/" + id);
    QCOMPARE(away.status, 503);
    QCOMPARE(away.headers.value("retry-after"), QByteArray("7"));
    QCOMPARE(http.send("GET", "/readyz").status, 503);
    QCOMPARE(http.send("GET", "/healthz").status, 200);
    QVERIFY(m_central->resumeDatabase());
    QCOMPARE(http.send("HEAD", packets + "/" + id).headers.value("upload-offset"), QByteArray("0"));
}

void TestCentralHttp::serviceRoleHasNoTableRights()
{
    const QString address = m_central->databaseAddress(u"indraj_intake"_s);
    const auto allowed = [&address](const QString &sql) {
        return runProgram(u"psql"_s,
                          {u"-XAtq"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-d"_s, address, u"-c"_s, sql})
            .has_value();
    };
    QVERIFY(allowed(u"select intake.schema_level()"_s));
    for (const QString &table :
         {u"packet"_s, u"chunk"_s, u"audit"_s, u"receipt"_s, u"station"_s, u"announced"_s}) {
        QVERIFY2(!allowed(u"select * from intake."_s + table), qPrintable(table));
        QVERIFY2(!allowed(u"delete from intake."_s + table), qPrintable(table));
    }
    QVERIFY(!allowed(u"create table public.mine (a int)"_s));
    QVERIFY(!allowed(u"select intake.admit('TRN-77')"_s));
}

void TestCentralHttp::auditOnlyGrows()
{
    QVERIFY(m_central->query(u"select count(*) from intake.audit"_s).toInt() > 0);
    QCOMPARE(m_central->query(u"delete from intake.audit"_s), u"failed"_s);
    QCOMPARE(m_central->query(u"update intake.audit set act = 'x'"_s), u"failed"_s);
    QCOMPARE(m_central->query(u"truncate intake.receipt cascade"_s), u"failed"_s);
}

void TestCentralHttp::otherContentIsReported()
{
    HttpsClient http = client();
    const QByteArray id = newId();
    QCOMPARE(http.send("POST", packets, createHeaders(id, "abc")).status, 201);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(http.send("POST", packets, createHeaders(id, "xyz")).status, 409);
    QCOMPARE(
        m_central->query(u"select times from intake.conflict where why = 'content' and packet = '%1'"_s.arg(
            QString::fromLatin1(id))),
        u"3"_s);
    QTRY_VERIFY(m_central->log().contains("\"conflict\""));
}

void TestCentralHttp::operationsLookButDoNotSend()
{
    const auto operations = m_pki.station(u"ops-1"_s);
    QVERIFY(operations);
    HttpsClient look(m_central->port(), m_pki.pem(u"root.crt"_s), operations);
    QCOMPARE(look.send("GET", "/health").status, 200);
    QCOMPARE(look.send("GET", "/ready").status, 200);
    const HttpAnswer metrics = look.send("GET", "/metrics");
    QCOMPARE(metrics.status, 200);
    QVERIFY(metrics.body.contains("indraj_request_seconds_count{route=\"/v1/packets\",status=\"201\"}"));
    QVERIFY(!metrics.body.contains("TRN-01"));
    QCOMPARE(look.send("POST", packets, createHeaders(newId(), "abc")).status, 403);
    HttpsClient http = client();
    QCOMPARE(http.send("GET", "/metrics").status, 404);
}

void TestCentralHttp::statementsMustBeSignedAndSane()
{
    HttpsClient http = client();
    const auto say = [&](const QByteArray &json, const std::shared_ptr<StationIdentity> &signer) {
        return http
            .send("POST", "/v1/reconcile", {},
                  cms::sign(json, {signer->certificatePem, signer->privateKeyPem.bytes()}).value())
            .status;
    };
    const QByteArray good = R"({"audit":{"head":")" + QByteArray(64, 'a')
        + R"(","sequence":5},"lastSequence":7,"madeAt":"t","owed":[7],"station":"TRN-01","statementVersion":1})";
    QCOMPARE(say(good, m_station), 200);
    QCOMPARE(say(good, m_neighbour), 400);
    QCOMPARE(http.send("POST", "/v1/reconcile", {}, good).status, 400);
    for (const auto &[from, to] :
         QList<std::pair<QByteArray, QByteArray>>{{"\"owed\":[7]", "\"owed\":[8]"},
                                                  {"\"owed\":[7]", "\"owed\":[0]"},
                                                  {":7,\"madeAt\"", ":99999999999,\"madeAt\""},
                                                  {"Version\":1", "Version\":2"},
                                                  {"aa\"", "a\""}}) {
        QByteArray bad = good;
        bad.replace(from, to);
        QVERIFY(bad != good);
        QCOMPARE(say(bad, m_station), 400);
    }
}

void TestCentralHttp::aGreedyStationIsSlowedAlone()
{
    m_central->kill();
    QVERIFY(m_central->start("station_requests_per_s = 2\nstation_connections = 2\nmax_packet_bytes = "
                             "1000000\noperations_names = ops-1\n"));
    HttpsClient greedy = client();
    for (int i = 0; i < 25; ++i)
        greedy.write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
    for (int i = 0; i < 25; ++i)
        QCOMPARE(greedy.read().status, 200); // beyond the burst each waits, none is refused
    HttpsClient look(m_central->port(), m_pki.pem(u"root.crt"_s), m_pki.station(u"ops-1"_s));
    QVERIFY(look.send("GET", "/metrics").body.contains("indraj_events_total{code=\"paced\"}"));
    HttpsClient second = client();
    QCOMPARE(second.send("GET", "/health").status, 200);
    HttpsClient third = client();
    const HttpAnswer tooMany = third.send("GET", "/health");
    QCOMPARE(tooMany.status, 429);
    QVERIFY(!tooMany.headers.value("retry-after").isEmpty());
}

void TestCentralHttp::sigtermDrains()
{
    HttpsClient http = client();
    QCOMPARE(http.send("GET", "/healthz").status, 200);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_central->terminate(), 0);
    QVERIFY(timer.elapsed() < 6000);
    QVERIFY(http.closedWithin(2000));
}

QTEST_GUILESS_MAIN(TestCentralHttp)
#include "tst_centralhttp.moc"
