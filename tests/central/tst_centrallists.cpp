#include "sync/cms.h"
#include "tests/central/wire.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

/// The signed lists of docs/packet.md on the wire: what a station announces, and what it says that it owes.
class TestCentralLists : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void manifestMustBeSignedByTheStation();
    void statementsMustBeSignedAndSane();

private:
    TestPki m_pki;
    TestPki m_strangers;
    std::shared_ptr<StationIdentity> m_station;
    std::shared_ptr<StationIdentity> m_neighbour;
    std::unique_ptr<CentralFixture> m_central;
};

void TestCentralLists::initTestCase()
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
    QVERIFY(m_central->start());
}

void TestCentralLists::manifestMustBeSignedByTheStation()
{
    HttpsClient http(m_central->port(), m_pki.pem(u"root.crt"_s), m_station);
    const QByteArray list
        = R"({"announcementVersion":1,"madeAt":"t","packets":[{"kind":"enrolment","length":3,"packetId":")"
        + newPacketId() + R"(","sequence":1,"sha256":")" + digestOf("abc").toHex()
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

void TestCentralLists::statementsMustBeSignedAndSane()
{
    HttpsClient http(m_central->port(), m_pki.pem(u"root.crt"_s), m_station);
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

QTEST_GUILESS_MAIN(TestCentralLists)
#include "tst_centrallists.moc"
