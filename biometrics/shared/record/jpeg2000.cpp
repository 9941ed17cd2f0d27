#include "biometrics/shared/record/jpeg2000.h"

#include "biometrics/shared/pixels.h"
#include "biometrics/shared/record/jp2header.h"

#include <QLoggingCategory>

#include <opencv2/imgcodecs.hpp>

Q_LOGGING_CATEGORY(pictureLog, "indraj.fingerpicture")

namespace indraj {
namespace {

constexpr int withoutLoss = 1000; ///< thousandths of the uncompressed size

/// Empty when it cannot be decoded; OpenCV throws where OpenJPEG fails.
cv::Mat decoded(QByteArrayView file)
{
    try {
        const cv::Mat bytes(1, int(file.size()), CV_8U, const_cast<char *>(file.data()));
        return cv::imdecode(bytes, cv::IMREAD_UNCHANGED);
    } catch (const cv::Exception &error) {
        qCWarning(pictureLog, "JPEG 2000 not read: %s", error.what());
        return {};
    }
}

tl::expected<Jp2Header, PictureFault> checkedHeader(QByteArrayView file)
{
    const auto header = readJp2Header(file);
    if (!header)
        return tl::unexpected(PictureFault::Damaged);
    if (header->width > quint32(maxPictureSide) || header->height > quint32(maxPictureSide))
        return tl::unexpected(PictureFault::TooLarge);
    if (header->bitDepth != 8)
        return tl::unexpected(PictureFault::NotGrey);
    return *header;
}

} // namespace

tl::expected<QByteArray, PictureFault> encodeJpeg2000(const QImage &picture)
{
    if (picture.isNull() || picture.format() != QImage::Format_Grayscale8)
        return tl::unexpected(PictureFault::NotGrey8);
    if (picture.width() < minPictureSide || picture.height() < minPictureSide)
        return tl::unexpected(PictureFault::TooSmall);
    const cv::Mat pixels = greyView(picture);
    std::vector<uchar> bytes;
    try {
        if (!cv::imencode(".jp2", pixels, bytes, {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, withoutLoss}))
            return tl::unexpected(PictureFault::NotWritten);
    } catch (const cv::Exception &error) {
        qCWarning(pictureLog, "JPEG 2000 not written: %s", error.what());
        return tl::unexpected(PictureFault::NotWritten);
    }
    const QByteArray file(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
    const cv::Mat back = decoded(file);
    const bool same
        = back.type() == CV_8U && back.size() == pixels.size() && cv::norm(back, pixels, cv::NORM_INF) == 0;
    if (!same)
        return tl::unexpected(PictureFault::NotWritten);
    return file;
}

tl::expected<QImage, PictureFault> decodeJpeg2000(QByteArrayView file)
{
    const auto header = checkedHeader(file);
    if (!header)
        return tl::unexpected(header.error());
    if (header->components != 1)
        return tl::unexpected(PictureFault::NotGrey);
    const cv::Mat pixels = decoded(file);
    if (pixels.type() != CV_8U || pixels.cols != int(header->width) || pixels.rows != int(header->height))
        return tl::unexpected(PictureFault::Damaged);
    return greyImage(pixels);
}

tl::expected<QImage, PictureFault> decodeColourJpeg2000(QByteArrayView file)
{
    const auto header = checkedHeader(file);
    if (!header)
        return tl::unexpected(header.error());
    if (header->components == 1)
        return decodeJpeg2000(file).map(
            [](const QImage &grey) { return grey.convertToFormat(QImage::Format_RGB32); });
    if (header->components != 3)
        return tl::unexpected(PictureFault::NotSupported);
    const cv::Mat pixels = decoded(file);
    if (pixels.type() != CV_8UC3 || pixels.cols != int(header->width) || pixels.rows != int(header->height))
        return tl::unexpected(PictureFault::Damaged);
    const QImage view(pixels.data, pixels.cols, pixels.rows, qsizetype(pixels.step), QImage::Format_BGR888);
    return view.convertToFormat(QImage::Format_RGB32); // own pixels
}

} // namespace indraj
