#include "capture/face/jpegtables.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/imgcodecs.hpp>

#include <optional>
#include <vector>

namespace indraj {

namespace {

// Markers of ISO/IEC 10918-1, table B.1.
constexpr uchar markerPrefix = 0xFF;
constexpr uchar startOfImage = 0xD8;
constexpr uchar startOfScan = 0xDA;
constexpr uchar huffmanTables = 0xC4;

struct JpegHeader {
    QByteArray huffman; ///< its segments of tables, one after another
    qsizetype scan = 0; ///< where the first scan begins
};

uchar byteAt(const QByteArray &bytes, qsizetype at) { return static_cast<uchar>(bytes.at(at)); }

/// The segments before the first scan.
std::optional<JpegHeader> headerOf(const QByteArray &jpeg)
{
    constexpr qsizetype prefix = 2; // a marker, and the length that follows it
    if (jpeg.size() < prefix || byteAt(jpeg, 0) != markerPrefix || byteAt(jpeg, 1) != startOfImage)
        return std::nullopt;
    JpegHeader header;
    for (qsizetype at = prefix; at + 2 * prefix <= jpeg.size();) {
        if (byteAt(jpeg, at) != markerPrefix)
            return std::nullopt;
        const uchar marker = byteAt(jpeg, at + 1);
        if (marker == markerPrefix) { // padding
            ++at;
            continue;
        }
        if (marker == startOfScan) {
            header.scan = at;
            return header;
        }
        const qsizetype length = byteAt(jpeg, at + 2) * 256 + byteAt(jpeg, at + 3);
        if (length < prefix)
            return std::nullopt;
        if (marker == huffmanTables)
            header.huffman += jpeg.mid(at, prefix + length);
        at += prefix + length;
    }
    return std::nullopt;
}

/// Those of Annex K.3, as every encoder writes them that does not make its own.
QByteArray usualTables()
{
    const cv::Mat nothing(16, 16, CV_8UC3, cv::Scalar::all(128));
    std::vector<uchar> bytes;
    if (!cv::imencode(".jpg", nothing, bytes, {cv::IMWRITE_JPEG_OPTIMIZE, 0}))
        return {};
    const auto header
        = headerOf(QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())));
    return header ? header->huffman : QByteArray();
}

} // namespace

QByteArray withHuffmanTables(const QByteArray &jpeg)
{
    const auto header = headerOf(jpeg);
    if (!header || !header->huffman.isEmpty())
        return header ? jpeg : QByteArray();
    static const QByteArray usual = usualTables();
    return jpeg.left(header->scan) + usual + jpeg.mid(header->scan);
}

} // namespace indraj
