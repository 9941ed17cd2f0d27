#include "biometrics/shared/record/jp2header.h"

#include "biometrics/shared/bigendian.h"

namespace indraj {
namespace {

constexpr quint32 boxSignature = 0x6A502020, boxHeader = 0x6A703268, boxImage = 0x69686472,
                  boxStream = 0x6A703263;
constexpr quint16 startOfStream = 0xFF4F, imageSize = 0xFF51, codingStyle = 0xFF52, startOfTile = 0xFF90;

struct Box {
    quint32 type = 0;
    QByteArrayView content;
};

/// The box at the front; its length 0 means to the end, 1 that a length of eight bytes follows.
std::optional<Box> nextBox(BigEndianReader &reader)
{
    const auto length = reader.read<quint32>();
    const auto type = reader.read<quint32>();
    if (!length || !type)
        return {};
    qint64 content = qint64(*length) - 8;
    if (*length == 0) {
        content = reader.left();
    } else if (*length == 1) {
        const auto longLength = reader.read<quint64>();
        if (!longLength || *longLength < 16 || *longLength > quint64(INT_MAX))
            return {};
        content = qint64(*longLength) - 16;
    }
    const auto bytes = reader.take(content);
    if (!bytes)
        return {};
    return Box{*type, *bytes};
}

/// SIZ: the size on the reference grid less its offset.
bool readSize(QByteArrayView segment, Jp2Header &header)
{
    BigEndianReader reader(segment);
    const auto profile = reader.read<quint16>();
    const auto right = reader.read<quint32>(), bottom = reader.read<quint32>();
    const auto left = reader.read<quint32>(), top = reader.read<quint32>();
    const auto tiles = reader.take(16);
    const auto components = reader.read<quint16>();
    const auto depth = reader.read<quint8>();
    if (!profile || !right || !bottom || !left || !top || !tiles || !components || !depth)
        return false;
    if (*right <= *left || *bottom <= *top || reader.left() != 3 * qsizetype(*components) - 1)
        return false;
    header.width = *right - *left;
    header.height = *bottom - *top;
    header.components = *components;
    header.bitDepth = (*depth & 0x7F) + 1;
    return true;
}

/// COD: the tenth byte is the wavelet, 1 for the reversible one.
bool readCoding(QByteArrayView segment, Jp2Header &header)
{
    if (segment.size() < 10)
        return false;
    const auto wavelet = quint8(segment[9]);
    header.reversible = wavelet == 1;
    return wavelet <= 1;
}

std::optional<Jp2Header> readStream(QByteArrayView stream)
{
    BigEndianReader reader(stream);
    if (reader.read<quint16>() != startOfStream)
        return {};
    Jp2Header header;
    bool sized = false, coded = false;
    for (;;) {
        const auto marker = reader.read<quint16>();
        if (!marker)
            return {};
        if (*marker == startOfTile)
            break;
        const auto length = reader.read<quint16>();
        const auto segment = length ? reader.take(qint64(*length) - 2) : std::nullopt;
        if (!segment || (!sized && *marker != imageSize))
            return {}; // SIZ comes first
        if (*marker == imageSize && (std::exchange(sized, true) || !readSize(*segment, header)))
            return {};
        if (*marker == codingStyle && (std::exchange(coded, true) || !readCoding(*segment, header)))
            return {};
    }
    if (!sized || !coded)
        return {};
    return header;
}

bool agrees(QByteArrayView headerBox, const Jp2Header &header)
{
    BigEndianReader reader(headerBox);
    const auto box = nextBox(reader);
    if (!box || box->type != boxImage)
        return false;
    BigEndianReader fields(box->content);
    const auto height = fields.read<quint32>(), width = fields.read<quint32>();
    const auto components = fields.read<quint16>();
    return width == header.width && height == header.height && components
        && int(*components) == header.components;
}

} // namespace

std::optional<Jp2Header> readJp2Header(QByteArrayView file)
{
    BigEndianReader reader(file);
    const auto signature = nextBox(reader);
    if (!signature || signature->type != boxSignature || signature->content != QByteArrayView("\r\n\x87\n"))
        return {};
    std::optional<QByteArrayView> headerBox;
    while (const auto box = nextBox(reader)) {
        if (box->type == boxHeader)
            headerBox = box->content;
        if (box->type != boxStream)
            continue;
        const auto header = readStream(box->content);
        if (!header || !headerBox || !agrees(*headerBox, *header))
            return {};
        return header;
    }
    return {};
}

} // namespace indraj
