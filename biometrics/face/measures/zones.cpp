#include "biometrics/face/measures/zones.h"

#include <array>

namespace indraj {

int percentileOf(const cv::Mat &grey, const cv::Mat &mask, double share)
{
    std::array<int, 256> histogram{};
    int total = 0;
    for (int y = 0; y < grey.rows; ++y) {
        const auto *values = grey.ptr<uchar>(y);
        const auto *wanted = mask.empty() ? nullptr : mask.ptr<uchar>(y);
        for (int x = 0; x < grey.cols; ++x)
            if (!wanted || wanted[x] != 0) {
                ++histogram[values[x]];
                ++total;
            }
    }
    const double limit = share * total;
    int seen = 0;
    for (int level = 0; level < 256; ++level) {
        seen += histogram[static_cast<std::size_t>(level)];
        if (seen >= limit && seen > 0)
            return level;
    }
    return 0;
}

cv::Vec3d labMean(const cv::Mat &bgr, const cv::Mat &mask)
{
    cv::Mat scaled;
    bgr.convertTo(scaled, CV_32FC3, 1 / 255.0);
    cv::Mat lab;
    cv::cvtColor(scaled, lab, cv::COLOR_BGR2Lab);
    const cv::Scalar mean = cv::mean(lab, mask.empty() ? cv::noArray() : cv::InputArray(mask));
    return {mean[0], mean[1], mean[2]};
}

std::optional<NotAssessed> hiddenByLight(const FaceScene &scene)
{
    constexpr int noseTip = 336;
    constexpr double leastLightness = 20; // CIELAB, own; asked only where the colours differ by too little
    constexpr double mostLightness = 92;
    const cv::Mat upper = scene.aligned.face.rowRange(0, noseTip);
    if (cv::countNonZero(upper) == 0)
        return NotAssessed::ZoneCut;
    const double lightness = labMean(scene.aligned.bgr.rowRange(0, noseTip), upper)[0];
    if (lightness < leastLightness)
        return NotAssessed::TooDark;
    if (lightness > mostLightness)
        return NotAssessed::Overexposed;
    return std::nullopt;
}

} // namespace indraj
