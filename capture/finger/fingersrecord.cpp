#include "capture/finger/fingersrecord.h"

#include "biometrics/shared/record/capturetime.h"
#include "biometrics/shared/record/jp2header.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace indraj {

namespace {

constexpr int mostOfAField = std::numeric_limits<quint16>::max();

tl::expected<FingerCompression, RecordError> compressionOf(const Sample &sample)
{
    using namespace Qt::Literals::StringLiterals;
    if (sample.info.mimeType == "image/png"_L1)
        return FingerCompression::Png;
    const auto header = sample.info.mimeType == "image/jp2"_L1 ? readJp2Header(sample.bytes) : std::nullopt;
    if (!header || int(header->width) != sample.info.width || int(header->height) != sample.info.height)
        return tl::unexpected(RecordError{RecordFault::WrongField, "compression", 0});
    return header->reversible ? FingerCompression::Jpeg2000Lossless : FingerCompression::Jpeg2000;
}

tl::expected<FingerRepresentation, RecordError> representationOf(const Sample &sample)
{
    const SampleInfo &info = sample.info;
    const auto compression = compressionOf(sample);
    if (!compression)
        return tl::unexpected(compression.error());
    const int most = std::max({info.width, info.height, info.resolution});
    if (std::min({info.width, info.height, info.resolution}) < 1 || most > mostOfAField)
        return tl::unexpected(RecordError{RecordFault::WrongField, "line length", 0});
    FingerRepresentation part;
    if (isCaptureTime(info.capturedAt))
        part.capturedAt = info.capturedAt;
    part.qualities = {{quint8(info.quality.isValid() ? info.quality.value : QualityScore::failed), 0, 0}};
    part.position = quint8(info.finger);
    part.scanResolutionX = part.scanResolutionY = quint16(info.resolution);
    part.imageResolutionX = part.imageResolutionY = quint16(info.resolution);
    part.compression = *compression;
    part.width = quint16(info.width);
    part.height = quint16(info.height);
    part.image = sample.bytes;
    return part;
}

} // namespace

tl::expected<QByteArray, RecordError> fingersRecord(const QList<Sample> &samples)
{
    std::vector<const Sample *> fingers;
    for (const Sample &sample : samples) {
        if (sample.info.kind == SampleKind::Finger)
            fingers.push_back(&sample);
    }
    if (fingers.empty())
        return QByteArray();
    std::sort(fingers.begin(), fingers.end(),
              [](const Sample *a, const Sample *b) { return a->info.finger < b->info.finger; });
    FingerRecord record;
    for (const Sample *finger : fingers) {
        const auto part = representationOf(*finger);
        if (!part)
            return tl::unexpected(part.error());
        record.representations.append(*part);
    }
    return writeFingerRecord(record);
}

} // namespace indraj
