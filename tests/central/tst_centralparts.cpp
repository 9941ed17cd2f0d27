#include "central/announcement.h"
#include "central/config.h"
#include "central/json.h"
#include "central/metrics.h"
#include "central/opener.h"
#include "central/rates.h"
#include "central/signing.h"
#include "central/wholeenrollment.h"
#include "sync/receipt.h"
#include "tests/sync/centralfixture.h"

#include <QFile>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::central;

namespace {

const std::string id = "0b0e3c5e-31c7-4a0c-9f0e-0123456789ab";
const std::string digest(64, 'a');
const std::string entry = R"({"packetId":")" + id + R"(","sequence":1,"length":10,"sha256":")" + digest
    + R"(","kind":"enrolment","time":"2026-03-04T10:00:00.000Z"})";

std::string announcement(const std::string &entries, const std::string &station = "TRN-01")
{
    return R"({"announcementVersion":1,"station":")" + station + R"(","madeAt":"t","packets":[)" + entries
        + "]}";
}

} // namespace

class TestCentralParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEnrollmentStandsAlone();
    void jsonIsStrict_data();
    void jsonIsStrict();
    void logTextIsAlwaysJson();
    void announcementIsStrict();
    void textHelpersAreStrict();
    void configurationIsChecked_data();
    void configurationIsChecked();
    void receiptIsWhatTheStationReads();
    void aStationIsPacedThenRefused();
    void metricsAreReadable();
    void containersAreStrict();
};

void TestCentralParts::jsonIsStrict_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("object") << QByteArray(R"( {"a":[1,-2,null,true,"x\n\u001f"]} )") << true;
    QTest::newRow("trailing") << QByteArray("{} x") << false;
    QTest::newRow("duplicate") << QByteArray(R"({"a":1,"a":2})") << false;
    QTest::newRow("fraction") << QByteArray("[1.5]") << false;
    QTest::newRow("too large") << QByteArray("[9007199254740992]") << false;
    QTest::newRow("leading zero") << QByteArray("[01]") << false;
    QTest::newRow("plus") << QByteArray("[+1]") << false;
    QTest::newRow("open") << QByteArray("[1,") << false;
    QTest::newRow("comma") << QByteArray("[1,]") << false;
    QTest::newRow("control") << QByteArray("[\"\n\"]") << false;
    QTest::newRow("overlong utf-8") << QByteArray("[\"\xc0\xaf\"]") << false;
    QTest::newRow("surrogate") << QByteArray("[\"\xed\xa0\x80\"]") << false;
    QTest::newRow("cut utf-8") << QByteArray("[\"\xe2\x82\"]") << false;
    QTest::newRow("deep") << QByteArray(100000, '[') << false;
    QTest::newRow("empty") << QByteArray() << false;
}

void TestCentralParts::jsonIsStrict()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, accepted);
    QCOMPARE(parseJson(text.toStdString()).has_value(), accepted);
}

void TestCentralParts::logTextIsAlwaysJson()
{
    for (int byte = 0; byte < 256; ++byte) {
        const std::string hostile = std::string("a") + static_cast<char>(byte) + "\"\\b";
        QVERIFY2(parseJson(jsonString(hostile)), qPrintable(QString::number(byte)));
    }
}

