#include "biometrics/iris/record/irisrules.h"
#include "biometrics/shared/bigendian.h"
#include "biometrics/shared/record/capturetime.h"

#include <algorithm>
#include <cstring>

namespace indraj {
namespace {

using namespace irisrecord;

/// Reads one field after the other; the first fault stays and every later read gives zero.
class IrisFields {
public:
    IrisFields(QByteArrayView bytes, qsizetype base)
        : m_reader(bytes)
        , m_base(base)
    {
    }
    template <typename T> T read(const char *field)
    {
        const auto value = m_error ? std::nullopt : m_reader.read<T>();
        if (!value)
            fail(RecordFault::Truncated, field);
        return value.value_or(T{});
    }
    QByteArrayView take(qint64 count, const char *field)
    {
        const auto bytes = m_error ? std::nullopt : m_reader.take(count);
        if (!bytes)
            fail(RecordFault::Truncated, field);
        return bytes.value_or(QByteArrayView());
    }
    void fail(RecordFault fault, const QByteArray &field)
    {
        if (!m_error)
            m_error = RecordError{fault, field, offset()};
    }
    bool ok() const { return !m_error; }
    const RecordError &error() const { return *m_error; }
    qsizetype left() const { return m_reader.left(); }
    qsizetype offset() const { return m_base + m_reader.at(); }

private:
    BigEndianReader m_reader;
    qsizetype m_base;
    std::optional<RecordError> m_error;
};

QDateTime readTime(IrisFields &fields)
{
    constexpr const char *name = "capture date and time";
    const QByteArrayView bytes = fields.take(captureTimeLength, name);
    const auto time = fields.ok() ? captureTimeOf(bytes) : QDateTime();
    if (!time)
        fields.fail(RecordFault::WrongField, name);
    return time.value_or(QDateTime());
}

void readProperties(IrisFields &fields, IrisRepresentation &part)
{
    const auto bits = fields.read<quint8>("image properties");
    constexpr quint8 reserved = 0x30;
    if ((bits & reserved) != 0)
        fields.fail(RecordFault::WrongField, "image properties");
    part.horizontal = IrisOrientation(bits & 3);
    part.vertical = IrisOrientation(bits >> 2 & 3);
    part.history = IrisCompressionHistory(bits >> 6 & 3);
}

IrisExtent readExtent(IrisFields &fields, const char *name)
{
    IrisExtent extent;
    extent.least = fields.read<quint16>(name);
    extent.most = fields.read<quint16>(name);
    return extent;
}

void readPicture(IrisFields &fields, IrisRepresentation &part)
{
    part.eye = fields.read<quint8>("eye label");
    part.type = IrisImageType(fields.read<quint8>("image type"));
    part.format = IrisImageFormat(fields.read<quint8>("image format"));
    readProperties(fields, part);
    part.width = fields.read<quint16>("image width");
    part.height = fields.read<quint16>("image height");
    if (fields.read<quint8>("bit depth") != pixelDepth)
        fields.fail(RecordFault::NotSupported, "bit depth");
    part.range = fields.read<quint16>("range");
    part.roll = fields.read<quint16>("roll angle");
    part.rollUncertainty = fields.read<quint16>("roll angle uncertainty");
    part.centreX = readExtent(fields, "iris centre");
    part.centreY = readExtent(fields, "iris centre");
    part.diameter = readExtent(fields, "iris diameter");
    part.image = fields.take(fields.read<quint32>("image data length"), "image data").toByteArray();
}

tl::expected<IrisRepresentation, RecordError> readIris(QByteArrayView bytes, qsizetype base)
{
    IrisFields fields(bytes, base);
    IrisRepresentation part;
    part.capturedAt = readTime(fields);
    part.technology = fields.read<quint8>("device technology");
    part.deviceVendor = fields.read<quint16>("device vendor");
    part.deviceType = fields.read<quint16>("device type");
    for (int left = fields.read<quint8>("quality count"); left > 0 && fields.ok(); --left) {
        RecordQuality quality;
        quality.score = fields.read<quint8>("quality");
        quality.vendor = fields.read<quint16>("quality");
        quality.algorithm = fields.read<quint16>("quality");
        part.qualities.append(quality);
    }
    part.number = fields.read<quint16>("representation number");
    readPicture(fields, part);
    if (fields.ok() && fields.left() > 0)
        fields.fail(RecordFault::WrongLength, "representation length");
    if (const QByteArray field = fields.ok() ? firstWrongField(part) : QByteArray(); !field.isEmpty())
        fields.fail(RecordFault::WrongField, field);
    if (!fields.ok())
        return tl::unexpected(fields.error());
    return part;
}

} // namespace

tl::expected<IrisRecord, RecordError> readIrisRecord(QByteArrayView bytes)
{
    IrisFields fields(bytes, 0);
    if (fields.take(sizeof formatId, "format identifier") != QByteArrayView(formatId, sizeof formatId)
        || fields.take(sizeof version, "version") != QByteArrayView(version, sizeof version))
        fields.fail(RecordFault::NotARecord, "format identifier or version");
    if (qint64(fields.read<quint32>("record length")) != bytes.size())
        fields.fail(RecordFault::WrongLength, "record length");
    const int representations = fields.read<quint16>("number of representations");
    if (fields.read<quint8>("certification flag") != noCertification)
        fields.fail(RecordFault::WrongField, "certification flag");
    const auto eyes = fields.read<quint8>("number of eyes");
    if (representations < 1)
        fields.fail(RecordFault::WrongField, "number of representations");
    IrisRecord record;
    for (int i = 0; i < representations && fields.ok(); ++i) {
        const qint64 length = qint64(fields.read<quint32>("representation length")) - 4;
        const qsizetype base = fields.offset();
        const QByteArrayView part = fields.take(length, "representation");
        if (!fields.ok())
            break;
        auto read = readIris(part, base);
        if (!read)
            return tl::unexpected(read.error());
        record.representations.append(std::move(*read));
    }
    if (fields.ok() && fields.left() > 0)
        fields.fail(RecordFault::WrongLength, "record length");
    if (fields.ok() && eyesRepresented(record) != eyes)
        fields.fail(RecordFault::WrongField, "number of eyes");
    if (!fields.ok())
        return tl::unexpected(fields.error());
    return record;
}

} // namespace indraj
