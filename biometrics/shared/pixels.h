#pragma once

#include <QImage>

#include <opencv2/core.hpp>

namespace indraj {

/// OpenCV's view of a Format_Grayscale8 picture: no copy, valid while the picture lives, not to be written
/// to.
inline cv::Mat greyView(const QImage &picture)
{
    return {picture.height(), picture.width(), CV_8U, const_cast<uchar *>(picture.constBits()),
            size_t(picture.bytesPerLine())};
}

/// A picture of its own with these 8-bit grey pixels.
inline QImage greyImage(const cv::Mat &pixels)
{
    QImage picture(pixels.cols, pixels.rows, QImage::Format_Grayscale8);
    cv::Mat target(pixels.rows, pixels.cols, CV_8U, picture.bits(), size_t(picture.bytesPerLine()));
    pixels.copyTo(target);
    return picture;
}

} // namespace indraj
