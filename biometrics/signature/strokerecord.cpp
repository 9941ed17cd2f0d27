#include "biometrics/signature/strokerecord.h"

#include "biometrics/shared/bigendian.h"

#include <optional>

namespace indraj {

namespace {

constexpr QByteArrayView formatIdentifier("SDI\0", 4);
constexpr QByteArrayView formatVersion(" 10\0", 4);

// Channel inclusion field: one bit for each channel, X first.
constexpr quint16 channelX = 0x8000, channelY = 0x4000, channelDt = 0x0080, channelF = 0x0040,
                  channelS = 0x0020;
// Preamble of a channel: which attributes follow.
constexpr quint8 withScale = 0x80, withLeast = 0x40, withMost = 0x20;

/// (1 + fraction / 2048) * 2^(exponent - 16), five bits and eleven: units of the channel in one of its own.
constexpr quint16 scaleOf(int exponent, int fraction) { return quint16((exponent << 11) | fraction); }
constexpr quint16 hundredPerMillimetre = scaleOf(22, 1152);
constexpr quint16 thousandPerSecond = scaleOf(25, 1952);

constexpr int longestPause = 65535;
constexpr quint8 noExtendedData = 0;

tl::unexpected<StrokeError> strokeFault(StrokeFault fault, qsizetype offset)
{
    return tl::unexpected(StrokeError{fault, offset});
}

void appendCount(QByteArray &bytes, int count) // three bytes
{
    bytes.append(char(count >> 16)).append(char(count >> 8)).append(char(count));
}

/// One sample point as it stands in the record.
struct Row {
    qint16 x = 0, y = 0;
    quint16 pause = 0, pressure = 0;
    quint8 touching = 0;
};

void append(QByteArray &bytes, const Row &row, bool pressure)
{
    appendBigEndian<qint16>(bytes, row.x);
    appendBigEndian<qint16>(bytes, row.y);
    appendBigEndian<quint16>(bytes, row.pause);
    if (pressure)
        appendBigEndian<quint16>(bytes, row.pressure);
    bytes.append(char(row.touching));
}

QByteArray headerOf(const Signature &signature)
{
    QByteArray bytes;
    bytes.append(formatIdentifier).append(formatVersion);
    appendBigEndian<quint16>(
        bytes, channelX | channelY | channelDt | (signature.hasPressure ? channelF : 0) | channelS);
    for (const int most : {signature.field.width(), signature.field.height()}) {
        bytes.append(char(withScale | withLeast | withMost));
        appendBigEndian<quint16>(bytes, hundredPerMillimetre);
        appendBigEndian<qint16>(bytes, 0);
        appendBigEndian<qint16>(bytes, qint16(most));
    }
    bytes.append(char(withScale));
    appendBigEndian<quint16>(bytes, thousandPerSecond);
    if (signature.hasPressure) {
        bytes.append(char(withLeast | withMost));
        appendBigEndian<quint16>(bytes, 0);
        appendBigEndian<quint16>(bytes, Signature::fullPressure);
    }
    bytes.append('\0'); // S has no attributes
    bytes.append('\0'); // reserved
    return bytes;
}

/// Reads field by field; the first that does not fit is remembered and ends everything.
class StrokeReader {
public:
    explicit StrokeReader(QByteArrayView bytes)
        : m_in(bytes)
    {
    }

    tl::expected<Signature, StrokeError> read()
    {
        if (!readHeader() || !readPoints())
            return tl::unexpected(m_error);
        if (m_in.left() > 0)
            return strokeFault(StrokeFault::WrongLength, m_in.at());
        return m_signature;
    }

private:
    bool fail(StrokeFault fault)
    {
        m_error = {fault, m_in.at()};
        return false;
    }
    /// Exactly this value.
    template <typename T> bool expect(T value)
    {
        const auto found = m_in.read<T>();
        return found ? *found == value || fail(StrokeFault::WrongField) : fail(StrokeFault::Truncated);
    }
    template <typename T> std::optional<T> take()
    {
        const auto found = m_in.read<T>();
        if (!found)
            fail(StrokeFault::Truncated);
        return found;
    }

    bool readHeader()
    {
        const auto identifier = m_in.take(formatIdentifier.size());
        const auto version = m_in.take(formatVersion.size());
        if (!identifier || *identifier != formatIdentifier || !version || *version != formatVersion)
            return fail(StrokeFault::NotARecord);
        const auto channels = take<quint16>();
        if (!channels)
            return false;
        m_signature.hasPressure = (*channels & channelF) != 0;
        if ((*channels & ~channelF) != (channelX | channelY | channelDt | channelS))
            return fail(StrokeFault::WrongField);
        int width = 0, height = 0;
        if (!readSide(&width) || !readSide(&height) || !expect<quint8>(withScale)
            || !expect<quint16>(thousandPerSecond))
            return false;
        m_signature.field = {width, height};
        if (m_signature.hasPressure
            && (!expect<quint8>(withLeast | withMost) || !expect<quint16>(0)
                || !expect<quint16>(Signature::fullPressure)))
            return false;
        return expect<quint8>(0) && expect<quint8>(0);
    }

