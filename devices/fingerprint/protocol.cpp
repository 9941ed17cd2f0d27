#include "devices/fingerprint/protocol.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>

namespace indraj::scannerproto {
namespace {

constexpr std::array<char, 2> magic{'I', 'F'};

enum class Type : quint8 {
    Hello = 1,
    Capture = 2,
    Cancel = 3,
    Ping = 4,
    Welcome = 65,
    State = 66,
    Sensor = 67,
    Image = 68,
    Retry = 69,
    Failure = 70,
    Pong = 71,
};

struct TypeRule {
    Type type;
    Direction direction;
    quint32 minLength;
    quint32 maxLength;
};

constexpr quint32 imageHead = 4 + 2 + 2 + 8;
constexpr std::array<TypeRule, 11> rules{{
    {Type::Hello, Direction::ToHelper, 0, 0},
    {Type::Capture, Direction::ToHelper, 5, 5},
    {Type::Cancel, Direction::ToHelper, 4, 4},
    {Type::Ping, Direction::ToHelper, 4, 4},
    {Type::Welcome, Direction::FromHelper, 4, 4},
    {Type::State, Direction::FromHelper, 1, 1},
    {Type::Sensor, Direction::FromHelper, 12, 12 + 2 * maxText},
    {Type::Image, Direction::FromHelper, imageHead + 1, imageHead + maxPixels},
    {Type::Retry, Direction::FromHelper, 5, 5},
    {Type::Failure, Direction::FromHelper, 7, 7 + maxText},
    {Type::Pong, Direction::FromHelper, 4, 4},
}};

/// Reads little-endian values; remembers whether the bytes sufficed.
class ByteReader {
public:
    explicit ByteReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    template <class T> T number()
    {
        if (m_bytes.size() < qsizetype(sizeof(T))) {
            m_ok = false;
            return T{};
        }
        const T value = qFromLittleEndian<T>(m_bytes.data());
        m_bytes = m_bytes.sliced(qsizetype(sizeof(T)));
        return value;
    }
    QString text()
    {
        const auto length = number<quint16>();
        if (length > maxText || m_bytes.size() < length) {
            m_ok = false;
            return {};
        }
        const QByteArrayView part = m_bytes.first(length);
        m_bytes = m_bytes.sliced(length);
        m_ok = m_ok && part.isValidUtf8();
        return m_ok ? QString::fromUtf8(part) : QString();
    }
    QByteArray rest() { return std::exchange(m_bytes, QByteArrayView()).toByteArray(); }
    bool flag()
    {
        const auto value = number<quint8>();
        m_ok = m_ok && value <= 1;
        return value == 1;
    }
    bool finished() const { return m_ok && m_bytes.isEmpty(); }

private:
    QByteArrayView m_bytes;
    bool m_ok = true;
};

class ByteWriter {
public:
    template <class T> ByteWriter &number(T value)
    {
        const T little = qToLittleEndian(value);
        std::array<char, sizeof(T)> raw{};
        std::memcpy(raw.data(), &little, sizeof(T));
        m_bytes.append(raw.data(), qsizetype(sizeof(T)));
        return *this;
    }
    ByteWriter &text(const QString &value)
    {
        QString cut = value.left(maxText);
        while (cut.toUtf8().size() > maxText)
            cut.chop(1);
        const QByteArray utf8 = cut.toUtf8();
        number(quint16(utf8.size()));
        m_bytes.append(utf8);
        return *this;
    }
    ByteWriter &raw(const QByteArray &value)
    {
        m_bytes.append(value);
        return *this;
    }
    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

QByteArray frame(Type type, const ByteWriter &payload)
{
    ByteWriter out;
    out.number(quint8(magic[0])).number(quint8(magic[1])).number(protocolVersion).number(quint8(type));
    out.number(quint32(payload.bytes().size())).raw(payload.bytes());
    return out.bytes();
}

struct Encoder {
    QByteArray operator()(const Hello &) const { return frame(Type::Hello, {}); }
    QByteArray operator()(const CaptureRequest &m) const
    {
        return frame(Type::Capture, ByteWriter().number(m.request).number(quint8(m.finger)));
    }
    QByteArray operator()(const CancelRequest &m) const
    {
        return frame(Type::Cancel, ByteWriter().number(m.request));
    }
    QByteArray operator()(const Ping &m) const { return frame(Type::Ping, ByteWriter().number(m.number)); }
    QByteArray operator()(const Welcome &m) const
    {
        return frame(Type::Welcome, ByteWriter().number(m.processId));
    }
    QByteArray operator()(const StateReport &m) const
    {
        return frame(Type::State, ByteWriter().number(quint8(m.state)));
    }
    QByteArray operator()(const SensorReport &m) const
    {
        const SensorProfile &s = m.sensor;
        return frame(Type::Sensor,
                     ByteWriter()
                         .number(quint16(s.resolution))
                         .number(quint16(qRound(s.widthMillimetres * 10)))
                         .number(quint16(qRound(s.heightMillimetres * 10)))
                         .number(quint8(s.press))
                         .number(quint8(s.simulated))
                         .text(s.driver)
                         .text(s.model));
    }
    QByteArray operator()(const ImageReport &m) const
    {
        return frame(Type::Image,
                     ByteWriter()
                         .number(m.request)
                         .number(quint16(m.width))
                         .number(quint16(m.height))
                         .number(m.atMilliseconds)
                         .raw(m.pixels));
    }
    QByteArray operator()(const RetryReport &m) const
    {
        return frame(Type::Retry, ByteWriter().number(m.request).number(quint8(m.reason)));
    }
    QByteArray operator()(const FailureReport &m) const
    {
        return frame(Type::Failure, ByteWriter().number(m.request).number(quint8(m.fault)).text(m.detail));
    }
    QByteArray operator()(const Pong &m) const { return frame(Type::Pong, ByteWriter().number(m.number)); }
};

std::optional<Message> readCapture(ByteReader &in)
{
    const auto request = in.number<quint32>();
    const auto finger = in.number<quint8>();
    if (finger < quint8(FingerPosition::RightThumb) || finger > quint8(FingerPosition::LeftLittle))
        return {};
    return CaptureRequest{request, FingerPosition(finger)};
}

std::optional<Message> readState(ByteReader &in)
{
    const auto state = in.number<quint8>();
    if (state >= quint8(ScannerState::HelperLost)) // a helper that speaks is not lost
        return {};
    return StateReport{ScannerState(state)};
}

std::optional<Message> readSensor(ByteReader &in)
{
    SensorProfile sensor;
    sensor.resolution = in.number<quint16>();
    sensor.widthMillimetres = in.number<quint16>() / 10.0;
    sensor.heightMillimetres = in.number<quint16>() / 10.0;
    sensor.press = in.flag();
    sensor.simulated = in.flag();
    sensor.driver = in.text();
    sensor.model = in.text();
    if (sensor.resolution < 100 || sensor.resolution > 4000)
        return {};
    return SensorReport{sensor};
}

std::optional<Message> readImage(ByteReader &in)
{
    ImageReport image;
    image.request = in.number<quint32>();
    image.width = in.number<quint16>();
    image.height = in.number<quint16>();
    image.atMilliseconds = in.number<qint64>();
    image.pixels = in.rest();
    constexpr qint64 year2200 = 7'258'118'400'000;
    const bool sized = image.width > 0 && image.height > 0 && image.width <= maxSide
        && image.height <= maxSide && image.pixels.size() == qsizetype(image.width) * image.height;
    if (!sized || image.atMilliseconds < 0 || image.atMilliseconds > year2200)
        return {};
    return image;
}

std::optional<Message> readRetry(ByteReader &in)
{
    const auto request = in.number<quint32>();
    const auto reason = in.number<quint8>();
    if (reason > quint8(RetryReason::SmallArea))
        return {};
    return RetryReport{request, RetryReason(reason)};
}

std::optional<Message> readFailure(ByteReader &in)
{
    const auto request = in.number<quint32>();
    const auto fault = in.number<quint8>();
    const QString detail = in.text();
    if (fault > quint8(DeviceFault::Cancelled))
        return {};
    return FailureReport{request, DeviceFault(fault), detail};
}

std::optional<Message> readPayload(Type type, ByteReader &in)
{
    switch (type) {
    case Type::Hello:
        return Hello{};
    case Type::Capture:
        return readCapture(in);
    case Type::Cancel:
        return CancelRequest{in.number<quint32>()};
    case Type::Ping:
        return Ping{in.number<quint32>()};
    case Type::Welcome:
        return Welcome{in.number<quint32>()};
    case Type::State:
        return readState(in);
    case Type::Sensor:
        return readSensor(in);
    case Type::Image:
        return readImage(in);
    case Type::Retry:
        return readRetry(in);
    case Type::Failure:
        return readFailure(in);
    case Type::Pong:
        return Pong{in.number<quint32>()};
    }
    return {};
}

} // namespace

QByteArray encode(const Message &message) { return std::visit(Encoder{}, message); }

void MessageReader::feed(QByteArrayView bytes)
{
    if (!m_error)
        m_buffer.append(bytes);
}

tl::expected<std::optional<Message>, ProtocolError> MessageReader::next()
{
    if (m_error)
        return tl::unexpected(*m_error);
    if (m_buffer.size() < headerSize)
        return std::nullopt;
    const char *head = m_buffer.constData();
    const auto type = quint8(head[3]);
    const auto length = qFromLittleEndian<quint32>(head + 4);
    const auto fail = [&](ProtocolFault fault) {
        m_error = ProtocolError{fault, type, length};
        m_buffer.clear();
        return tl::unexpected(*m_error);
    };
    if (head[0] != magic[0] || head[1] != magic[1])
        return fail(ProtocolFault::BadMagic);
    if (quint8(head[2]) != protocolVersion)
        return fail(ProtocolFault::BadVersion);
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const TypeRule &r) {
        return quint8(r.type) == type && r.direction == m_direction;
    });
    if (rule == rules.end())
        return fail(ProtocolFault::UnknownType);
    if (length < rule->minLength || length > rule->maxLength)
        return fail(ProtocolFault::BadLength);
    if (m_buffer.size() < headerSize + qsizetype(length))
        return std::nullopt;
    ByteReader payload(QByteArrayView(m_buffer).sliced(headerSize, length));
    std::optional<Message> message = readPayload(rule->type, payload);
    if (!message || !payload.finished())
        return fail(ProtocolFault::BadPayload);
    m_buffer.remove(0, headerSize + qsizetype(length));
    return message;
}

} // namespace indraj::scannerproto
