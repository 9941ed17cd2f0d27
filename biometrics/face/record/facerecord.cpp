#include "biometrics/face/record/facerecord.h"

#include "biometrics/shared/record/jpegscan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace indraj {

namespace {

using Fault = FaceRecordFault;

constexpr QByteArrayView format("FAC\0", 4);
constexpr QByteArrayView version("030\0", 4);
constexpr qsizetype generalHeader = 17;
constexpr std::uint8_t mostScore = 100;
constexpr std::uint8_t failedScore = 255;
constexpr std::uint8_t mostPose = 181;
constexpr std::uint8_t mostTechnology = 6;
constexpr std::uint16_t processingBits = 0x03FF;
constexpr qsizetype mostImage = 64 * 1024 * 1024;

/// Big-endian fields, one after the other. After the first fault every further read gives 0.
class Reader {
public:
    explicit Reader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    std::uint64_t number(int size)
    {
        if (m_error || m_bytes.size() - m_at < size) {
            fail(Fault::TooShort);
            return 0;
        }
        std::uint64_t value = 0;
        for (int k = 0; k < size; ++k)
            value = value << 8U | static_cast<std::uint8_t>(m_bytes[m_at + k]);
        m_at += size;
        return value;
    }
    std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    /// A field that must hold at most `most`.
    std::uint8_t u8UpTo(std::uint8_t most, Fault fault = Fault::BadValue)
    {
        const qsizetype at = m_at;
        const std::uint8_t value = u8();
        if (value > most)
            fail(fault, at);
        return value;
    }
    QByteArrayView taken(qsizetype size)
    {
        if (m_error || size < 0 || m_bytes.size() - m_at < size) {
            fail(Fault::TooShort);
            return {};
        }
        m_at += size;
        return m_bytes.sliced(m_at - size, size);
    }
    void check(bool holds, Fault fault)
    {
        if (!holds)
            fail(fault);
    }
    qsizetype at() const { return m_at; }
    qsizetype left() const { return m_bytes.size() - m_at; }
    const std::optional<FaceRecordError> &error() const { return m_error; }

private:
    void fail(Fault fault) { fail(fault, m_at); }
    void fail(Fault fault, qsizetype at)
    {
        if (!m_error)
            m_error = FaceRecordError{fault, at};
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    std::optional<FaceRecordError> m_error;
};

class Writer {
public:
    void number(std::uint64_t value, int size)
    {
        for (int k = size - 1; k >= 0; --k)
            bytes.append(static_cast<char>(value >> (8U * static_cast<unsigned>(k)) & 0xFFU));
    }
    void u8(std::uint8_t value) { number(value, 1); }
    void u16(std::uint16_t value) { number(value, 2); }
    QByteArray bytes;
};

bool beginsAs(QByteArrayView image, FaceImageCoding coding)
{
    constexpr QByteArrayView jpeg("\xFF\xD8\xFF", 3);
    constexpr QByteArrayView png("\x89PNG\r\n\x1A\n", 8);
    constexpr QByteArrayView jp2("\x00\x00\x00\x0CjP  \r\n\x87\n", 12);
    constexpr QByteArrayView codestream("\xFF\x4F\xFF\x51", 4);
    switch (coding) {
    case FaceImageCoding::Jpeg:
        return image.startsWith(jpeg);
    case FaceImageCoding::Png:
        return image.startsWith(png);
    case FaceImageCoding::Jpeg2000Lossy:
    case FaceImageCoding::Jpeg2000Lossless:
        return image.startsWith(jp2) || image.startsWith(codestream);
    }
    return false;
}

/// A JPEG ends, and is as large as its record says. The other codings are looked at when they are decoded.
bool isWhole(const FaceRecord &record, QByteArrayView image)
{
    if (record.coding != FaceImageCoding::Jpeg)
        return true;
    const auto scanned = scanJpeg(image);
    return scanned && scanned->width == record.width && scanned->height == record.height;
}

void readCapture(Reader &in, FaceRecord &record)
{
    const int year = in.u16();
    const int month = in.u8();
    const int day = in.u8();
    const int hour = in.u8();
    const int minute = in.u8();
    const int second = in.u8();
    const int millisecond = in.u16();
    const QDate date(year, month, day);
    const QTime time(hour, minute, second, millisecond);
    in.check(date.isValid() && time.isValid(), Fault::BadValue);
    record.captured = QDateTime(date, time, Qt::UTC);
    record.technology = in.u8UpTo(mostTechnology);
    record.captureVendor = in.u16();
    record.captureDevice = in.u16();
    const int qualities = in.u8();
    for (int k = 0; k < qualities && !in.error(); ++k) {
        FaceRecordQuality quality;
        quality.score = in.u8();
        in.check(quality.score <= mostScore || quality.score == failedScore, Fault::BadValue);
        quality.vendor = in.u16();
        quality.algorithm = in.u16();
        record.qualities.append(quality);
    }
}

void readFacialInformation(Reader &in, FaceRecord &record)
{
    const int landmarks = in.u16();
    in.u8UpTo(0); // gender, eye colour, hair colour, height: not written by us, not taken from others
    in.u8UpTo(0);
    in.u8UpTo(0);
    in.u8UpTo(0);
    in.check(in.number(3) == 0, Fault::BadValue); // properties
    in.check(in.number(2) == 0, Fault::BadValue); // expression
    for (auto &angle : record.pose)
        angle = in.u8UpTo(mostPose);
    for (auto &angle : record.poseUncertainty)
        angle = in.u8UpTo(mostPose);
    for (int k = 0; k < landmarks && !in.error(); ++k) {
        FaceLandmark point;
        point.type = in.u8();
        in.check(point.type == 1, Fault::Unsupported);
        point.code = in.u8();
        point.x = in.u16();
        point.y = in.u16();
        point.z = in.u16();
        record.landmarks.append(point);
    }
}

void readImage(Reader &in, FaceRecord &record)
{
    record.imageType = static_cast<FaceImageType>(
        in.u8UpTo(static_cast<std::uint8_t>(FaceImageType::TokenFrontal), Fault::Unsupported));
    record.coding = static_cast<FaceImageCoding>(
        in.u8UpTo(static_cast<std::uint8_t>(FaceImageCoding::Png), Fault::Unsupported));
    record.width = in.u16();
    record.height = in.u16();
    in.check(record.width > 0 && record.height > 0, Fault::BadValue);
    in.u8UpTo(0); // spatial sampling rate level
    record.processing = in.u16();
    in.check((record.processing & ~processingBits) == 0, Fault::BadValue);
    in.u8UpTo(0); // cross reference: there is no other representation
    const std::uint8_t colours = in.u8();
    in.check(colours == 0 || colours == 1 || colours == 3, Fault::Unsupported);
    record.colourSpace = static_cast<FaceColourSpace>(colours);
    const auto size = static_cast<qsizetype>(in.number(4));
    in.check(size == in.left(), Fault::Length);
    const QByteArrayView image = in.taken(in.error() ? 0 : size);
    in.check(!image.isEmpty() && image.size() <= mostImage && beginsAs(image, record.coding), Fault::NoImage);
    in.check(in.error() || isWhole(record, image), Fault::NoImage);
    for (const FaceLandmark &point : record.landmarks)
        in.check(point.x < record.width && point.y < record.height && point.z == 0, Fault::BadValue);
    if (!in.error())
        record.image = image.toByteArray();
}

} // namespace

std::uint8_t poseByte(double degrees)
{
    const double turned = std::clamp(std::isfinite(degrees) ? degrees : 0.0, -180.0, 180.0);
    // 0, 2 .. 180 are 1 .. 91; -2, -4 .. -180 are 180, 179 .. 91. The remainder of the halving is dropped.
    const auto steps = static_cast<int>(turned / 2);
    return static_cast<std::uint8_t>(turned >= 0 ? steps + 1 : steps + 181);
}

tl::expected<FaceRecord, FaceRecordError> readFaceRecord(QByteArrayView bytes)
{
    Reader in(bytes);
    in.check(in.taken(format.size()) == format, Fault::NotFace);
    in.check(in.taken(version.size()) == version, Fault::NotFace);
    in.check(in.number(4) == static_cast<std::uint64_t>(bytes.size()), Fault::Length);
    in.check(in.u16() == 1, Fault::Unsupported);
    in.check(in.u8() == 0, Fault::Unsupported); // certification
    in.check(in.u16() == 0, Fault::Unsupported); // one representation has no order in time
    in.check(in.number(4) == static_cast<std::uint64_t>(bytes.size() - generalHeader), Fault::Length);
    FaceRecord record;
    readCapture(in, record);
    readFacialInformation(in, record);
    readImage(in, record);
    if (in.error())
        return tl::unexpected(*in.error());
    return record;
}

namespace {

void writeCapture(Writer &part, const FaceRecord &record)
{
    const QDateTime utc = record.captured.toUTC();
    part.u16(static_cast<std::uint16_t>(utc.date().year()));
    for (const int value :
         {utc.date().month(), utc.date().day(), utc.time().hour(), utc.time().minute(), utc.time().second()})
        part.u8(static_cast<std::uint8_t>(value));
    part.u16(static_cast<std::uint16_t>(utc.time().msec()));
    part.u8(record.technology);
    part.u16(record.captureVendor);
    part.u16(record.captureDevice);
    part.u8(static_cast<std::uint8_t>(record.qualities.size()));
    for (const FaceRecordQuality &quality : record.qualities) {
        part.u8(quality.score);
        part.u16(quality.vendor);
        part.u16(quality.algorithm);
    }
}

void writeFacialInformation(Writer &part, const FaceRecord &record)
{
    part.u16(static_cast<std::uint16_t>(record.landmarks.size()));
    constexpr int unspecified = 9; // gender, eyes, hair, height, properties, expression
    part.number(0, unspecified);
    for (const auto angle : record.pose)
        part.u8(angle);
    for (const auto angle : record.poseUncertainty)
        part.u8(angle);
    for (const FaceLandmark &point : record.landmarks) {
        part.u8(point.type);
        part.u8(point.code);
        part.u16(point.x);
        part.u16(point.y);
        part.u16(point.z);
    }
}

void writeImage(Writer &part, const FaceRecord &record)
{
    part.u8(static_cast<std::uint8_t>(record.imageType));
    part.u8(static_cast<std::uint8_t>(record.coding));
    part.u16(record.width);
    part.u16(record.height);
    part.u8(0); // spatial sampling rate level
    part.u16(record.processing);
    part.u8(0); // cross reference
    part.u8(static_cast<std::uint8_t>(record.colourSpace));
    part.number(static_cast<std::uint64_t>(record.image.size()), 4);
}

} // namespace

tl::expected<QByteArray, FaceRecordError> writeFaceRecord(const FaceRecord &record)
{
    if (record.qualities.size() > std::numeric_limits<std::uint8_t>::max()
        || record.landmarks.size() > std::numeric_limits<std::uint16_t>::max()
        || record.image.size() > mostImage)
        return tl::unexpected(FaceRecordError{Fault::BadValue, 0});
    Writer part;
    writeCapture(part, record);
    writeFacialInformation(part, record);
    writeImage(part, record);

    Writer whole;
    constexpr int lengthField = 4;
    const auto representation
        = static_cast<std::uint64_t>(part.bytes.size() + record.image.size() + lengthField);
    whole.bytes.reserve(static_cast<qsizetype>(representation) + generalHeader);
    whole.bytes.append(format).append(version);
    whole.number(representation + generalHeader, lengthField);
    whole.u16(1); // representations
    whole.u8(0); // no certification
    whole.u16(0); // temporal semantics
    whole.number(representation, lengthField);
    whole.bytes.append(part.bytes).append(record.image);
    if (const auto read = readFaceRecord(whole.bytes); !read)
        return tl::unexpected(read.error());
    return whole.bytes;
}

} // namespace indraj