    bool readSide(int *most)
    {
        if (!expect<quint8>(withScale | withLeast | withMost) || !expect<quint16>(hundredPerMillimetre)
            || !expect<qint16>(0))
            return false;
        const auto value = take<qint16>();
        if (!value || *value <= 0)
            return value ? fail(StrokeFault::WrongField) : false;
        *most = *value;
        return true;
    }

    bool readPoints()
    {
        if (!expect<quint8>(noExtendedData))
            return false;
        const auto count = m_in.take(3);
        if (!count)
            return fail(StrokeFault::Truncated);
        const int points = (quint8(count->at(0)) << 16) | (quint8(count->at(1)) << 8) | quint8(count->at(2));
        if (points > Signature::mostPoints + Signature::mostStrokes)
            return fail(StrokeFault::TooLarge);
        for (int i = 0; i < points; ++i) {
            if (!readPoint())
                return false;
        }
        if (m_signature.strokes.isEmpty() || m_touching)
            return fail(StrokeFault::WrongField);
        return true;
    }

    bool readPoint()
    {
        Row row;
        const auto x = take<qint16>(), y = x ? take<qint16>() : std::nullopt;
        const auto pause = y ? take<quint16>() : std::nullopt;
        const auto pressure = !pause  ? std::nullopt
            : m_signature.hasPressure ? take<quint16>()
                                      : std::optional<quint16>(quint16(0));
        const auto touching = pressure ? take<quint8>() : std::nullopt;
        if (!touching)
            return false;
        row = {*x, *y, *pause, *pressure, *touching};
        return row.touching == 1 ? addTouch(row) : addLift(row);
    }

    bool addTouch(const Row &row)
    {
        if (row.x < 0 || row.y < 0 || row.x > m_signature.field.width() || row.y > m_signature.field.height())
            return fail(StrokeFault::WrongField);
        const bool first = m_signature.strokes.isEmpty();
        if (first && row.pause != 0)
            return fail(StrokeFault::WrongField);
        if (!m_touching) {
            if (m_signature.strokes.size() == Signature::mostStrokes)
                return fail(StrokeFault::TooLarge);
            m_signature.strokes.append(PenStroke());
            m_touching = true;
        }
        if (++m_points > Signature::mostPoints)
            return fail(StrokeFault::TooLarge);
        m_at += row.pause;
        m_signature.strokes.last().append({row.x, row.y, m_at, row.pressure});
        return true;
    }

    /// Where the pen was last; only the switch differs.
    bool addLift(const Row &row)
    {
        if (row.touching != 0 || !m_touching || row.pause != 0 || row.pressure != 0)
            return fail(StrokeFault::WrongField);
        const PenPoint &last = m_signature.strokes.last().last();
        if (row.x != last.x || row.y != last.y)
            return fail(StrokeFault::WrongField);
        m_touching = false;
        return true;
    }

    BigEndianReader m_in;
    Signature m_signature;
    StrokeError m_error;
    bool m_touching = false;
    int m_points = 0;
    int m_at = 0;
};

/// The rows of the strokes; nothing when the reader would refuse them.
std::optional<QList<Row>> rowsOf(const Signature &signature)
{
    QList<Row> rows;
    int before = 0;
    for (const PenStroke &stroke : signature.strokes) {
        if (stroke.isEmpty())
            return {};
        for (const PenPoint &point : stroke) {
            const bool inside = point.x >= 0 && point.y >= 0 && point.x <= signature.field.width()
                && point.y <= signature.field.height();
            if (!inside || point.at < before || (rows.isEmpty() && point.at != 0) || point.pressure < 0
                || point.pressure > (signature.hasPressure ? Signature::fullPressure : 0))
                return {};
            rows.append({qint16(point.x), qint16(point.y), quint16(qMin(point.at - before, longestPause)),
                         quint16(point.pressure), 1});
            before = point.at;
        }
        rows.append({rows.last().x, rows.last().y, 0, 0, 0});
    }
    return rows;
}

} // namespace

tl::expected<Signature, StrokeError> readStrokeRecord(QByteArrayView bytes)
{
    return StrokeReader(bytes).read();
}

tl::expected<QByteArray, StrokeError> writeStrokeRecord(const Signature &signature)
{
    const QSize field = signature.field;
    const bool fits = field.width() > 0 && field.height() > 0 && field.width() <= Signature::largestField
        && field.height() <= Signature::largestField;
    if (!fits || signature.strokes.isEmpty())
        return strokeFault(StrokeFault::WrongField, 0);
    if (signature.strokes.size() > Signature::mostStrokes)
        return strokeFault(StrokeFault::TooLarge, 0);
    const auto rows = rowsOf(signature);
    if (!rows)
        return strokeFault(StrokeFault::WrongField, 0);
    if (rows->size() - signature.strokes.size() > Signature::mostPoints)
        return strokeFault(StrokeFault::TooLarge, 0);
    QByteArray bytes = headerOf(signature);
    bytes.append(char(noExtendedData));
    appendCount(bytes, int(rows->size()));
    for (const Row &row : *rows)
        append(bytes, row, signature.hasPressure);
    return bytes;
}

} // namespace indraj
