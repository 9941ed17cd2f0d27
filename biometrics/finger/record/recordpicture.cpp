#include "biometrics/finger/record/recordpicture.h"

#include "biometrics/shared/record/codedpicture.h"

#include <optional>

namespace indraj {
namespace {

std::optional<PictureCoding> codingOf(FingerCompression compression)
{
    switch (compression) {
    case FingerCompression::None:
        return PictureCoding::Raw;
    case FingerCompression::Jpeg:
        return PictureCoding::Jpeg;
    case FingerCompression::Png:
        return PictureCoding::Png;
    case FingerCompression::Jpeg2000:
        return PictureCoding::Jpeg2000;
    case FingerCompression::Jpeg2000Lossless:
        return PictureCoding::Jpeg2000Lossless;
    case FingerCompression::NonePacked:
    case FingerCompression::Wsq:
        break;
    }
    return {};
}

} // namespace

tl::expected<QImage, PictureFault> representationPicture(const FingerRepresentation &part)
{
    if (part.width > maxPictureSide || part.height > maxPictureSide)
        return tl::unexpected(PictureFault::TooLarge);
    const auto coding = codingOf(part.compression);
    if (!coding)
        return tl::unexpected(PictureFault::NotSupported);
    return pictureOf({*coding, part.width, part.height, part.image});
}

tl::expected<void, PictureFault> setRepresentationPicture(FingerRepresentation &part, const QImage &picture)
{
    auto coded = codedWithoutLoss(picture);
    if (!coded)
        return tl::unexpected(coded.error());
    part.image = std::move(coded->bytes);
    part.compression = FingerCompression::Jpeg2000Lossless;
    part.width = quint16(coded->width);
    part.height = quint16(coded->height);
    return {};
}

} // namespace indraj
