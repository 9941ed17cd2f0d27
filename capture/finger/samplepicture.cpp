#include "capture/finger/samplepicture.h"

#include <QLoggingCategory>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

Q_LOGGING_CATEGORY(sampleLog, "indraj.fingersample")

namespace indraj {
namespace {

using namespace Qt::Literals::StringLiterals;

cv::Mat view(const QImage &picture)
{
    return {picture.height(), picture.width(), CV_8U, const_cast<uchar *>(picture.constBits()),
            size_t(picture.bytesPerLine())};
}

/// Empty when it cannot be written or does not come back as it was.
QByteArray encodeChecked(const cv::Mat &picture, const char *extension, const std::vector<int> &options)
{
    try {
        std::vector<uchar> bytes;
        if (!cv::imencode(extension, picture, bytes, options))
            return {};
        const cv::Mat back = cv::imdecode(bytes, cv::IMREAD_UNCHANGED);
        const bool same = back.type() == CV_8U && back.size() == picture.size()
            && cv::norm(back, picture, cv::NORM_INF) == 0;
        return same ? QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()))
                    : QByteArray();
    } catch (const cv::Exception &error) {
        qCWarning(sampleLog, "%s: %s", extension, error.what());
        return {};
    }
}

} // namespace

QImage atSampleResolution(const QImage &picture, int resolution)
{
    if (resolution == sampleResolution || resolution <= 0 || picture.isNull())
        return picture;
    const double factor = double(sampleResolution) / resolution;
    QImage result(std::max(1, qRound(picture.width() * factor)),
                  std::max(1, qRound(picture.height() * factor)), QImage::Format_Grayscale8);
    cv::Mat target(result.height(), result.width(), CV_8U, result.bits(), size_t(result.bytesPerLine()));
    cv::resize(view(picture), target, target.size(), 0, 0, factor < 0.8 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return result;
}

tl::expected<EncodedPicture, EncodeFault> encodeLossless(const QImage &picture)
{
    if (picture.isNull() || picture.format() != QImage::Format_Grayscale8)
        return tl::unexpected(EncodeFault::NotGrey8);
    const cv::Mat pixels = view(picture);
    if (QByteArray jp2 = encodeChecked(pixels, ".jp2", {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, 1000});
        !jp2.isEmpty())
        return EncodedPicture{std::move(jp2), u"image/jp2"_s};
    qCWarning(sampleLog, "JPEG 2000 failed, PNG instead");
    if (QByteArray png = encodeChecked(pixels, ".png", {}); !png.isEmpty())
        return EncodedPicture{std::move(png), u"image/png"_s};
    return tl::unexpected(EncodeFault::Failed);
}

} // namespace indraj
