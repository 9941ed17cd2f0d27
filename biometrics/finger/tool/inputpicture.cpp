#include "biometrics/finger/tool/inputpicture.h"

#include "biometrics/finger/record/recordpicture.h"
#include "biometrics/finger/resample.h"
#include "biometrics/shared/record/jpegscan.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <cmath>

namespace indraj::fingertool {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 largestFile = 64'000'000; ///< bytes

QString pictureFaultText(PictureFault fault)
{
    switch (fault) {
    case PictureFault::NotGrey8:
    case PictureFault::NotGrey:
        return u"the picture is not 8-bit grey"_s;
    case PictureFault::NotWritten:
        return u"the picture could not be coded"_s;
    case PictureFault::Damaged:
        return u"the picture is damaged"_s;
    case PictureFault::TooSmall:
        return u"the picture is too small"_s;
    case PictureFault::TooLarge:
        return u"the picture is too large"_s;
    case PictureFault::WrongSize:
        return u"the picture's size is not the one the record says"_s;
    case PictureFault::Lossy:
        return u"the record says lossless, the picture is not"_s;
    case PictureFault::NotSupported:
        return u"this coding is not supported"_s;
    }
    return {};
}

tl::unexpected<Exit> refused(const QString &path, const QString &why)
{
    complain(path + u": "_s + why);
    return tl::unexpected(Exit::BadData);
}

int dotsPerInch(const FingerRepresentation &part)
{
    return part.perCentimetre ? int(std::lround(part.imageResolutionX * 2.54)) : part.imageResolutionX;
}

tl::expected<QList<InputPicture>, Exit> fromRecord(const QString &path, const QByteArray &bytes)
{
    const auto record = readFingerRecord(bytes);
    if (!record)
        return refused(path, recordErrorText(record.error()));
    QList<InputPicture> result;
    for (const FingerRepresentation &part : record->representations) {
        const auto picture = representationPicture(part);
        if (!picture)
            return refused(path, pictureFaultText(picture.error()));
        const bool several = record->representations.size() > 1;
        result.append({several ? path + u'#' + QString::number(result.size() + 1) : path,
                       atSampleResolution(*picture, dotsPerInch(part)), part});
    }
    return result;
}

/// Qt reads what is there and fills the rest: of these two without a word.
bool isCutShort(const QByteArray &bytes)
{
    constexpr qsizetype bitmapHeader = 14;
    if (bytes.startsWith("BM") && bytes.size() >= bitmapHeader)
        return qFromLittleEndian<quint32>(bytes.constData() + 2) > quint64(bytes.size());
    const auto scanned = scanJpeg(bytes);
    return !scanned && scanned.error() == JpegFault::CutShort;
}

} // namespace

QString recordErrorText(const RecordError &error)
{
    const QString where = u" (%1, byte %2)"_s.arg(QString::fromLatin1(error.field)).arg(error.offset);
    switch (error.fault) {
    case RecordFault::NotARecord:
        return u"no ISO/IEC 19794-4:2011 record"_s + where;
    case RecordFault::Truncated:
        return u"the record ends too early"_s + where;
    case RecordFault::WrongLength:
        return u"a length does not fit"_s + where;
    case RecordFault::WrongField:
        return u"a value is not allowed"_s + where;
    case RecordFault::NotSupported:
        return u"not supported"_s + where;
    }
    return where;
}

tl::expected<QByteArray, Exit> fileBytes(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        complain(path + u": "_s + file.errorString());
        return tl::unexpected(Exit::NoInput);
    }
    if (file.size() > largestFile)
        return refused(path, u"the file is too large"_s);
    return file.readAll();
}

tl::expected<QList<InputPicture>, Exit> readPictures(const QString &path, int resolution)
{
    const auto bytes = fileBytes(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (bytes->startsWith("FIR"))
        return fromRecord(path, *bytes);
    QImage picture;
    if (bytes->mid(4, 4) == "jP  ") {
        const auto decoded = decodeJpeg2000(*bytes);
        if (!decoded)
            return refused(path, pictureFaultText(decoded.error()));
        picture = *decoded;
    } else {
        if (isCutShort(*bytes))
            return refused(path, u"the picture is cut short"_s);
        picture = QImage::fromData(*bytes);
        if (picture.isNull())
            return refused(path, u"no picture or record"_s);
        if (!picture.allGray())
            return refused(path, u"the picture is not grey"_s);
        picture = picture.convertToFormat(QImage::Format_Grayscale8);
    }
    return QList<InputPicture>{{path, atSampleResolution(picture, resolution), {}}};
}

} // namespace indraj::fingertool
