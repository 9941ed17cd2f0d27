#include "biometrics/finger/record/fingerrecord.h"
#include "biometrics/finger/record/recordrules.h"
#include "biometrics/shared/bigendian.h"
#include "biometrics/shared/record/capturetime.h"

namespace indraj {
namespace {

using namespace fingerrecord;

/// Reads one field after the other; the first fault stays and every later read gives zero.
class Fields {
public:
    explicit Fields(QByteArrayView bytes, qsizetype base)
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

QDateTime readTime(Fields &fields)
{
    constexpr const char *name = "capture date and time";
    const QByteArrayView bytes = fields.take(captureTimeLength, name);
    const auto time = fields.ok() ? captureTimeOf(bytes) : QDateTime();
    if (!time)
        fields.fail(RecordFault::WrongField, name);
    return time.value_or(QDateTime());
}

void readJudgements(Fields &fields, bool hasCertifications, FingerRepresentation &part)
{
    for (int left = fields.read<quint8>("quality count"); left > 0 && fields.ok(); --left) {
        RecordQuality quality;
        quality.score = fields.read<quint8>("quality");
        quality.vendor = fields.read<quint16>("quality");
        quality.algorithm = fields.read<quint16>("quality");
        part.qualities.append(quality);
    }
    if (!hasCertifications)
        return;
    for (int left = fields.read<quint8>("certification count"); left > 0 && fields.ok(); --left) {
        RecordCertification certification;
        certification.authority = fields.read<quint16>("certification");
        certification.scheme = fields.read<quint8>("certification");
        part.certifications.append(certification);
    }
}

void readPicture(Fields &fields, FingerRepresentation &part)
{
    part.position = fields.read<quint8>("finger position");
    part.number = fields.read<quint8>("representation number");
    const auto units = fields.read<quint8>("scale units");
    if (units != 1 && units != 2)
        fields.fail(RecordFault::WrongField, "scale units");
    part.perCentimetre = units == 2;
    part.scanResolutionX = fields.read<quint16>("scan resolution");
    part.scanResolutionY = fields.read<quint16>("scan resolution");
    part.imageResolutionX = fields.read<quint16>("image resolution");
    part.imageResolutionY = fields.read<quint16>("image resolution");
    if (fields.read<quint8>("pixel depth") != pixelDepth)
        fields.fail(RecordFault::NotSupported, "pixel depth");
    const auto compression = fields.read<quint8>("compression");
    if (compression > quint8(FingerCompression::Png))
        fields.fail(RecordFault::WrongField, "compression");
    part.compression = FingerCompression(compression);
    part.impression = fields.read<quint8>("impression type");
    part.width = fields.read<quint16>("line length");
    part.height = fields.read<quint16>("line length");
    part.image = fields.take(fields.read<quint32>("image data length"), "image data").toByteArray();
}

void readExtensions(Fields &fields, FingerRepresentation &part)
{
    while (fields.ok() && fields.left() > 0) {
        RecordExtension extension;
        extension.type = fields.read<quint16>("extended data");
        const int length = fields.read<quint16>("extended data length");
        if (fields.ok() && length < extensionHead)
            fields.fail(RecordFault::WrongLength, "extended data length");
        extension.data = fields.take(length - extensionHead, "extended data").toByteArray();
        part.extensions.append(extension);
    }
}

tl::expected<FingerRepresentation, RecordError> readRepresentation(QByteArrayView bytes, qsizetype base,
                                                                   bool hasCertifications)
{
    Fields fields(bytes, base);
    FingerRepresentation part;
    part.capturedAt = readTime(fields);
    part.technology = fields.read<quint8>("device technology");
    part.deviceVendor = fields.read<quint16>("device vendor");
    part.deviceType = fields.read<quint16>("device type");
    readJudgements(fields, hasCertifications, part);
    readPicture(fields, part);
    readExtensions(fields, part);
    if (const QByteArray field = fields.ok() ? firstWrongField(part) : QByteArray(); !field.isEmpty())
        fields.fail(RecordFault::WrongField, field);
    if (!fields.ok())
        return tl::unexpected(fields.error());
    return part;
}

struct Head {
    int representations = 0;
    int positions = 0;
    bool hasCertifications = false;
};

Head readHead(Fields &fields, qsizetype total)
{
    if (fields.take(sizeof formatId, "format identifier") != QByteArrayView(formatId, sizeof formatId)
        || fields.take(sizeof version, "version") != QByteArrayView(version, sizeof version))
        fields.fail(RecordFault::NotARecord, "format identifier or version");
    if (qint64(fields.read<quint32>("record length")) != total)
        fields.fail(RecordFault::WrongLength, "record length");
    Head head;
    head.representations = fields.read<quint16>("number of representations");
    const auto flag = fields.read<quint8>("certification flag");
    head.hasCertifications = flag == 1;
    head.positions = fields.read<quint8>("number of positions");
    if (head.representations < 1 || head.representations > maxRepresentations)
        fields.fail(RecordFault::WrongField, "number of representations");
    if (flag > 1)
        fields.fail(RecordFault::WrongField, "certification flag");
    return head;
}

} // namespace

tl::expected<FingerRecord, RecordError> readFingerRecord(QByteArrayView bytes)
{
    Fields fields(bytes, 0);
    const Head head = readHead(fields, bytes.size());
    FingerRecord record;
    record.hasCertifications = head.hasCertifications;
    for (int i = 0; i < head.representations && fields.ok(); ++i) {
        const qint64 length = qint64(fields.read<quint32>("representation length")) - 4;
        const qsizetype base = fields.offset();
        const QByteArrayView part = fields.take(length, "representation");
        if (!fields.ok())
            break;
        auto read = readRepresentation(part, base, head.hasCertifications);
        if (!read)
            return tl::unexpected(read.error());
        record.representations.append(std::move(*read));
    }
    if (fields.ok() && fields.left() > 0)
        fields.fail(RecordFault::WrongLength, "record length");
    if (fields.ok() && distinctPositions(record) != head.positions)
        fields.fail(RecordFault::WrongField, "number of positions");
    if (!fields.ok())
        return tl::unexpected(fields.error());
    return record;
}

} // namespace indraj
