#include "biometrics/finger/record/recordpicture.h"
#include "biometrics/iris/record/irisrecord.h"

namespace indraj {
namespace {

/// The finger records' codings, which look at a picture's own header before its pixels.
std::optional<FingerCompression> codingOf(IrisImageFormat format)
{
    switch (format) {
    case IrisImageFormat::Raw:
        return FingerCompression::None;
    case IrisImageFormat::Jpeg2000:
        return FingerCompression::Jpeg2000;
    case IrisImageFormat::Png:
        return FingerCompression::Png;
    }
    return {};
}

} // namespace

tl::expected<QImage, PictureFault> irisPicture(const IrisRepresentation &part)
{
    const auto coding = codingOf(part.format);
    if (!coding)
        return tl::unexpected(PictureFault::NotSupported);
    FingerRepresentation carrier;
    carrier.compression = *coding;
    carrier.width = part.width;
    carrier.height = part.height;
    carrier.image = part.image;
    return representationPicture(carrier);
}

tl::expected<void, PictureFault> setIrisPicture(IrisRepresentation &part, const QImage &picture)
{
    FingerRepresentation carrier;
    if (const auto set = setRepresentationPicture(carrier, picture); !set)
        return tl::unexpected(set.error());
    part.format = IrisImageFormat::Jpeg2000;
    part.width = carrier.width;
    part.height = carrier.height;
    part.image = carrier.image;
    return {};
}

} // namespace indraj
