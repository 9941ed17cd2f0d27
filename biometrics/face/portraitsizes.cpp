#include "biometrics/face/portraitsizes.h"

#include <opencv2/imgproc.hpp>

namespace indraj {

std::optional<cv::Mat> portraitIn(const PortraitSize &size, const cv::Mat &crop, double eyeDistance)
{
    if (!givesPortrait(size, crop.cols, crop.rows, eyeDistance))
        return std::nullopt;
    cv::Mat portrait;
    cv::resize(crop, portrait, cv::Size(size.width, size.height), 0, 0, cv::INTER_AREA);
    return portrait;
}

} // namespace indraj
