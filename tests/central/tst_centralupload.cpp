#include "sync/cms.h"
#include "tests/central/wire.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

/// The wire of docs/packet.md: create, chunks, receipts. Signed lists are in tst_centrallists.
class TestCentralUpload : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void theFirstOfADayDoNotCollide();
    void uploadsInChunksAndAnswersOneReceipt();
    void createIsIdempotentAndNeverTruncates();
    void createMayBringTheFirstBytes();
    void wrongChecksumIs460();
    void wrongWholeDigestStartsAnew();
    void offsetsAreHonest();
    void otherStationsPacketIsUnknown();
    void terminationGivesUpWhatIsNotStored();
    void badRequestsAreRefused();
    void otherContentIsReported();
    void anUploadMovesToTheDayItGoesOn();
    void chunkRowsAreBounded();

private:
    HttpsClient client(const std::shared_ptr<StationIdentity> &station = {}) const
    {
        return HttpsClient(m_central->port(), m_pki.pem(u"root.crt"_s), station ? station : m_station);
    }
    TestPki m_pki;
    std::shared_ptr<StationIdentity> m_station;
    std::shared_ptr<StationIdentity> m_neighbour;
    std::unique_ptr<CentralFixture> m_central;
};

void TestCentralUpload::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    m_station = m_pki.station(u"TRN-01"_s);
    m_neighbour = m_pki.station(u"TRN-02"_s);
    QVERIFY(m_station && m_neighbour);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start("max_packet_bytes = 1000000\n"));
}

/// Each of them wants to make the day's partition: the others wait for it and go on. Held back until all of
/// them have seen that it is not there and wait, and made before them; whom central's own limit of waiting
/// meets meanwhile may come again.
void TestCentralUpload::theFirstOfADayDoNotCollide()
{
    const auto locks = [this](const QString &which) {
        return m_central->query(u"select count(*) from pg_locks where locktype = 'advisory' and "_s + which);
    };
    const QString makeToday = u"intake.open_day((clock_timestamp() at time zone 'UTC')::date)"_s;
    QCOMPARE(client().send("HEAD", pathOf(newPacketId())).status, 404); // now the station is known
    QProcess holder;
    holder.start(u"psql"_s, {u"-XAtq"_s, u"-d"_s, m_central->databaseAddress(u"postgres"_s)});
    holder.write("begin; select pg_advisory_xact_lock(7221904133);\n");
    QTRY_COMPARE_WITH_TIMEOUT(locks(u"granted"_s), u"1"_s, 60000);
    QProcess waiter; // as a session of central's, but without its limit of waiting
    waiter.start(
        u"psql"_s,
        {u"-XAtq"_s, u"-c"_s, u"select "_s + makeToday, u"-d"_s, m_central->databaseAddress(u"postgres"_s)});
    QTRY_COMPARE_WITH_TIMEOUT(locks(u"not granted"_s), u"1"_s, 60000);
    std::vector<std::unique_ptr<HttpsClient>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(
            std::make_unique<HttpsClient>(m_central->port(), m_pki.pem(u"root.crt"_s), m_station));
        QByteArray request = "POST " + packetsPath + " HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\n";
        const QList<QByteArray> headers
            = createHeaders(newPacketId(), "first", 100 + i) + patchHeaders(0, "first");
        for (const QByteArray &header : headers)
            request += header + "\r\n";
        QVERIFY(clients.back()->connected());
        clients.back()->write(request + "Content-Length: 5\r\n\r\nfirst");
    }
    QTRY_VERIFY_WITH_TIMEOUT(locks(u"not granted"_s).toInt() >= 2, 60000);
    holder.write("select " + makeToday.toLatin1() + "; commit;\n");
    holder.closeWriteChannel();
    QVERIFY(holder.waitForFinished());
    QVERIFY(waiter.waitForFinished());
    QCOMPARE(waiter.readAllStandardError(), QByteArray());
    for (const auto &each : clients) {
        const int status = each->read().status;
        QVERIFY2(status == 201 || status == 503, qPrintable(QString::number(status)));
    }
    QTRY_COMPARE(m_central->log().count(R"("route":"/v1/packets")"), clients.size());
    QVERIFY2(!m_central->log().contains("42P07"), m_central->log().constData()); // the table is there already
}

