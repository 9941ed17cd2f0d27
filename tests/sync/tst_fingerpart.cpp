#include "biometrics/finger/record/recordpicture.h"
#include "capture/finger/fingersrecord.h"
#include "capture/finger/samplepicture.h"
#include "sync/packet.h"
#include "tests/sync/centralfixture.h"
#include "tests/sync/sampleenrolment.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

QImage ridges(FingerPosition finger)
{
    QImage picture(160, 200, QImage::Format_Grayscale8);
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            picture.scanLine(y)[x] = uchar((x * int(finger) + y * y / 9) % 251);
    }
    return picture;
}

} // namespace

/// The record of all fingers in a packet, out of it again by the strict reader.
class TestFingerPart : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_pki.make()); }
    void carriesOneRecordOfAllFingers();

private:
    TestPki m_pki;
};

void TestFingerPart::carriesOneRecordOfAllFingers()
{
    const auto station = m_pki.station(u"TRN-01"_s);
    QVERIFY(station);
    SealInput input = sampleInput(11);
    QList<QImage> pictures;
    for (qsizetype i = 0; i < input.samples.size(); ++i) {
        Sample &sample = input.samples[i];
        if (sample.info.kind != SampleKind::Finger)
            continue;
        pictures.append(ridges(sample.info.finger));
        const auto encoded = encodeLossless(pictures.last());
        QVERIFY(encoded);
        QCOMPARE(encoded->mimeType, u"image/jp2"_s);
        sample.bytes = encoded->bytes;
        sample.info.width = pictures.last().width();
        sample.info.height = pictures.last().height();
        input.enrolment.samples[i] = sample.info;
    }
    std::swap(input.samples[1], input.samples[5]); // the record has an order of its own
    SealContext context{
        {m_pki.pem(u"recipient.crt"_s)}, u"0.1.0"_s, QDateTime({2026, 3, 4}, {11, 0, 0}, Qt::UTC)};
    context.fingerRecord = [](const QList<Sample> &samples) {
        return fingersRecord(samples).map_error(
            [](const RecordError &error) { return QString::fromLatin1(error.field); });
    };
    const auto packet = sealPacket(input, *station, context);
    QVERIFY(packet);
    QByteArray key = m_pki.pem(u"recipient.key"_s);
    const OpenKeys keys{m_pki.pem(u"recipient.crt"_s), SecretBytes::takeFrom(key),
                        m_pki.pem(u"station-ca.crt"_s)};
    const auto opened = openPacket(*packet, keys);
    QVERIFY(opened);
    QCOMPARE(opened->samples.size(), input.samples.size() + 1);
    QCOMPARE(opened->samples.last().name, QByteArray("finger-record.fir"));
    const auto record = readFingerRecord(opened->samples.last().bytes);
    QVERIFY2(record, record ? "" : record.error().field.constData());
    QCOMPARE(record->representations.size(), 8);
    for (int i = 0; i < 8; ++i) {
        const FingerRepresentation &part = record->representations.at(i);
        QCOMPARE(int(part.position), i + 1);
        QCOMPARE(part.compression, FingerCompression::Jpeg2000Lossless);
        QCOMPARE(part.capturedAt, QDateTime({2026, 3, 4}, {9, 15, 30, 250}, Qt::UTC));
        QCOMPARE(int(part.qualities.first().score), 71);
        const auto picture = representationPicture(part);
        QVERIFY(picture);
        QVERIFY(*picture == pictures.at(i)); // every pixel
    }
    int fingers = 0;
    for (const auto &each : opened->enrollment["biometricData"_L1].toArray()) {
        const bool taken = each["biometricType"_L1] == "FINGER"_L1 && each.toObject().contains(u"imageRef"_s);
        QCOMPARE(each.toObject().contains(u"templateRef"_s), taken);
        if (!taken)
            continue;
        ++fingers;
        QCOMPARE(each["templateRef"_L1].toString(), opened->references.last());
        QCOMPARE(each["templateFormat"_L1].toString(), u"ISO_19794_4_2011"_s);
    }
    QCOMPARE(fingers, 8);
    // A picture no record can hold is not passed over in silence.
    input.samples[1].bytes = "no picture";
    const auto refused = sealPacket(input, *station, context);
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, PacketFault::BadContent);
    // Nobody's fingers: no record.
    QVERIFY(fingersRecord({input.samples.first()})->isEmpty());
}

QTEST_GUILESS_MAIN(TestFingerPart)
#include "tst_fingerpart.moc"
