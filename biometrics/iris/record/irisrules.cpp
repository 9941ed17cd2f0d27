#include "biometrics/iris/record/irisrules.h"

#include "biometrics/shared/record/capturetime.h"

#include <QSet>

namespace indraj::irisrecord {
namespace {

constexpr quint8 mostEye = 2;
constexpr quint8 mostTechnology = 1;
constexpr quint8 bestScore = 100, failedScore = 255;

bool isRange(const IrisExtent &extent) { return extent.least <= extent.most; }

bool isType(IrisImageType type)
{
    return type == IrisImageType::Uncropped || type == IrisImageType::Vga || type == IrisImageType::Cropped
        || type == IrisImageType::CroppedAndMasked;
}

bool isFormat(IrisImageFormat format)
{
    return format == IrisImageFormat::Raw || format == IrisImageFormat::Jpeg2000
        || format == IrisImageFormat::Png;
}

} // namespace

QByteArray firstWrongField(const IrisRepresentation &part)
{
    if (!isCaptureTime(part.capturedAt))
        return "capture date and time";
    if (part.technology > mostTechnology)
        return "device technology";
    if (part.qualities.size() > 255)
        return "quality count";
    for (const RecordQuality &quality : part.qualities) {
        if (quality.score > bestScore && quality.score != failedScore)
            return "quality";
    }
    if (part.number == 0)
        return "representation number";
    if (part.eye > mostEye)
        return "eye label";
    if (!isType(part.type))
        return "image type";
    if (!isFormat(part.format))
        return "image format";
    if (part.horizontal > IrisOrientation::Flipped || part.vertical > IrisOrientation::Flipped
        || part.history > IrisCompressionHistory::Lossy)
        return "image properties";
    if (part.width == 0 || part.height == 0)
        return "image width";
    if (part.type == IrisImageType::Vga && (part.width != 640 || part.height != 480))
        return "image width";
    if (!isRange(part.centreX) || !isRange(part.centreY))
        return "iris centre";
    if (!isRange(part.diameter))
        return "iris diameter";
    if (part.image.isEmpty())
        return "image data length";
    return {};
}

quint8 eyesRepresented(const IrisRecord &record)
{
    QSet<quint8> eyes;
    for (const IrisRepresentation &part : record.representations)
        eyes.insert(part.eye);
    return eyes.contains(0) ? 0 : quint8(eyes.size());
}

quint8 properties(const IrisRepresentation &part)
{
    return quint8(quint8(part.horizontal) | quint8(part.vertical) << 2 | quint8(part.history) << 6);
}

} // namespace indraj::irisrecord
