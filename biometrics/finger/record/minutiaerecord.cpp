#include "biometrics/finger/record/minutiaerecord.h"

#include "biometrics/shared/bigendian.h"
#include "biometrics/shared/record/capturetime.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace indraj {
namespace {

constexpr QByteArrayView minutiaeFormat("FMR\0"
                                        "030\0",
                                        8);
constexpr int minutiaeHeader = 15; ///< bytes of the general header
constexpr quint16 pixelsPerCentimetre = 197;
constexpr quint8 sixByteMinutiae = 0x60; ///< ridge endings as bifurcations of valleys: the type of ours
constexpr int mostPixels = 0x3FFF; ///< fourteen bits
constexpr int mostMinutiaeWritten = 255;
constexpr double stepsPerRadian = 128 / std::numbers::pi;
constexpr quint8 greatestDirection = 179;
constexpr quint8 endingCode = 1, bifurcationCode = 2;

tl::unexpected<RecordError> minutiaeFault(RecordFault fault, const QByteArray &field, qsizetype offset = 0)
{
    return tl::unexpected(RecordError{fault, field, offset});
}

quint8 angleStep(float angle)
{
    // The record counts counter-clockwise with y upwards, we clockwise with y downwards.
    return quint8(std::lround(-double(angle) * stepsPerRadian) & 0xFF);
}

float angleOf(quint8 step)
{
    const int steps = step < 128 ? step : step - 256;
    return float(-steps / stepsPerRadian);
}

bool isPlace(int x, int y, const QSize &size)
{
    return x >= 0 && y >= 0 && x < size.width() && y < size.height();
}

bool areDirections(const FingerTemplate &finger)
{
    const auto expected
        = size_t(std::max(0, finger.cells.width())) * size_t(std::max(0, finger.cells.height()));
    const int most = (1600 + FingerTemplate::cell - 1) / FingerTemplate::cell;
    return finger.cells.width() <= most && finger.cells.height() <= most
        && finger.directions.size() == expected
        && std::all_of(finger.directions.begin(), finger.directions.end(), [](quint8 direction) {
               return direction <= greatestDirection || direction == FingerTemplate::outside;
           });
}

/// The name of the first field that cannot be; empty when all are fine.
QByteArray firstWrongMinutiaeField(const MinutiaeRecord &record)
{
    if (!isCaptureTime(record.capturedAt))
        return "capture date and time";
    const bool scores = std::all_of(record.qualities.begin(), record.qualities.end(),
                                    [](const RecordQuality &q) { return q.score <= 100 || q.score == 255; });
    if (record.qualities.size() > 255 || !scores)
        return "quality";
    if (record.position > 10 || record.number > 15)
        return "finger position";
    if (record.impression > 15 && record.impression != 24 && record.impression != 28
        && record.impression != 29)
        return "impression type";
    const FingerTemplate &finger = record.finger;
    if (finger.pictureSize.width() < 1 || finger.pictureSize.height() < 1
        || finger.pictureSize.width() > mostPixels || finger.pictureSize.height() > mostPixels)
        return "picture size";
    if (finger.minutiae.empty() || finger.minutiae.size() > mostMinutiaeWritten)
        return "number of minutiae";
    for (const Minutia &minutia : finger.minutiae) {
        if (!isPlace(int(std::lround(minutia.x)), int(std::lround(minutia.y)), finger.pictureSize)
            || !(minutia.quality >= 0 && minutia.quality <= 1) || !std::isfinite(minutia.angle))
            return "minutia";
    }
    return areDirections(finger) ? QByteArray() : QByteArray("directions");
}

void appendMinutiae(QByteArray &bytes, const FingerTemplate &finger)
{
    appendBigEndian(bytes, sixByteMinutiae);
    appendBigEndian(bytes, quint8(finger.minutiae.size()));
    for (const Minutia &minutia : finger.minutiae) {
        const quint8 kind = minutia.kind == Minutia::Kind::Ending ? endingCode : bifurcationCode;
        appendBigEndian(bytes, quint16((kind << 14) | int(std::lround(minutia.x))));
        appendBigEndian(bytes, quint16(std::lround(minutia.y)));
        appendBigEndian(bytes, angleStep(minutia.angle));
        appendBigEndian(bytes, quint8(std::lround(minutia.quality * 100)));
    }
    if (finger.directions.empty()) {
        appendBigEndian(bytes, quint16(0));
        return;
    }
    const auto length = quint16(8 + finger.directions.size()); // with its own head of four bytes
    appendBigEndian(bytes, length);
    appendBigEndian(bytes, directionsExtension);
    appendBigEndian(bytes, length);
    appendBigEndian(bytes, quint16(finger.cells.width()));
    appendBigEndian(bytes, quint16(finger.cells.height()));
    bytes.append(reinterpret_cast<const char *>(finger.directions.data()),
                 qsizetype(finger.directions.size()));
}

/// Reads one field after the other; the first fault stays and every later read gives zero.
class MinutiaeReader {
public:
    explicit MinutiaeReader(QByteArrayView bytes)
        : m_in(bytes)
        , m_total(bytes.size())
    {
    }

