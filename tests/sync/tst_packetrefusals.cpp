#include "packetbench.h"
#include "tests/support/places.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

/// Everything that came out of a packet, for comparison; empty when it was refused.
QByteArray readable(const tl::expected<OpenedPacket, PacketError> &opened)
{
    if (!opened)
        return {};
    QByteArray all
        = QJsonDocument(opened->enrollment).toJson() + opened->manifest.packet.toString().toLatin1();
    for (const PacketPart &part : opened->samples)
        all += part.name + part.bytes;
    return all;
}

} // namespace

/// What is not whole, not for us, or not by a station is no packet.
class TestPacketRefusals : public QObject, private PacketBench {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { make(); }
    void changedBitsAreRefused();
    void truncationsAreRefused();
    void otherKeyOrAuthorityIsRefused();
    void stationMustSignForItself();
    void incompleteInputIsRefused();
    void manifestMustFitItsParts();
};

void TestPacketRefusals::changedBitsAreRefused()
{
    const QByteArray packet = sealed(sampleInput(1, 100));
    const OpenKeys open = keys(m_pki, m_pki);
    QVERIFY(openPacket(packet, open));
    OpenKeys withDigest = keys(m_pki, m_pki);
    withDigest.packetSha256 = QCryptographicHash::hash(packet, QCryptographicHash::Sha256);
    const QByteArray content = readable(openPacket(packet, withDigest));
    QVERIFY(!content.isEmpty());
    // The nonce and all after it, up to the tag, is authenticated; the recipient entries before it are not.
    const qsizetype authenticated = packet.indexOf(QByteArray::fromHex("060960864801650304012e")) + 20;
    QVERIFY(authenticated > 100 && authenticated < 600);
    int tried = 0;
    const auto flip = [&](qsizetype bit) {
        QByteArray changed = packet;
        changed[bit / 8] = static_cast<char>(changed.at(bit / 8) ^ (1 << (bit % 8)));
        ++tried;
        const auto opened = openPacket(changed, open);
        if (bit / 8 >= authenticated)
            return !opened;
        return (!opened || readable(opened) == content) && !openPacket(changed, withDigest);
    };
    for (qsizetype bit = 0; bit < authenticated * 8; bit += 3)
        QVERIFY2(flip(bit), qPrintable(QString::number(bit)));
    for (qsizetype byte = authenticated; byte < packet.size() - 24; byte += 23)
        QVERIFY2(flip(byte * 8 + byte % 8), qPrintable(QString::number(byte)));
    for (qsizetype bit = (packet.size() - 24) * 8; bit < packet.size() * 8; ++bit)
        QVERIFY2(flip(bit), qPrintable(QString::number(bit)));
    QVERIFY(tried > 1000);
}

void TestPacketRefusals::truncationsAreRefused()
{
    const QByteArray packet = sealed(sampleInput(1));
    const OpenKeys open = keys(m_pki, m_pki);
    for (qsizetype length = 0; length < packet.size(); length += 97)
        QVERIFY2(!openPacket(packet.left(length), open), qPrintable(QString::number(length)));
    for (qsizetype cut = 1; cut <= 20; ++cut)
        QVERIFY2(!openPacket(packet.chopped(cut), open), qPrintable(QString::number(cut)));
    QVERIFY(!openPacket(packet + '\0', open));
}

void TestPacketRefusals::otherKeyOrAuthorityIsRefused()
{
    const QByteArray packet = sealed(sampleInput(1));
    QCOMPARE(openPacket(packet, keys(m_other, m_pki)).error().fault, PacketFault::NotForUs);
    QCOMPARE(openPacket(packet, keys(m_pki, m_other)).error().fault, PacketFault::BadSignature);
    QCOMPARE(openPacket("hello", keys(m_pki, m_pki)).error().fault, PacketFault::NotAPacket);
}

void TestPacketRefusals::stationMustSignForItself()
{
    const StationIdentity liar{u"TRN-99"_s, m_station->certificatePem, m_station->privateKeyPem.clone()};
    const auto packet = sealPacket(sampleInput(1), liar, m_context);
    QVERIFY(packet);
    QCOMPARE(openPacket(*packet, keys(m_pki, m_pki)).error().fault, PacketFault::BadManifest);
}

