#include "capture/face/portraitsample.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/imgcodecs.hpp>

namespace indraj {

EncodedPortrait encodePortrait(const QImage &crop)
{
    const QImage bgr = crop.convertToFormat(QImage::Format_BGR888);
    // imencode only reads; cv::Mat has no constructor for const pixels.
    const cv::Mat pixels(bgr.height(), bgr.width(), CV_8UC3, const_cast<uchar *>(bgr.constBits()),
                         static_cast<std::size_t>(bgr.bytesPerLine()));
    const auto encoded = [&](const char *extension, const std::vector<int> &options) {
        std::vector<uchar> bytes;
        try {
            if (!cv::imencode(extension, pixels, bytes, options))
                bytes.clear();
        } catch (const cv::Exception &) {
            bytes.clear(); // no such codec: the caller takes the next one
        }
        return QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    };
    constexpr int lossless = 1000; // thousandths of the raw size
    const QByteArray jpeg2000 = encoded(".jp2", {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, lossless});
    if (!jpeg2000.isEmpty())
        return {jpeg2000, QStringLiteral("image/jp2")};
    return {encoded(".png", {}), QStringLiteral("image/png")};
}

} // namespace indraj
