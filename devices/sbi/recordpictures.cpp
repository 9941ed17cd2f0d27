#include "devices/sbi/recordpictures.h"

#include "biometrics/face/record/facerecord.h"
#include "biometrics/finger/record/recordpicture.h"
#include "biometrics/iris/record/irisrecord.h"

#include <QBuffer>
#include <QImageReader>

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostFingerSide = 2000, mostEyeSide = 2000, mostFaceSide = 8000; ///< pixels
constexpr int leastSide = 64;
constexpr int leastResolution = 490, mostResolution = 1020; ///< pixels per inch: 500 and 1000, 2 % off

QString recordText(const RecordError &error)
{
    return u"fault %1 in %2 at %3"_s.arg(int(error.fault))
        .arg(QString::fromLatin1(error.field))
        .arg(error.offset);
}

Result<void> checkSides(int width, int height, int most)
{
    if (width > most || height > most)
        return fail(Fault::TooLarge, u"picture of %1 x %2"_s.arg(width).arg(height));
    if (width < leastSide || height < leastSide)
        return fail(Fault::BadRecord, u"picture of %1 x %2"_s.arg(width).arg(height));
    return {};
}

int perInch(const FingerRepresentation &part)
{
    constexpr double centimetresPerInch = 2.54;
    return part.perCentimetre ? qRound(part.imageResolutionX * centimetresPerInch) : part.imageResolutionX;
}

QString algorithmText(const QList<RecordQuality> &qualities)
{
    if (qualities.isEmpty())
        return {};
    const RecordQuality &first = qualities.first();
    return u"vendor 0x%1 algorithm 0x%2"_s.arg(first.vendor, 4, 16, QLatin1Char('0'))
        .arg(first.algorithm, 4, 16, QLatin1Char('0'));
}

Result<QImage> facePicture(const FaceRecord &record)
{
    if (const auto sides = checkSides(record.width, record.height, mostFaceSide); !sides)
        return tl::unexpected(sides.error());
    const bool jpeg2000 = record.coding == FaceImageCoding::Jpeg2000Lossless
        || record.coding == FaceImageCoding::Jpeg2000Lossy;
    QImage picture;
    if (jpeg2000) {
        const auto decoded = decodeColourJpeg2000(record.image);
        if (!decoded)
            return fail(Fault::BadRecord, u"picture fault %1"_s.arg(int(decoded.error())));
        picture = *decoded;
    } else {
        QByteArray bytes = record.image;
        QBuffer buffer(&bytes);
        QImageReader reader(&buffer, record.coding == FaceImageCoding::Png ? "png" : "jpeg");
        reader.setAutoDetectImageFormat(false);
        if (reader.size() == QSize(record.width, record.height))
            picture = reader.read().convertToFormat(QImage::Format_RGB32);
    }
    if (picture.size() != QSize(record.width, record.height))
        return fail(Fault::BadRecord, u"face picture"_s);
    return picture;
}

} // namespace

Result<SlapFinger> slapFinger(const Biometric &biometric)
{
    const auto finger = fingerOf(biometric.subtype);
    const auto record = readFingerRecord(biometric.record);
    if (!record)
        return fail(Fault::BadRecord, recordText(record.error()));
    if (!finger || record->representations.size() != 1)
        return fail(Fault::BadRecord, u"%1 pictures"_s.arg(record->representations.size()));
    const FingerRepresentation &part = record->representations.first();
    if (part.position != quint8(*finger))
        return fail(Fault::BadRecord, u"position %1 for %2"_s.arg(part.position).arg(biometric.subtype));
    const int resolution = perInch(part);
    if (resolution < leastResolution || resolution > mostResolution
        || part.imageResolutionX != part.imageResolutionY)
        return fail(Fault::BadRecord, u"%1 pixels per inch"_s.arg(resolution));
    if (const auto sides = checkSides(part.width, part.height, mostFingerSide); !sides)
        return tl::unexpected(sides.error());
    const auto picture = representationPicture(part);
    if (!picture)
        return fail(Fault::BadRecord, u"picture fault %1"_s.arg(int(picture.error())));
    return SlapFinger{
        *finger,          *picture,           resolution, biometric.score, algorithmText(part.qualities),
        biometric.record, biometric.statement};
}

Result<EyeImage> eyeImage(const Biometric &biometric)
{
    const auto eye = eyeOf(biometric.subtype);
    const auto record = readIrisRecord(biometric.record);
    if (!record)
        return fail(Fault::BadRecord, recordText(record.error()));
    if (!eye || record->representations.size() != 1)
        return fail(Fault::BadRecord, u"%1 pictures"_s.arg(record->representations.size()));
    const IrisRepresentation &part = record->representations.first();
    if (part.eye != quint8(*eye))
        return fail(Fault::BadRecord, u"eye %1 for %2"_s.arg(part.eye).arg(biometric.subtype));
    if (part.horizontal == IrisOrientation::Flipped || part.vertical == IrisOrientation::Flipped)
        return fail(Fault::BadRecord, u"flipped picture"_s);
    if (const auto sides = checkSides(part.width, part.height, mostEyeSide); !sides)
        return tl::unexpected(sides.error());
    const auto picture = irisPicture(part);
    if (!picture)
        return fail(Fault::BadRecord, u"picture fault %1"_s.arg(int(picture.error())));
    return EyeImage{*eye,
                    *picture,
                    biometric.score,
                    algorithmText(part.qualities),
                    biometric.record,
                    biometric.statement};
}

Result<StillPicture> stillPicture(const Biometric &biometric)
{
    const auto record = readFaceRecord(biometric.record);
    if (!record)
        return fail(Fault::BadRecord,
                    u"face fault %1 at %2"_s.arg(int(record.error().fault)).arg(record.error().offset));
    auto picture = facePicture(*record);
    if (!picture)
        return tl::unexpected(picture.error());
    StillPicture still;
    still.image = std::move(*picture);
    still.deviceScore = biometric.score;
    still.record = biometric.record;
    still.statement = biometric.statement;
    return still;
}

} // namespace indraj::sbi
