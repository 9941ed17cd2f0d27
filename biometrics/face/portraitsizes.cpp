#include "biometrics/face/portraitsizes.h"

#include <opencv2/imgproc.hpp>

#include <array>

namespace indraj {

std::span<const PortraitSize> portraitSizes()
{
    static const std::array<PortraitSize, 3> sizes{
        {{"full", {1244, 1600}, 300}, {"reduced", {622, 800}, 120}, {"card", {413, 531}, 90}}};
    return sizes;
}

std::optional<cv::Mat> portraitIn(const PortraitSize &size, const cv::Mat &crop, double eyeDistance)
{
    if (crop.cols < size.pixels.width || crop.rows < size.pixels.height)
        return std::nullopt;
    if (eyeDistance * size.pixels.width / crop.cols < size.leastEyeDistance)
        return std::nullopt;
    cv::Mat portrait;
    cv::resize(crop, portrait, size.pixels, 0, 0, cv::INTER_AREA);
    return portrait;
}

} // namespace indraj
