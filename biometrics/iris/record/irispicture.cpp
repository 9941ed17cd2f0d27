#include "biometrics/iris/record/irisrecord.h"
#include "biometrics/shared/record/codedpicture.h"

#include <optional>

namespace indraj {
namespace {

std::optional<PictureCoding> codingOf(IrisImageFormat format)
{
    switch (format) {
    case IrisImageFormat::Raw:
        return PictureCoding::Raw;
    case IrisImageFormat::Jpeg2000:
        return PictureCoding::Jpeg2000;
    case IrisImageFormat::Png:
        return PictureCoding::Png;
    }
    return {};
}

} // namespace

tl::expected<QImage, PictureFault> irisPicture(const IrisRepresentation &part)
{
    const auto coding = codingOf(part.format);
    if (!coding)
        return tl::unexpected(PictureFault::NotSupported);
    return pictureOf({*coding, part.width, part.height, part.image});
}

tl::expected<void, PictureFault> setIrisPicture(IrisRepresentation &part, const QImage &picture)
{
    auto coded = codedWithoutLoss(picture);
    if (!coded)
        return tl::unexpected(coded.error());
    part.format = IrisImageFormat::Jpeg2000;
    part.width = quint16(coded->width);
    part.height = quint16(coded->height);
    part.image = std::move(coded->bytes);
    return {};
}

} // namespace indraj