void TestCentralParts::announcementIsStrict()
{
    const auto parsed = parseAnnouncement(announcement(entry), "TRN-01", 1000);
    QVERIFY(parsed);
    QCOMPARE(parsed->size(), std::size_t(1));
    QVERIFY(!parseAnnouncement(announcement(entry), "TRN-02", 1000));
    QVERIFY(!parseAnnouncement(announcement(entry), "TRN-01", 9));
    QVERIFY(!parseAnnouncement(announcement(""), "TRN-01", 1000));
    QVERIFY(!parseAnnouncement(announcement(entry + "," + entry), "TRN-01", 1000));
    const auto errorOf = [](std::string text, const char *version) {
        text.replace(text.find("Version\":1"), 10, std::string("Version\":") + version);
        const auto list = parseAnnouncement(text, "TRN-01", 1000);
        return list ? std::string("head ") + std::to_string(list->front().auditSequence) : list.error();
    };
    const auto withHead = [](const std::string &audit) {
        return announcement(entry.substr(0, entry.size() - 1) + ",\"audit\":" + audit + "}");
    };
    const std::string head = "{\"head\":\"" + digest + "\",\"sequence\":47}";
    QCOMPARE(errorOf(announcement(entry), "3"), std::string("unknown-version"));
    QCOMPARE(errorOf(withHead(head), "2"), std::string("head 47"));
    QCOMPARE(errorOf(withHead(head), "1"), std::string("bad-entry"));
    QCOMPARE(errorOf(announcement(entry), "2"), std::string("bad-entry"));
    QCOMPARE(errorOf(withHead("7"), "2"), std::string("bad-entry"));
    QCOMPARE(errorOf(withHead("{\"head\":\"aa\",\"sequence\":47}"), "2"), std::string("bad-entry"));
    QCOMPARE(errorOf(withHead("{\"head\":\"" + digest + "\",\"sequence\":0}"), "2"),
             std::string("bad-entry"));
    std::string upper = announcement(entry);
    upper.replace(upper.find("0b0e"), 4, "0B0E");
    QVERIFY(!parseAnnouncement(upper, "TRN-01", 1000));
}

void TestCentralParts::textHelpersAreStrict()
{
    QVERIFY(!toNumber(""));
    QVERIFY(!toNumber("-1"));
    QVERIFY(!toNumber("1 "));
    QVERIFY(!toNumber("99999999999999999999"));
    QCOMPARE(toNumber("262144").value(), 262144LL);
    QVERIFY(!fromBase64("YQ="));
    QVERIFY(!fromBase64("Y!=="));
    QCOMPARE(fromBase64("YQ==").value(), std::string("a"));
    QVERIFY(!isPacketId("0b0e3c5e-31c7-4a0c-9f0e-0123456789aZ"));
    QVERIFY(!isStationId("-x"));
    QVERIFY(!isStationId("a b"));
}

void TestCentralParts::configurationIsChecked_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("problem");
    const QByteArray whole
        = "tls_certificate=a\ntls_key=b\nstation_ca=c\nreceipt_certificate=d\nreceipt_key=e\n"
          "database = host=/x dbname=y\n";
    QTest::newRow("whole") << whole << QByteArray();
    QTest::newRow("comment") << "# c\n\n" + whole << QByteArray();
    QTest::newRow("missing") << QByteArray("tls_key=b\n") << QByteArray("missing key: tls_certificate");
    QTest::newRow("unknown") << whole + "colour=red\n" << QByteArray("unknown key: colour");
    QTest::newRow("repeated") << whole + "tls_key=z\n" << QByteArray("repeated key: tls_key");
    QTest::newRow("port") << whole + "listen_port=70000\n" << QByteArray("listen_port");
    QTest::newRow("cross") << whole + "max_queue=2\n" << QByteArray("max_queue is less");
    QTest::newRow("names") << whole + "operations_names=a b\n" << QByteArray("operations_names");
    QTest::newRow("word") << whole + "io_threads=two\n" << QByteArray("io_threads");
}