void TestCentralUpload::uploadsInChunksAndAnswersOneReceipt()
{
    HttpsClient http = client();
    const QByteArray id = newPacketId();
    const QByteArray content(300000, 'c');
    QCOMPARE(http.send("GET", "/healthz").status, 200);
    QCOMPARE(http.send("GET", "/readyz").status, 200);
    const HttpAnswer created = http.send("POST", packetsPath, createHeaders(id, content));
    QCOMPARE(created.status, 201);
    QCOMPARE(created.headers.value("location"), pathOf(id));
    QCOMPARE(http.send("GET", pathOf(id) + "/receipt").status, 409);
    const QByteArray first = content.left(262144);
    const QByteArray second = content.mid(262144);
    QCOMPARE(http.send("PATCH", pathOf(id), patchHeaders(0, first), first).headers.value("upload-offset"),
             QByteArray("262144"));
    QCOMPARE(http.send("HEAD", pathOf(id)).headers.value("upload-offset"), QByteArray("262144"));
    QCOMPARE(http.send("PATCH", pathOf(id), patchHeaders(262144, second), second).status, 204);
    const HttpAnswer receipt = http.send("GET", pathOf(id) + "/receipt");
    QCOMPARE(receipt.status, 200);
    QVERIFY(cms::verify(receipt.body, m_pki.pem(u"receipt.crt"_s), cms::Anchor::Pinned));
    QCOMPARE(http.send("GET", pathOf(id) + "/receipt").body, receipt.body);
    QVERIFY(!receipt.headers.value("x-request-id").isEmpty());
}

void TestCentralUpload::createIsIdempotentAndNeverTruncates()
{
    HttpsClient http = client();
    const QByteArray id = newPacketId();
    const QByteArray content(1000, 'a');
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, content)).status, 201);
    const QByteArray half = content.left(500);
    QCOMPARE(http.send("PATCH", pathOf(id), patchHeaders(0, half), half).status, 204);
    const HttpAnswer again = http.send("POST", packetsPath, createHeaders(id, content));
    QCOMPARE(again.status, 201);
    QCOMPARE(again.headers.value("upload-offset"), QByteArray("500"));
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, QByteArray(1000, 'b'))).status, 409);
    QCOMPARE(http.send("HEAD", pathOf(id)).headers.value("upload-offset"), QByteArray("500"));
}

/// tus creation-with-upload, with the rules of each chunk: taken where nothing stands yet, otherwise left.
void TestCentralUpload::createMayBringTheFirstBytes()
{
    HttpsClient http = client();
    const QByteArray id = newPacketId();
    const QByteArray content = QByteArray(300000, 'e') + "end";
    const QByteArray first = content.left(262144);
    const auto create = [&](const QByteArray &whole, const QByteArray &bytes, const QByteArray &told) {
        return http.send("POST", packetsPath, createHeaders(id, whole) + patchHeaders(0, told), bytes);
    };
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, content), first).status, 415);
    QCOMPARE(create(content, first, "other").status, 460);
    QCOMPARE(http.send("HEAD", pathOf(id)).status, 404);
    QCOMPARE(create("short", "longer", "longer").status, 413);
    QCOMPARE(http.send("HEAD", pathOf(id)).status, 404);

    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, content)).status, 201);
    HttpAnswer answer = create(content, first, first);
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.headers.value("upload-offset"), QByteArray("262144"));
    QCOMPARE(answer.headers.value("location"), pathOf(id));
    answer = create(content, content.left(10), content.left(10)); // as if the answer had been lost
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.headers.value("upload-offset"), QByteArray("262144"));
    const QByteArray other(300003, 'f');
    QCOMPARE(create(other, other.left(262144), other.left(262144)).status, 409);
    const QByteArray rest = content.mid(262144);
    QCOMPARE(http.send("PATCH", pathOf(id), patchHeaders(262144, rest), rest).status, 204);
    QCOMPARE(http.send("GET", pathOf(id) + "/receipt").status, 200);
    QCOMPARE(m_central->query(
                 u"select count(*) || ' ' || sum(length(data)) from intake.chunk where packet = '%1'"_s.arg(
                     QString::fromLatin1(id))),
             u"2 300003"_s);
    // A whole packet in one call, and one whose whole is not what was fixed.
    const QByteArray small = newPacketId();
    QCOMPARE(http.send("POST", packetsPath, createHeaders(small, "all of it") + patchHeaders(0, "all of it"),
                       "all of it")
                 .status,
             201);
    QCOMPARE(http.send("GET", pathOf(small) + "/receipt").status, 200);
    const QByteArray wrong = newPacketId();
    answer = http.send("POST", packetsPath, createHeaders(wrong, "all of it") + patchHeaders(0, "ALL OF IT"),
                       "ALL OF IT");
    QCOMPARE(answer.status, 460);
    QCOMPARE(answer.headers.value("upload-offset"), QByteArray("0"));
    QCOMPARE(http.send("GET", pathOf(wrong) + "/receipt").status, 409);
}

void TestCentralUpload::wrongChecksumIs460()
{
    HttpsClient http = client();
    const QByteArray id = newPacketId();
    const QByteArray content(1000, 'a');
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, content)).status, 201);
    QCOMPARE(http.send("PATCH", pathOf(id), patchHeaders(0, QByteArray(1000, 'z')), content).status, 460);
    QCOMPARE(http.send("HEAD", pathOf(id)).headers.value("upload-offset"), QByteArray("0"));
    QCOMPARE(http.send("PATCH", pathOf(id), patchHeaders(0, content), content).status, 204);
}

