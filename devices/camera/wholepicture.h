#pragma once

#include <QByteArray>

#include <opencv2/core/mat.hpp>

namespace indraj {

/// A picture with every pixel the camera gave, kept as small as it came: a compressed one stays compressed
/// until somebody wants its pixels. Copies share it; any thread.
class WholePicture {
public:
    WholePicture() = default;
    explicit WholePicture(cv::Mat bgrx); ///< CV_8UC4
    WholePicture(QByteArray jpeg, const cv::Size &size);

    bool isNull() const { return m_size.empty(); }
    cv::Size size() const { return m_size; }
    /// Byte for byte as the camera sent it; empty where it came as pixels.
    const QByteArray &jpeg() const { return m_jpeg; }
    /// CV_8UC4, BGRx. Decodes every time (about 10 ms for a megapixel); empty when it is damaged.
    cv::Mat pixels() const { return pixelsAt(1); }
    /// The same in whatever costs least: CV_8UC3 (BGR) of a JPEG, else CV_8UC4.
    cv::Mat cheapPixels() const { return m_jpeg.isEmpty() ? m_pixels : decoded(1); }
    /// Every side divided by `factor` (1, 2, 4 or 8), which costs a JPEG less than all pixels do.
    cv::Mat pixelsAt(int factor) const;

private:
    cv::Mat decoded(int factor) const; ///< of the JPEG, BGR

    cv::Mat m_pixels;
    QByteArray m_jpeg;
    cv::Size m_size;
};

/// By what a picture of this width is divided for live judging, so that 960 to 1919 px are left: more do not
/// make the judgement better, and cost memory and time.
int liveReduction(int width);

} // namespace indraj
