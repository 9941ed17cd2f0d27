#include "biometrics/finger/record/fingerrecord.h"
#include "biometrics/finger/record/recordrules.h"
#include "biometrics/shared/bigendian.h"
#include "biometrics/shared/record/capturetime.h"

namespace indraj {
namespace {

using namespace fingerrecord;

void appendJudgements(QByteArray &bytes, const FingerRepresentation &part, bool hasCertifications)
{
    appendBigEndian(bytes, quint8(part.qualities.size()));
    for (const RecordQuality &quality : part.qualities) {
        appendBigEndian(bytes, quality.score);
        appendBigEndian(bytes, quality.vendor);
        appendBigEndian(bytes, quality.algorithm);
    }
    if (!hasCertifications)
        return;
    appendBigEndian(bytes, quint8(part.certifications.size()));
    for (const RecordCertification &certification : part.certifications) {
        appendBigEndian(bytes, certification.authority);
        appendBigEndian(bytes, certification.scheme);
    }
}

QByteArray representationBytes(const FingerRepresentation &part, bool hasCertifications)
{
    QByteArray bytes;
    appendCaptureTime(bytes, part.capturedAt);
    appendBigEndian(bytes, part.technology);
    appendBigEndian(bytes, part.deviceVendor);
    appendBigEndian(bytes, part.deviceType);
    appendJudgements(bytes, part, hasCertifications);
    appendBigEndian(bytes, part.position);
    appendBigEndian(bytes, part.number);
    appendBigEndian(bytes, quint8(part.perCentimetre ? 2 : 1));
    for (const quint16 resolution :
         {part.scanResolutionX, part.scanResolutionY, part.imageResolutionX, part.imageResolutionY})
        appendBigEndian(bytes, resolution);
    appendBigEndian(bytes, quint8(pixelDepth));
    appendBigEndian(bytes, quint8(part.compression));
    appendBigEndian(bytes, part.impression);
    appendBigEndian(bytes, part.width);
    appendBigEndian(bytes, part.height);
    appendBigEndian(bytes, quint32(part.image.size()));
    bytes += part.image;
    for (const RecordExtension &extension : part.extensions) {
        appendBigEndian(bytes, extension.type);
        appendBigEndian(bytes, quint16(extension.data.size() + extensionHead));
        bytes += extension.data;
    }
    return bytes;
}

tl::unexpected<RecordError> refused(const QByteArray &field)
{
    return tl::unexpected(RecordError{RecordFault::WrongField, field, 0});
}

} // namespace

tl::expected<QByteArray, RecordError> writeFingerRecord(const FingerRecord &record)
{
    if (record.representations.isEmpty() || record.representations.size() > maxRepresentations)
        return refused("number of representations");
    QByteArray body;
    for (const FingerRepresentation &part : record.representations) {
        if (const QByteArray field = firstWrongField(part); !field.isEmpty())
            return refused(field);
        if (!record.hasCertifications && !part.certifications.isEmpty())
            return refused("certification flag");
        const QByteArray bytes = representationBytes(part, record.hasCertifications);
        appendBigEndian(body, quint32(bytes.size() + qsizetype(sizeof(quint32))));
        body += bytes;
    }
    if (body.size() > qsizetype(std::numeric_limits<qint32>::max()) - headerLength)
        return refused("record length");
    QByteArray result(formatId, sizeof formatId);
    result.append(version, sizeof version);
    appendBigEndian(result, quint32(body.size() + headerLength));
    appendBigEndian(result, quint16(record.representations.size()));
    appendBigEndian(result, quint8(record.hasCertifications ? 1 : 0));
    appendBigEndian(result, quint8(distinctPositions(record)));
    return result + body;
}

} // namespace indraj