void TestCentralParts::configurationIsChecked()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, problem);
    QTemporaryDir dir;
    QFile file(dir.filePath(u"c.conf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    const auto config = readConfig(file.fileName().toStdString());
    QCOMPARE(config.has_value(), problem.isEmpty());
    if (config)
        QCOMPARE(QString::fromStdString(config->tlsKey), dir.filePath(u"b"_s));
    else
        QVERIFY2(QByteArray::fromStdString(config.error()).contains(problem), config.error().c_str());
}

/// The two implementations of the wire, against each other.
void TestCentralParts::receiptIsWhatTheStationReads()
{
    indraj::testing::TestPki pki;
    QVERIFY(pki.make());
    const auto signer = ReceiptSigner::load(pki.path(u"receipt.crt"_s).toStdString(),
                                            pki.path(u"receipt.key"_s).toStdString());
    QVERIFY(signer);
    ReceiptFacts facts{id,
                       "TRN-01",
                       5,
                       99,
                       std::string(32, '\x7f'),
                       "2026-03-04T10:00:00.123Z",
                       47,
                       std::string(32, '\x5a')};
    ReceiptExpectation expected{PacketId::fromString(QString::fromStdString(id)),
                                u"TRN-01"_s,
                                5,
                                99,
                                QByteArray(32, '\x7f'),
                                47,
                                QByteArray(32, '\x5a')};
    const auto read = [&] {
        const auto der = signer->sign(facts);
        return verifyReceipt(QByteArray::fromStdString(der.value_or("")), pki.pem(u"receipt.crt"_s),
                             expected);
    };
    const auto receipt = read();
    QVERIFY2(receipt, receipt ? "" : qPrintable(receipt.error().detail));
    QCOMPARE(receipt->auditSequence, 47);
    // What an older station has announced.
    facts.auditSequence = 0;
    facts.auditHead.clear();
    QCOMPARE(read().error().fault, ReceiptFault::OtherHead);
    expected.mayLackHead = true;
    QVERIFY(read());
    const auto mismatch = ReceiptSigner::load(pki.path(u"receipt.crt"_s).toStdString(),
                                              pki.path(u"server.key"_s).toStdString());
    QVERIFY(!mismatch);
}

void TestCentralParts::aStationIsPacedThenRefused()
{
    using namespace std::chrono_literals;
    StationRates rates({2, 1000, 1s, 500ms, 2});
    const StationRates::Time start{1h};
    QVERIFY(!rates.take("A", 900, start).refused);
    const auto early = rates.take("A", 400, start);
    QVERIFY(!early.refused);
    QCOMPARE(early.wait, 300ms); // 300 bytes more than there are
    QCOMPARE(rates.take("B", 900, start).wait, 0ms); // its neighbour does not wait
    const auto beyond = rates.take("A", 900, start);
    QVERIFY(beyond.refused);
    QVERIFY(beyond.wait > 500ms);
    QCOMPARE(rates.take("A", 900, start + 3s).wait, 0ms);
    StationRates requests({2, 0, 1s, 100ms, 0});
    QCOMPARE(requests.take("A", 1e9, start).wait, 0ms);
    QCOMPARE(requests.take("A", 1e9, start).wait, 0ms);
    QVERIFY(requests.take("A", 0, start).refused);
    QVERIFY(rates.open("A") && rates.open("A"));
    QVERIFY(!rates.open("A"));
    rates.close("A");
    QVERIFY(rates.open("A"));
    for (int i = 0; i < 9000; ++i)
        rates.take("S" + std::to_string(i), 1, start + std::chrono::seconds(10 + i));
    QVERIFY(rates.size() < 5000);
}

void TestCentralParts::metricsAreReadable()
{
    using namespace std::chrono_literals;
    Metrics metrics;
    metrics.connectionOpened();
    metrics.request("/v1/packets", 201, "", 10ms, 0);
    metrics.request("/v1/packets", 409, "other-content", 30ms, 0);
    metrics.request("/v1/packets/{id}", 204, "", 3s, 262144);
    metrics.event("tls-refused");
    const QByteArray text
        = QByteArray::fromStdString(metrics.text({3, 7, 2, {{"station_crl", 20}, {"station_crl", 10}}}));
    for (const char *line :
         {"indraj_connections 1\n", "indraj_database_queue 3\n", "indraj_body_bytes 7\n",
          "indraj_held_unread 2\n", "indraj_not_after_timestamp_seconds{what=\"station_crl\"} 10\n",
          "indraj_request_bytes_total{route=\"/v1/packets/{id}\",status=\"204\"} 262144\n",
          "indraj_request_seconds_bucket{route=\"/v1/packets\",status=\"201\",le=\"0.02\"} 1\n",
          "indraj_request_seconds_bucket{route=\"/v1/packets/{id}\",status=\"204\",le=\"2\"} 0\n",
          "indraj_request_seconds_bucket{route=\"/v1/packets/{id}\",status=\"204\",le=\"+Inf\"} 1\n",
          "indraj_refused_total{code=\"other-content\"} 1\n",
          "indraj_events_total{code=\"tls-refused\"} 1\n"})
        QVERIFY2(text.contains(line), line);
}

void TestCentralParts::containersAreStrict()
{
    const std::string two("INDRAJPK\0\1\0\2\0\1a\0\0\0\1x\0\1b\0\0\0\0", 27);
    const auto parts = readContainer(two);
    QVERIFY(parts && parts->size() == 2 && (*parts)[0].second == "x");
    for (std::size_t length = 0; length < two.size(); ++length)
        QVERIFY2(!readContainer(std::string_view(two).substr(0, length)), std::to_string(length).c_str());
    QVERIFY(!readContainer(two + "x"));
    for (const std::size_t at : {0U, 9U, 11U, 14U}) {
        std::string other = two;
        other[at] = static_cast<char>(other[at] ^ 0x55);
        QVERIFY2(!readContainer(other), std::to_string(at).c_str());
    }
    std::string same = two;
    same[22] = 'a';
    QVERIFY(!readContainer(same));
}

/// What several entries refer to goes with the first of them; what is missing is no silent gap.
void TestCentralParts::anEnrollmentStandsAlone()
{
    const std::string manifest
        = R"({"parts":[{"name":"enrollment.json","reference":""},{"name":"a.jp2","reference":"urn:a"},)"
          R"({"name":"all.fir","reference":"urn:all"},{"name":"page.pdf","reference":"urn:page"}]})";
    const std::string enrollment
        = R"({"biographicData":{"n":"س \"q\"","x":[]},"biometricData":[{"imageRef":"urn:a","quality":-1,)"
          R"("templateFormat":"F","templateRef":"urn:all"},{"missing":[{"presence":"BANDAGED"}],)"
          R"("templateFormat":"F","templateRef":"urn:all"}],"documentData":[{"parts":[{"dataRef":"urn:page"}]}]})";
    const auto part = [](const std::string &name) -> std::optional<Bytes> { return "<" + name + ">"; };
    const auto whole = wholeEnrollment(enrollment, manifest, part);
    QVERIFY2(whole, whole ? "" : whole.error().c_str());
    QCOMPARE(
        QByteArray::fromStdString(*whole),
        QByteArray(R"({"biographicData":{"n":"س \"q\"","x":[]},"biometricData":[{"image":"PGEuanAyPg==",)"
                   R"("quality":-1,"template":"PGFsbC5maXI+","templateFormat":"F"},)"
                   R"({"missing":[{"presence":"BANDAGED"}]}],)"
                   R"("documentData":[{"parts":[{"data":"PHBhZ2UucGRmPg=="}]}]})"));
    QVERIFY(!wholeEnrollment(enrollment, R"({"parts":[]})", part));
    QVERIFY(!wholeEnrollment(enrollment, manifest,
                             [](const std::string &) -> std::optional<Bytes> { return std::nullopt; }));
    QVERIFY(!wholeEnrollment("no", manifest, part));
    // The order of members, and how a letter is written, says nothing; another value, or no end, does.
    QVERIFY(isSameEnrollment(
        R"({"quality":0.5e3,"biographicData":{"x":[],"n":"\u0633 \"q\""},"status":"FINALIZED"})", *whole));
    QVERIFY(isSameEnrollment(R"({"status":"FINALIZED","biographicData":{"x":[],"n":"س \"q\""}})", *whole));
    QVERIFY(!isSameEnrollment(R"({"status":"IN_PROGRESS","biographicData":{"x":[],"n":"س \"q\""}})", *whole));
    QVERIFY(!isSameEnrollment(R"({"status":"FINALIZED","biographicData":{"x":[],"n":"other"}})", *whole));
    QVERIFY(!isSameEnrollment(R"({"status":"FINALIZED"})", R"({"status":"FINALIZED"})"));
}

QTEST_GUILESS_MAIN(TestCentralParts)
#include "tst_centralparts.moc"