void TestCentralUpload::wrongWholeDigestStartsAnew()
{
    HttpsClient http = client();
    const QByteArray id = newPacketId();
    const QByteArray announced(1000, 'a');
    const QByteArray sent(1000, 'b');
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, announced)).status, 201);
    const HttpAnswer refused = http.send("PATCH", pathOf(id), patchHeaders(0, sent), sent);
    QCOMPARE(refused.status, 460);
    QCOMPARE(refused.headers.value("upload-offset"), QByteArray("0"));
    QCOMPARE(http.send("GET", pathOf(id) + "/receipt").status, 409);
    QCOMPARE(http.send("PATCH", pathOf(id), patchHeaders(0, announced), announced).status, 204);
    QCOMPARE(http.send("GET", pathOf(id) + "/receipt").status, 200);
}

void TestCentralUpload::offsetsAreHonest()
{
    HttpsClient http = client();
    const QByteArray id = newPacketId();
    const QByteArray content(1000, 'a');
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, content)).status, 201);
    const HttpAnswer ahead = http.send("PATCH", pathOf(id), patchHeaders(10, "x"), "x");
    QCOMPARE(ahead.status, 409);
    QCOMPARE(ahead.headers.value("upload-offset"), QByteArray("0"));
    const QByteArray tooLong(1001, 'a');
    QCOMPARE(http.send("PATCH", pathOf(id), patchHeaders(0, tooLong), tooLong).status, 413);
    QCOMPARE(http.send("PATCH", pathOf(id), patchHeaders(0, content), content).status, 204);
    QCOMPARE(http.send("PATCH", pathOf(id), patchHeaders(0, content), content).status, 409);
    QCOMPARE(http.send("HEAD", pathOf(id)).headers.value("upload-offset"), QByteArray("1000"));
}

void TestCentralUpload::otherStationsPacketIsUnknown()
{
    HttpsClient http = client();
    HttpsClient neighbour(m_central->port(), m_pki.pem(u"root.crt"_s), m_neighbour);
    const QByteArray id = newPacketId();
    const QByteArray content(100, 'a');
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, content)).status, 201);
    QCOMPARE(neighbour.send("HEAD", pathOf(id)).status, 404);
    QCOMPARE(neighbour.send("PATCH", pathOf(id), patchHeaders(0, content), content).status, 404);
    QCOMPARE(neighbour.send("GET", pathOf(id) + "/receipt").status, 404);
    QCOMPARE(neighbour.send("POST", packetsPath, createHeaders(id, content)).status, 409);
}

void TestCentralUpload::badRequestsAreRefused()
{
    HttpsClient http = client();
    QCOMPARE(http.send("HEAD", packetsPath + "/not-a-uuid").status, 404);
    QCOMPARE(http.send("HEAD", pathOf(newPacketId()).toUpper()).status, 404);
    QCOMPARE(http.send("HEAD", packetsPath + "/../../etc/passwd").status, 404);
    QCOMPARE(http.send("GET", "/").status, 404);
    QCOMPARE(http.send("PUT", pathOf(newPacketId())).status, 405);
    QCOMPARE(http.send("POST", packetsPath, {}).status, 400);
    QCOMPARE(http.send("POST", packetsPath, {"Upload-Length: -5", "Upload-Metadata: packetid !!"}).status,
             400);
    QCOMPARE(http.send("POST", packetsPath, createHeaders(newPacketId(), QByteArray(1000001, 'a'))).status,
             413);
    QCOMPARE(http.send("POST", packetsPath, createHeaders("not-a-uuid", "abc")).status, 400);
    QCOMPARE(http.send("PATCH", pathOf(newPacketId()), {}, "x").status, 415);
    QCOMPARE(http.send("PATCH", pathOf(newPacketId()), patchHeaders(0, "x"), "x").status, 404);
    http.write("HEAD " + pathOf(newPacketId()) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    QCOMPARE(http.read(true).status, 412);
    http.write("\x16\x03 nonsense\r\n\r\n");
    QCOMPARE(http.read().status, 400);
    QVERIFY(http.closedWithin(3000));
}

void TestCentralUpload::otherContentIsReported()
{
    HttpsClient http = client();
    const QByteArray id = newPacketId();
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, "abc")).status, 201);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(http.send("POST", packetsPath, createHeaders(id, "xyz")).status, 409);
    QCOMPARE(
        m_central->query(u"select times from intake.conflict where why = 'content' and packet = '%1'"_s.arg(
            QString::fromLatin1(id))),
        u"3"_s);
    QTRY_VERIFY(m_central->log().contains("\"conflict\""));
}