void TestPacketRefusals::incompleteInputIsRefused()
{
    SealInput input = sampleInput(1);
    input.samples.removeLast();
    QCOMPARE(sealPacket(input, *m_station, m_context).error().fault, PacketFault::Incomplete);
    input = sampleInput(1);
    input.auditHead.chop(1);
    QCOMPARE(sealPacket(input, *m_station, m_context).error().fault, PacketFault::Incomplete);
    input = sampleInput(1);
    input.enrolment.fields[u"name.ur"_s] = QString(QChar(0xDC00));
    QCOMPARE(sealPacket(input, *m_station, m_context).error().fault, PacketFault::BadContent);
    SealContext nobody = m_context;
    nobody.recipientsPem.clear();
    QCOMPARE(sealPacket(sampleInput(1), *m_station, nobody).error().fault, PacketFault::BadCertificate);
    const StationIdentity mixed{u"TRN-01"_s, m_other.pem(u"server.crt"_s), m_station->privateKeyPem.clone()};
    QCOMPARE(sealPacket(sampleInput(1), mixed, m_context).error().fault, PacketFault::BadKey);
}

void TestPacketRefusals::manifestMustFitItsParts()
{
    QTemporaryDir dir;
    const auto opened = [&]() -> QByteArray {
        QFile file(dir.filePath(u"p.cms"_s));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(sealed(sampleInput(1)));
        file.close();
        const auto inner = runProgram(u"openssl"_s,
                                      {u"cms"_s, u"-decrypt"_s, u"-binary"_s, u"-inform"_s, u"DER"_s,
                                       u"-in"_s, file.fileName(), u"-recip"_s, m_pki.path(u"recipient.crt"_s),
                                       u"-inkey"_s, m_pki.path(u"recipient.key"_s)});
        return inner
            ? runProgram(u"openssl"_s,
                         {u"cms"_s, u"-verify"_s, u"-binary"_s, u"-inform"_s, u"DER"_s, u"-noverify"_s},
                         *inner)
                  .value_or(QByteArray())
            : QByteArray();
    };
    const QList<PacketPart> parts = readContainer(opened()).value();
    QVERIFY(readPacketContent(writeContainer(parts).value()));
    const auto faultOf = [](const QList<PacketPart> &changed) {
        return readPacketContent(writeContainer(changed).value()).error().fault;
    };
    auto changed = parts;
    changed[3].bytes[0] = static_cast<char>(changed[3].bytes.at(0) ^ 1);
    QCOMPARE(faultOf(changed), PacketFault::PartMismatch);
    changed = parts;
    changed.swapItemsAt(2, 3);
    QCOMPARE(faultOf(changed), PacketFault::PartMismatch);
    changed = parts;
    changed.removeLast();
    QCOMPARE(faultOf(changed), PacketFault::PartMismatch);
    changed = parts;
    changed[0].bytes.replace("\"formatVersion\":3", "\"formatVersion\":4");
    QCOMPARE(faultOf(changed), PacketFault::BadManifest);
    changed = parts;
    changed[0].bytes.replace("\"formatVersion\":3", "\"formatVersion\":2");
    QCOMPARE(faultOf(changed), PacketFault::BadManifest); // version 2 named no devices
    changed[0].bytes.replace("\"corrects\":\"\",\"devices\":[\"test device\"],", "");
    changed[0].bytes.replace("\"referenceVersion\":0,", "");
    const auto second = readPacketContent(writeContainer(changed).value());
    QVERIFY(second && second->manifest.tpmSealed && second->manifest.devices.isEmpty());
    changed[0].bytes.replace("\"formatVersion\":2", "\"formatVersion\":1");
    QCOMPARE(faultOf(changed), PacketFault::BadManifest); // version 1 had no tpmSealed
    changed[0].bytes.replace(",\"tpmSealed\":false", "");
    const auto first = readPacketContent(writeContainer(changed).value());
    QVERIFY(first && !first->manifest.tpmSealed);
    const auto now = readPacketContent(writeContainer(parts).value());
    QCOMPARE(now->manifest.devices, QStringList{u"test device"_s});
    QVERIFY(now->manifest.corrects.isNull());
    changed = parts;
    changed[0].bytes.replace("\"corrects\":\"\"", "\"corrects\":\"none\"");
    QCOMPARE(faultOf(changed), PacketFault::BadManifest);
    changed = parts;
    changed[0].bytes.replace("\"tpmSealed\":false", "\"tpmSealed\":true");
    QCOMPARE(readPacketContent(writeContainer(changed).value())->manifest.tpmSealed, std::optional(true));
    changed = parts;
    changed[0].bytes.replace("\"tpmSealed\":false", "\"tpmSealed\":0");
    QCOMPARE(faultOf(changed), PacketFault::BadManifest);
    changed = parts;
    changed[0].bytes.replace("{\"audit\"", "{\"added\":1,\"audit\"");
    QCOMPARE(faultOf(changed), PacketFault::BadManifest);
    changed = parts;
    changed.swapItemsAt(0, 1);
    QCOMPARE(faultOf(changed), PacketFault::BadContainer);
}

QTEST_GUILESS_MAIN(TestPacketRefusals)
#include "tst_packetrefusals.moc"
