#include "biometrics/iris/record/irisrules.h"
#include "biometrics/shared/bigendian.h"
#include "biometrics/shared/record/capturetime.h"

namespace indraj {
namespace {

using namespace irisrecord;

constexpr qsizetype mostImageBytes = 64 * 1024 * 1024;

void appendExtent(QByteArray &bytes, const IrisExtent &extent)
{
    appendBigEndian(bytes, extent.least);
    appendBigEndian(bytes, extent.most);
}

QByteArray representationBytes(const IrisRepresentation &part)
{
    QByteArray bytes;
    appendCaptureTime(bytes, part.capturedAt);
    appendBigEndian(bytes, part.technology);
    appendBigEndian(bytes, part.deviceVendor);
    appendBigEndian(bytes, part.deviceType);
    appendBigEndian(bytes, quint8(part.qualities.size()));
    for (const RecordQuality &quality : part.qualities) {
        appendBigEndian(bytes, quality.score);
        appendBigEndian(bytes, quality.vendor);
        appendBigEndian(bytes, quality.algorithm);
    }
    appendBigEndian(bytes, part.number);
    appendBigEndian(bytes, part.eye);
    appendBigEndian(bytes, quint8(part.type));
    appendBigEndian(bytes, quint8(part.format));
    appendBigEndian(bytes, properties(part));
    appendBigEndian(bytes, part.width);
    appendBigEndian(bytes, part.height);
    appendBigEndian(bytes, pixelDepth);
    appendBigEndian(bytes, part.range);
    appendBigEndian(bytes, part.roll);
    appendBigEndian(bytes, part.rollUncertainty);
    appendExtent(bytes, part.centreX);
    appendExtent(bytes, part.centreY);
    appendExtent(bytes, part.diameter);
    appendBigEndian(bytes, quint32(part.image.size()));
    bytes.append(part.image);
    return bytes;
}

} // namespace

tl::expected<QByteArray, RecordError> writeIrisRecord(const IrisRecord &record)
{
    const auto refuse = [](const QByteArray &field) {
        return tl::unexpected(RecordError{RecordFault::WrongField, field, 0});
    };
    if (record.representations.isEmpty() || record.representations.size() > 0xFFFF)
        return refuse("number of representations");
    QByteArray body;
    for (const IrisRepresentation &part : record.representations) {
        if (const QByteArray field = firstWrongField(part); !field.isEmpty())
            return refuse(field);
        if (part.image.size() > mostImageBytes)
            return refuse("image data length");
        const QByteArray bytes = representationBytes(part);
        appendBigEndian(body, quint32(bytes.size() + 4));
        body.append(bytes);
    }
    QByteArray file(formatId, sizeof formatId);
    file.append(version, sizeof version);
    appendBigEndian(file, quint32(headerLength + body.size()));
    appendBigEndian(file, quint16(record.representations.size()));
    appendBigEndian(file, noCertification);
    appendBigEndian(file, eyesRepresented(record));
    file.append(body);
    return file;
}

} // namespace indraj
