#include "devices/camera/wholepicture.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace indraj {

namespace {

constexpr int leastLiveWidth = 960;

int decodingFlags(int factor)
{
    switch (factor) {
    case 2:
        return cv::IMREAD_REDUCED_COLOR_2;
    case 4:
        return cv::IMREAD_REDUCED_COLOR_4;
    case 8:
        return cv::IMREAD_REDUCED_COLOR_8;
    default:
        return cv::IMREAD_COLOR;
    }
}

} // namespace

WholePicture::WholePicture(cv::Mat bgrx)
    : m_pixels(std::move(bgrx))
    , m_size(m_pixels.size())
{
}

WholePicture::WholePicture(QByteArray jpeg, const cv::Size &size)
    : m_jpeg(std::move(jpeg))
    , m_size(size)
{
}

cv::Mat WholePicture::pixelsAt(int factor) const
{
    cv::Mat result;
    if (m_jpeg.isEmpty()) {
        if (factor == 1 || m_pixels.empty())
            return m_pixels;
        cv::resize(m_pixels, result, {}, 1.0 / factor, 1.0 / factor, cv::INTER_AREA);
        return result;
    }
    if (const cv::Mat bgr = decoded(factor); !bgr.empty())
        cv::cvtColor(bgr, result, cv::COLOR_BGR2BGRA);
    return result;
}

cv::Mat WholePicture::decoded(int factor) const
{
    // A header for bytes that are only read.
    const cv::Mat bytes(1, static_cast<int>(m_jpeg.size()), CV_8U, const_cast<char *>(m_jpeg.constData()));
    try {
        return cv::imdecode(bytes, decodingFlags(factor) | cv::IMREAD_IGNORE_ORIENTATION);
    } catch (const cv::Exception &) {
        return {}; // a header that promises more than there can be
    }
}

int liveReduction(int width)
{
    int factor = 1;
    while (factor < 8 && width / (2 * factor) >= leastLiveWidth)
        factor *= 2;
    return factor;
}

} // namespace indraj
