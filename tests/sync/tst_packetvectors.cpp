#include "central/announcement.h"
#include "central/opener.h"
#include "sync/cms.h"
#include "sync/packet.h"
#include "sync/receipt.h"
#include "tests/support/places.h"
#include "tests/sync/centralfixture.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

QString vectorPath(const QString &name) { return indraj::test::sourcePath("/tests/sync/vectors/") + name; }

QByteArray vectorBytes(const QString &name) { return fileBytes(vectorPath(name)); }

} // namespace

/// The known answers of tests/sync/vectors: what was written once is read by every later program, by both
/// sides and by a stranger's reader.
class TestPacketVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theStationsReaderFindsIt();
    void centralsReaderFindsIt();
    void aStrangersReaderFindsIt();
    void listAndReceiptAreOfIt();

private:
    QByteArray m_packet;
    QByteArray m_digest;
    QByteArray m_manifest;
    QByteArray m_enrollment;
    QJsonObject m_facts; ///< the manifest
};

void TestPacketVectors::initTestCase()
{
    m_packet = vectorBytes(u"packet.cms"_s);
    m_digest = QByteArray::fromHex(vectorBytes(u"packet.sha256"_s).left(64));
    m_manifest = vectorBytes(u"manifest.json"_s);
    m_enrollment = vectorBytes(u"enrollment.json"_s);
    m_facts = QJsonDocument::fromJson(m_manifest).object();
    QCOMPARE(m_digest.size(), 32);
    QCOMPARE(QCryptographicHash::hash(m_packet, QCryptographicHash::Sha256), m_digest);
    QCOMPARE(m_facts["formatVersion"_L1].toInt(), 3);
}

void TestPacketVectors::theStationsReaderFindsIt()
{
    QByteArray key = vectorBytes(u"recipient.key"_s);
    const OpenKeys keys{vectorBytes(u"recipient.crt"_s), SecretBytes::takeFrom(key),
                        vectorBytes(u"station-ca.crt"_s), m_digest};
    const auto opened = openPacket(m_packet, keys);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    QCOMPARE(opened->manifestJson, m_manifest);
    QCOMPARE(opened->enrollmentJson, m_enrollment);
    QCOMPARE(opened->manifest.station, u"TRN-01"_s);
    QCOMPARE(opened->manifest.sequence, 7);
    QCOMPARE(opened->manifest.packet.toString(), m_facts["packetId"_L1].toString());
    const QJsonArray parts = m_facts["parts"_L1].toArray();
    QCOMPARE(opened->samples.size(), parts.size() - 1);
    for (qsizetype i = 0; i < opened->samples.size(); ++i)
        QCOMPARE(QCryptographicHash::hash(opened->samples[i].bytes, QCryptographicHash::Sha256).toHex(),
                 parts[i + 1]["sha256"_L1].toString().toLatin1());
}

void TestPacketVectors::centralsReaderFindsIt()
{
    const auto opener = central::Opener::load(vectorPath(u"recipient.crt"_s).toStdString(),
                                              vectorPath(u"recipient.key"_s).toStdString(),
                                              vectorPath(u"station-ca.crt"_s).toStdString());
    QVERIFY2(opener, opener ? "" : opener.error().c_str());
    const central::PacketFacts facts{m_facts["packetId"_L1].toString().toStdString(),
                                     "TRN-01",
                                     7,
                                     m_packet.size(),
                                     m_digest.toStdString(),
                                     QDateTime::currentSecsSinceEpoch()};
    const auto opened = opener->open(m_packet.toStdString(), facts);
    QVERIFY2(opened, opened ? "" : opened.error().c_str());
    QCOMPARE(QByteArray::fromStdString(opened->parts[0].second), m_manifest);
    QCOMPARE(QByteArray::fromStdString(opened->parts[1].second), m_enrollment);
    QCOMPARE(opened->auditSequence, 47);
    QCOMPARE(QByteArray::fromStdString(opened->auditHead), QByteArray(32, '\x5a'));
}

void TestPacketVectors::aStrangersReaderFindsIt()
{
    const auto said
        = runProgram(u"python3"_s,
                     {indraj::test::sourcePath("/docs/examples/read_packet.py"), vectorPath(u"packet.cms"_s),
                      vectorPath(u"recipient.crt"_s), vectorPath(u"recipient.key"_s),
                      vectorPath(u"root.crt"_s), QString::fromLatin1(m_digest.toHex())});
    QVERIFY(said);
    QCOMPARE(QJsonDocument::fromJson(*said).object(), m_facts);
}

void TestPacketVectors::listAndReceiptAreOfIt()
{
    const auto list
        = cms::verify(vectorBytes(u"list.p7s"_s), vectorBytes(u"station-ca.crt"_s), cms::Anchor::StationCa);
    QVERIFY(list);
    QCOMPARE(list->signerName, u"TRN-01"_s);
    const auto announced = central::parseAnnouncement(list->content.toStdString(), "TRN-01", 1LL << 26);
    QVERIFY2(announced, announced ? "" : announced.error().c_str());
    QCOMPARE(announced->size(), std::size_t(1));
    QCOMPARE(QByteArray::fromStdString(announced->front().sha256), m_digest);
    const ReceiptExpectation expected{PacketId::fromString(m_facts["packetId"_L1].toString()),
                                      u"TRN-01"_s,
                                      7,
                                      m_packet.size(),
                                      m_digest,
                                      47,
                                      QByteArray(32, '\x5a')};
    const auto receipt
        = verifyReceipt(vectorBytes(u"receipt.p7s"_s), vectorBytes(u"receipt.crt"_s), expected);
    QVERIFY2(receipt, receipt ? "" : qPrintable(receipt.error().detail));
    QCOMPARE(receipt->storedAt, QDateTime({2026, 3, 4}, {11, 5, 0, 250}, Qt::UTC));
}

QTEST_GUILESS_MAIN(TestPacketVectors)
#include "tst_packetvectors.moc"
