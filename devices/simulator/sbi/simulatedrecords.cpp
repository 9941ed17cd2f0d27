#include "devices/simulator/sbi/simulatedrecords.h"

#include "biometrics/face/record/facerecord.h"
#include "biometrics/finger/record/recordpicture.h"
#include "biometrics/iris/record/irisrecord.h"

#include <QBuffer>

namespace indraj::sbi {
namespace {

constexpr quint16 monstrousSide = 40000; ///< pixels

FingerRepresentation fingerPart(FingerPosition finger, int score)
{
    FingerRepresentation part;
    part.capturedAt = QDateTime::currentDateTimeUtc();
    part.qualities = {RecordQuality{quint8(score), 0, 0}};
    part.position = quint8(finger);
    return part;
}

} // namespace

QByteArray fingerRecordOf(const SimulatedFinger &finger)
{
    FingerRepresentation part = fingerPart(finger.finger, finger.score);
    if (!setRepresentationPicture(part, finger.image))
        return {};
    return writeFingerRecord({false, {part}}).value_or(QByteArray());
}

QByteArray irisRecordOf(const SyntheticEye &eye, EyePosition which, int score)
{
    IrisRepresentation part;
    part.capturedAt = QDateTime::currentDateTimeUtc();
    part.technology = 1;
    part.qualities = {RecordQuality{quint8(score), 0, 0}};
    part.eye = quint8(which);
    part.type = eye.picture.size() == QSize(640, 480) ? IrisImageType::Vga : IrisImageType::Uncropped;
    const auto about = [](double value) {
        return IrisExtent{quint16(qMax(0.0, value - 4)), quint16(value + 4)};
    };
    part.centreX = about(eye.truth.irisCentre.x());
    part.centreY = about(eye.truth.irisCentre.y());
    part.diameter = about(2 * eye.truth.irisRadius);
    if (!setIrisPicture(part, eye.picture))
        return {};
    return writeIrisRecord({{part}}).value_or(QByteArray());
}

QByteArray faceRecordOf(const QImage &photograph, int score)
{
    FaceRecord record;
    record.captured = QDateTime::currentDateTimeUtc();
    record.technology = 2;
    record.qualities = {FaceRecordQuality{std::uint8_t(score), 0, 0}};
    record.imageType = FaceImageType::Basic;
    record.coding = FaceImageCoding::Jpeg;
    record.width = std::uint16_t(photograph.width());
    record.height = std::uint16_t(photograph.height());
    QBuffer buffer(&record.image);
    buffer.open(QIODevice::WriteOnly);
    constexpr int fine = 95;
    photograph.save(&buffer, "jpeg", fine);
    return writeFaceRecord(record).value_or(QByteArray());
}

QByteArray monstrousFingerRecord(FingerPosition finger)
{
    FingerRepresentation part = fingerPart(finger, 50);
    part.compression = FingerCompression::Jpeg2000Lossless;
    part.width = part.height = monstrousSide;
    part.image = QByteArray(64, '\x5A');
    return writeFingerRecord({false, {part}}).value_or(QByteArray());
}

QByteArray monstrousIrisRecord(EyePosition eye)
{
    IrisRepresentation part;
    part.capturedAt = QDateTime::currentDateTimeUtc();
    part.eye = quint8(eye);
    part.width = part.height = monstrousSide;
    part.image = QByteArray(64, '\x5A');
    return writeIrisRecord({{part}}).value_or(QByteArray());
}

} // namespace indraj::sbi