void TestCentralUpload::terminationGivesUpWhatIsNotStored()
{
    HttpsClient http = client();
    const QByteArray id = newPacketId();
    const QByteArray content(1000, 'a');
    QCOMPARE(http.send("DELETE", pathOf(id)).status, 404);
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, content)).status, 201);
    const QByteArray half = content.left(500);
    QCOMPARE(http.send("PATCH", pathOf(id), patchHeaders(0, half), half).status, 204);
    QCOMPARE(client(m_neighbour).send("DELETE", pathOf(id)).status, 404);
    QCOMPARE(http.send("DELETE", pathOf(id)).status, 204);
    QCOMPARE(http.send("HEAD", pathOf(id)).status, 404);
    const QString chunks
        = u"select count(*) from intake.chunk where packet = '%1'"_s.arg(QString::fromLatin1(id));
    QCOMPARE(m_central->query(chunks), u"0"_s);
    // It can be begun anew, and what is stored stays: a receipt is a promise.
    QCOMPARE(upload(http, id, content), 204);
    QCOMPARE(http.send("DELETE", pathOf(id)).status, 409);
    QCOMPARE(m_central->query(chunks), u"1"_s);
    QCOMPARE(http.send("GET", pathOf(id) + "/receipt").status, 200);
    QVERIFY(http.send("OPTIONS", packetsPath).headers.value("tus-extension").contains("termination"));
}

/// The day of its create was put away while a station was out of reach.
void TestCentralUpload::anUploadMovesToTheDayItGoesOn()
{
    HttpsClient http = client();
    const QByteArray id = newPacketId();
    const QByteArray content(1000, 'a');
    QCOMPARE(http.send("POST", packetsPath, createHeaders(id, content)).status, 201);
    const QString where = u" where id = '%1'"_s.arg(QString::fromLatin1(id));
    m_central->query(u"update intake.packet set day = '2024-02-29'"_s + where);
    QCOMPARE(upload(http, id, content), 204);
    QCOMPARE(m_central->query(u"select day = (now() at time zone 'UTC')::date from intake.packet"_s + where),
             u"t"_s);
    QCOMPARE(http.send("GET", pathOf(id) + "/receipt").status, 200);
}

void TestCentralUpload::chunkRowsAreBounded()
{
    HttpsClient http = client();
    QCOMPARE(upload(http, newPacketId(), QByteArray(600000, 'a')), 204);
    // Also of what comes in one chunk, whole with its create or behind another one.
    const QByteArray whole = QByteArray(262143, 'b') + QByteArray(400000, 'c');
    const QByteArray atOnce = newPacketId();
    const HttpAnswer created
        = http.send("POST", packetsPath, createHeaders(atOnce, whole) + patchHeaders(0, whole), whole);
    QCOMPARE(created.status, 201);
    QCOMPARE(created.headers.value("upload-limit"), QByteArray("max-append-size=1048576"));
    QCOMPARE(http.send("GET", pathOf(atOnce) + "/receipt").status, 200);
    const QByteArray inTwo = newPacketId();
    const QByteArray first = whole.left(10);
    const QByteArray rest = whole.mid(10);
    QCOMPARE(
        http.send("POST", packetsPath, createHeaders(inTwo, whole) + patchHeaders(0, first), first).status,
        201);
    QCOMPARE(http.send("PATCH", pathOf(inTwo), patchHeaders(10, rest), rest).status, 204);
    QCOMPARE(m_central->query(
                 u"select sha256(string_agg(data, ''::bytea order by start)) = '\\x%1' from intake.chunk"
                 " where packet = '%2'"_s.arg(QString::fromLatin1(cms::sha256(whole).toHex()),
                                              QString::fromLatin1(atOnce))),
             u"t"_s);
    QCOMPARE(http.send("GET", pathOf(inTwo) + "/receipt").status, 200);
    // A whole that has another digest is not kept.
    const QByteArray wrong = newPacketId();
    const QByteArray other(whole.size(), 'd');
    QCOMPARE(
        http.send("POST", packetsPath, createHeaders(wrong, whole) + patchHeaders(0, other), other).status,
        460);
    QCOMPARE(http.send("HEAD", pathOf(wrong)).headers.value("upload-offset"), QByteArray("0"));
    QVERIFY(m_central->query(u"select max(length(data)) <= 262144 from intake.chunk"_s) == u"t"_s);
    const QString insert
        = u"insert into intake.chunk select day, id, 5000000, convert_to(repeat('x', %1), 'UTF8')"
          " from intake.packet where stored_at is not null limit 1"_s;
    QCOMPARE(m_central->query(insert.arg(262145)), u"failed"_s);
    QVERIFY(m_central->query(u"begin;"_s + insert.arg(262144) + u";rollback"_s) != u"failed"_s);
}

QTEST_GUILESS_MAIN(TestCentralUpload)
#include "tst_centralupload.moc"