    tl::expected<MinutiaeRecord, RecordError> read()
    {
        readMinutiaeHead();
        readDevice();
        m_record.position = number<quint8>("finger position");
        m_record.number = number<quint8>("representation number");
        expect<quint16>(pixelsPerCentimetre, "resolution");
        expect<quint16>(pixelsPerCentimetre, "resolution");
        m_record.impression = number<quint8>("impression type");
        const int width = number<quint16>("picture size"), height = number<quint16>("picture size");
        m_record.finger.pictureSize = {width, height};
        expect<quint8>(sixByteMinutiae, "minutia field length");
        for (int left = number<quint8>("number of minutiae"); left > 0 && !m_error; --left)
            readMinutia();
        readDirections();
        if (!m_error && m_in.left() > 0)
            fail(RecordFault::WrongLength, "record length");
        if (m_error)
            return tl::unexpected(*m_error);
        if (const QByteArray field = firstWrongMinutiaeField(m_record); !field.isEmpty())
            return minutiaeFault(RecordFault::WrongField, field, m_in.at());
        return m_record;
    }

private:
    void fail(RecordFault fault, const QByteArray &field)
    {
        if (!m_error)
            m_error = RecordError{fault, field, m_in.at()};
    }
    template <typename T> T number(const char *field)
    {
        const auto value = m_error ? std::nullopt : m_in.read<T>();
        if (!value)
            fail(RecordFault::Truncated, field);
        return value.value_or(T{});
    }
    template <typename T> void expect(T value, const char *field)
    {
        if (number<T>(field) != value)
            fail(RecordFault::NotSupported, field);
    }

    void readMinutiaeHead()
    {
        const auto format = m_in.take(minutiaeFormat.size());
        if (!format || *format != minutiaeFormat)
            fail(RecordFault::NotARecord, "format identifier or version");
        if (qint64(number<quint32>("record length")) != m_total)
            fail(RecordFault::WrongLength, "record length");
        expect<quint16>(1, "number of representations");
        expect<quint8>(0, "certification flag");
        if (qint64(number<quint32>("representation length")) != m_total - minutiaeHeader)
            fail(RecordFault::WrongLength, "representation length");
    }

    void readDevice()
    {
        const auto moment = m_error ? std::nullopt : m_in.take(captureTimeLength);
        if (!moment)
            return fail(RecordFault::Truncated, "capture date and time");
        readMoment(*moment);
        m_record.technology = number<quint8>("device technology");
        m_record.deviceVendor = number<quint16>("device vendor");
        m_record.deviceType = number<quint16>("device type");
        for (int left = number<quint8>("quality count"); left > 0 && !m_error; --left) {
            RecordQuality quality;
            quality.score = number<quint8>("quality");
            quality.vendor = number<quint16>("quality");
            quality.algorithm = number<quint16>("quality");
            m_record.qualities.append(quality);
        }
    }

