#include "biometrics/finger/record/recordrules.h"

#include "biometrics/shared/record/capturetime.h"

#include <QSet>

#include <algorithm>

namespace indraj::fingerrecord {
namespace {

bool isScore(quint8 score) { return score <= 100 || score == 255; }

/// Table 8: single fingers, slaps, pairs and triples of fingers. Palms are another kind of record to us.
bool isPosition(quint8 position)
{
    return position <= 10 || (position >= 13 && position <= 15) || (position >= 40 && position <= 50);
}

bool isImpression(quint8 impression)
{
    return impression <= 15 || impression == 24 || impression == 28 || impression == 29;
}

bool isUncompressedSize(const FingerRepresentation &part)
{
    return part.compression != FingerCompression::None
        || part.image.size() == qsizetype(part.width) * part.height;
}

} // namespace

QByteArray firstWrongField(const FingerRepresentation &part)
{
    if (!isCaptureTime(part.capturedAt))
        return "capture date and time";
    if (part.qualities.size() > 255
        || !std::all_of(part.qualities.begin(), part.qualities.end(),
                        [](const RecordQuality &quality) { return isScore(quality.score); }))
        return "quality";
    if (part.certifications.size() > 255)
        return "certification";
    if (!isPosition(part.position))
        return "finger position";
    if (part.number > 15)
        return "representation number";
    if (part.scanResolutionX == 0 || part.scanResolutionY == 0)
        return "scan resolution";
    if (part.imageResolutionX == 0 || part.imageResolutionX > part.scanResolutionX
        || part.imageResolutionY == 0 || part.imageResolutionY > part.scanResolutionY)
        return "image resolution";
    if (quint8(part.compression) > quint8(FingerCompression::Png))
        return "compression";
    if (!isImpression(part.impression))
        return "impression type";
    if (part.width == 0 || part.height == 0)
        return "line length";
    if (part.image.isEmpty() || !isUncompressedSize(part))
        return "image data length";
    for (const RecordExtension &extension : part.extensions) {
        if (extension.type == 0 || extension.data.size() > 0xFFFF - extensionHead)
            return "extended data";
    }
    return {};
}

int distinctPositions(const FingerRecord &record)
{
    QSet<quint8> positions;
    for (const FingerRepresentation &part : record.representations)
        positions.insert(part.position);
    return int(positions.size());
}

} // namespace indraj::fingerrecord
