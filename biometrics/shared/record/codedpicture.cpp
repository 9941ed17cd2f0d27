#include "biometrics/shared/record/codedpicture.h"

#include "biometrics/shared/record/jp2header.h"
#include "biometrics/shared/record/jpegscan.h"

#include <QBuffer>
#include <QImageReader>

namespace indraj {
namespace {

using Fault = tl::unexpected<PictureFault>;

tl::expected<QImage, PictureFault> rawPicture(const CodedPicture &coded)
{
    if (coded.bytes.size() != qsizetype(coded.width) * coded.height)
        return Fault(PictureFault::WrongSize);
    QImage picture(coded.width, coded.height, QImage::Format_Grayscale8);
    for (int y = 0; y < coded.height; ++y)
        std::copy_n(coded.bytes.constData() + qsizetype(y) * coded.width, coded.width,
                    reinterpret_cast<char *>(picture.scanLine(y)));
    return picture;
}

/// JPEG and PNG, with the size looked at before the pixels are.
tl::expected<QImage, PictureFault> commonPicture(const CodedPicture &coded, const char *format)
{
    QByteArray bytes = coded.bytes;
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    if (!reader.size().isValid())
        return Fault(PictureFault::Damaged);
    if (reader.size() != QSize(coded.width, coded.height))
        return Fault(PictureFault::WrongSize);
    const QImage picture = reader.read();
    if (picture.isNull())
        return Fault(PictureFault::Damaged);
    if (picture.format() != QImage::Format_Grayscale8)
        return Fault(PictureFault::NotGrey);
    return picture;
}

tl::expected<QImage, PictureFault> jpeg2000Picture(const CodedPicture &coded)
{
    const auto header = readJp2Header(coded.bytes);
    if (!header)
        return Fault(PictureFault::Damaged);
    if (qint64(header->width) != coded.width || qint64(header->height) != coded.height)
        return Fault(PictureFault::WrongSize);
    if (coded.coding == PictureCoding::Jpeg2000Lossless && !header->reversible)
        return Fault(PictureFault::Lossy);
    return decodeJpeg2000(coded.bytes);
}

} // namespace

tl::expected<QImage, PictureFault> pictureOf(const CodedPicture &coded)
{
    if (coded.width > maxPictureSide || coded.height > maxPictureSide)
        return Fault(PictureFault::TooLarge);
    switch (coded.coding) {
    case PictureCoding::Raw:
        return rawPicture(coded);
    case PictureCoding::Jpeg:
        if (!scanJpeg(coded.bytes)) // Qt fills with grey what did not arrive
            return Fault(PictureFault::Damaged);
        return commonPicture(coded, "jpeg");
    case PictureCoding::Png:
        return commonPicture(coded, "png");
    case PictureCoding::Jpeg2000:
    case PictureCoding::Jpeg2000Lossless:
        return jpeg2000Picture(coded);
    }
    return Fault(PictureFault::NotSupported);
}

tl::expected<CodedPicture, PictureFault> codedWithoutLoss(const QImage &picture)
{
    if (picture.width() > maxPictureSide || picture.height() > maxPictureSide)
        return Fault(PictureFault::TooLarge);
    auto file = encodeJpeg2000(picture);
    if (!file)
        return Fault(file.error());
    return CodedPicture{PictureCoding::Jpeg2000Lossless, picture.width(), picture.height(), std::move(*file)};
}

} // namespace indraj
