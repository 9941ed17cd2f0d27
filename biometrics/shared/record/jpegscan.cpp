#include "biometrics/shared/record/jpegscan.h"

#include <algorithm>
#include <optional>

namespace indraj {
namespace {

using Fault = tl::unexpected<JpegFault>;

namespace marker {
constexpr uchar startOfImage = 0xD8, endOfImage = 0xD9, startOfScan = 0xDA;
constexpr uchar firstRestart = 0xD0, lastRestart = 0xD7;
constexpr uchar firstFrame = 0xC0, lastFrame = 0xCF; // but for the next three, which define tables
constexpr uchar huffmanTables = 0xC4, extensions = 0xC8, arithmeticCoding = 0xCC;
} // namespace marker

bool isRestart(uchar code) { return code >= marker::firstRestart && code <= marker::lastRestart; }

bool isFrameHeader(uchar code)
{
    return code >= marker::firstFrame && code <= marker::lastFrame && code != marker::huffmanTables
        && code != marker::extensions && code != marker::arithmeticCoding;
}

/// Without a length behind it.
bool standsAlone(uchar code) { return code <= 0x01 || (code >= marker::firstRestart && code <= 0xD9); }

class Walk {
public:
    explicit Walk(QByteArrayView file)
        : m_at(file.begin())
        , m_end(file.end())
    {
    }

    tl::expected<JpegSize, JpegFault> toTheEnd()
    {
        if (m_end - m_at < 2 || byteAt(0) != 0xFF || byteAt(1) != marker::startOfImage)
            return Fault(JpegFault::NotJpeg);
        m_at += 2;
        bool scanned = false;
        for (;;) {
            const auto code = nextMarker();
            if (!code)
                return Fault(code.error());
            if (*code == marker::endOfImage)
                return m_size && scanned ? tl::expected<JpegSize, JpegFault>(*m_size)
                                         : Fault(JpegFault::Malformed);
            if (const auto passed = passSegment(*code); !passed)
                return Fault(passed.error());
            if (*code != marker::startOfScan)
                continue;
            scanned = true;
            if (const auto passed = passScan(); !passed)
                return Fault(passed.error());
        }
    }

private:
    uchar byteAt(qsizetype offset) const { return static_cast<uchar>(m_at[offset]); }
    int wordAt(qsizetype offset) const { return byteAt(offset) << 8 | byteAt(offset + 1); }

    /// The code of the marker that stands here, after as many fill bytes as there are (B.1.1.2).
    tl::expected<uchar, JpegFault> nextMarker()
    {
        if (m_at == m_end)
            return Fault(JpegFault::CutShort);
        if (byteAt(0) != 0xFF)
            return Fault(JpegFault::Malformed);
        m_at = std::find_if(m_at, m_end, [](char byte) { return static_cast<uchar>(byte) != 0xFF; });
        if (m_at == m_end)
            return Fault(JpegFault::CutShort);
        return static_cast<uchar>(*m_at++);
    }

    tl::expected<void, JpegFault> passSegment(uchar code)
    {
        if (standsAlone(code) || (code == marker::startOfScan && !m_size))
            return Fault(JpegFault::Malformed);
        if (m_end - m_at < 2)
            return Fault(JpegFault::CutShort);
        const int length = wordAt(0); // counts itself
        if (length < 2)
            return Fault(JpegFault::Malformed);
        if (m_end - m_at < length)
            return Fault(JpegFault::CutShort);
        if (isFrameHeader(code) && !takeSize(length))
            return Fault(JpegFault::Malformed);
        m_at += length;
        return {};
    }

    bool takeSize(int length)
    {
        if (m_size || length < 8)
            return false;
        const JpegSize size{wordAt(5), wordAt(3)};
        if (size.width == 0 || size.height == 0)
            return false;
        m_size = size;
        return true;
    }

    /// To the marker that ends the scan, which is not taken.
    tl::expected<void, JpegFault> passScan()
    {
        uchar expected = marker::firstRestart;
        for (;;) {
            m_at = std::find(m_at, m_end, '\xFF');
            if (m_end - m_at < 2)
                return Fault(JpegFault::CutShort);
            const uchar code = byteAt(1);
            if (code != 0x00 && code != 0xFF && !isRestart(code))
                return {};
            if (isRestart(code)) {
                if (code != expected)
                    return Fault(JpegFault::Malformed);
                expected = code == marker::lastRestart ? marker::firstRestart : uchar(code + 1);
            }
            m_at += code == 0xFF ? 1 : 2;
        }
    }

    QByteArrayView::iterator m_at;
    QByteArrayView::iterator m_end;
    std::optional<JpegSize> m_size;
};

} // namespace

tl::expected<JpegSize, JpegFault> scanJpeg(QByteArrayView file) { return Walk(file).toTheEnd(); }

} // namespace indraj