    void readMoment(QByteArrayView bytes)
    {
        const auto time = captureTimeOf(bytes);
        if (!time)
            return fail(RecordFault::WrongField, "capture date and time");
        m_record.capturedAt = *time;
    }

    void readMinutia()
    {
        const auto x = number<quint16>("minutia"), y = number<quint16>("minutia");
        const auto angle = number<quint8>("minutia"), quality = number<quint8>("minutia");
        const int kind = x >> 14;
        if ((kind != endingCode && kind != bifurcationCode) || y > mostPixels || quality > 100)
            return fail(RecordFault::WrongField, "minutia");
        Minutia minutia;
        minutia.kind = kind == endingCode ? Minutia::Kind::Ending : Minutia::Kind::Bifurcation;
        minutia.x = float(x & mostPixels);
        minutia.y = float(y);
        minutia.angle = angleOf(angle);
        minutia.quality = float(quality) / 100;
        m_record.finger.minutiae.push_back(minutia);
    }

    void readDirections()
    {
        const int length = number<quint16>("extended data length");
        if (length == 0 || m_error)
            return;
        expect<quint16>(directionsExtension, "extended data");
        if (number<quint16>("extended data length") != length)
            fail(RecordFault::WrongLength, "extended data length");
        FingerTemplate &finger = m_record.finger;
        const int width = number<quint16>("directions"), height = number<quint16>("directions");
        finger.cells = {width, height};
        const auto cells = m_error ? std::nullopt : m_in.take(qint64(width) * height);
        if (!cells || cells->isEmpty() || cells->size() != length - 8)
            return fail(RecordFault::WrongLength, "directions");
        const auto *first = reinterpret_cast<const quint8 *>(cells->data());
        finger.directions.assign(first, first + cells->size());
    }

    BigEndianReader m_in;
    qsizetype m_total;
    MinutiaeRecord m_record;
    std::optional<RecordError> m_error;
};

} // namespace

tl::expected<MinutiaeRecord, RecordError> readMinutiaeRecord(QByteArrayView bytes)
{
    return MinutiaeReader(bytes).read();
}

tl::expected<QByteArray, RecordError> writeMinutiaeRecord(const MinutiaeRecord &record)
{
    if (const QByteArray field = firstWrongMinutiaeField(record); !field.isEmpty())
        return minutiaeFault(RecordFault::WrongField, field);
    QByteArray body;
    appendCaptureTime(body, record.capturedAt);
    appendBigEndian(body, record.technology);
    appendBigEndian(body, record.deviceVendor);
    appendBigEndian(body, record.deviceType);
    appendBigEndian(body, quint8(record.qualities.size()));
    for (const RecordQuality &quality : record.qualities) {
        appendBigEndian(body, quality.score);
        appendBigEndian(body, quality.vendor);
        appendBigEndian(body, quality.algorithm);
    }
    appendBigEndian(body, record.position);
    appendBigEndian(body, record.number);
    appendBigEndian(body, pixelsPerCentimetre);
    appendBigEndian(body, pixelsPerCentimetre);
    appendBigEndian(body, record.impression);
    appendBigEndian(body, quint16(record.finger.pictureSize.width()));
    appendBigEndian(body, quint16(record.finger.pictureSize.height()));
    appendMinutiae(body, record.finger);
    QByteArray result(minutiaeFormat.data(), minutiaeFormat.size());
    const auto representation = quint32(body.size() + 4);
    appendBigEndian(result, quint32(minutiaeHeader) + representation);
    appendBigEndian(result, quint16(1));
    appendBigEndian(result, quint8(0));
    appendBigEndian(result, representation);
    return result + body;
}

} // namespace indraj
