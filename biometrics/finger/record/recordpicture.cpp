#include "biometrics/finger/record/recordpicture.h"

#include "biometrics/finger/record/jp2header.h"

#include <QBuffer>
#include <QImageReader>

namespace indraj {
namespace {

using Fault = tl::unexpected<PictureFault>;

tl::expected<QImage, PictureFault> rawPicture(const FingerRepresentation &part)
{
    if (part.image.size() != qsizetype(part.width) * part.height)
        return Fault(PictureFault::WrongSize);
    QImage picture(part.width, part.height, QImage::Format_Grayscale8);
    for (int y = 0; y < part.height; ++y)
        std::copy_n(part.image.constData() + qsizetype(y) * part.width, part.width,
                    reinterpret_cast<char *>(picture.scanLine(y)));
    return picture;
}

/// JPEG and PNG, with the size looked at before the pixels are.
tl::expected<QImage, PictureFault> commonPicture(const FingerRepresentation &part, const char *format)
{
    QByteArray bytes = part.image;
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    if (!reader.size().isValid())
        return Fault(PictureFault::Damaged);
    if (reader.size() != QSize(part.width, part.height))
        return Fault(PictureFault::WrongSize);
    const QImage picture = reader.read();
    if (picture.isNull())
        return Fault(PictureFault::Damaged);
    if (picture.format() != QImage::Format_Grayscale8)
        return Fault(PictureFault::NotGrey);
    return picture;
}

tl::expected<QImage, PictureFault> jpeg2000Picture(const FingerRepresentation &part)
{
    const auto header = readJp2Header(part.image);
    if (!header)
        return Fault(PictureFault::Damaged);
    if (header->width != part.width || header->height != part.height)
        return Fault(PictureFault::WrongSize);
    if (part.compression == FingerCompression::Jpeg2000Lossless && !header->reversible)
        return Fault(PictureFault::Lossy);
    return decodeJpeg2000(part.image);
}

} // namespace

tl::expected<QImage, PictureFault> representationPicture(const FingerRepresentation &part)
{
    if (part.width > maxPictureSide || part.height > maxPictureSide)
        return Fault(PictureFault::TooLarge);
    switch (part.compression) {
    case FingerCompression::None:
        return rawPicture(part);
    case FingerCompression::Jpeg:
        return commonPicture(part, "jpeg");
    case FingerCompression::Png:
        return commonPicture(part, "png");
    case FingerCompression::Jpeg2000:
    case FingerCompression::Jpeg2000Lossless:
        return jpeg2000Picture(part);
    case FingerCompression::NonePacked:
    case FingerCompression::Wsq:
        break;
    }
    return Fault(PictureFault::NotSupported);
}

tl::expected<void, PictureFault> setRepresentationPicture(FingerRepresentation &part, const QImage &picture)
{
    if (picture.width() > maxPictureSide || picture.height() > maxPictureSide)
        return Fault(PictureFault::TooLarge);
    auto file = encodeJpeg2000(picture);
    if (!file)
        return Fault(file.error());
    part.image = std::move(*file);
    part.compression = FingerCompression::Jpeg2000Lossless;
    part.width = quint16(picture.width());
    part.height = quint16(picture.height());
    return {};
}

} // namespace indraj
