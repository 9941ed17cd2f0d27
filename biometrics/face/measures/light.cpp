#include "biometrics/face/measures/units.h"
#include "biometrics/face/measures/zones.h"

#include <array>

namespace indraj::measures {

namespace {

using Histogram = std::array<double, 256>;

/// Shares of the face's pixels by level, 8 bit. `values` is CV_8U or CV_32F 0..1.
Histogram histogramOf(const cv::Mat &values, const cv::Mat &mask)
{
    cv::Mat levels;
    values.convertTo(levels, CV_8U, values.depth() == CV_32F ? 255.0 : 1.0);
    Histogram histogram{};
    double total = 0;
    for (int y = 0; y < levels.rows; ++y)
        for (int x = 0; x < levels.cols; ++x)
            if (mask.at<uchar>(y, x) != 0) {
                histogram[levels.at<uchar>(y, x)] += 1;
                total += 1;
            }
    for (double &share : histogram)
        share /= std::max(1.0, total);
    return histogram;
}

double shareOf(const Histogram &histogram, std::size_t from, std::size_t to)
{
    double sum = 0;
    for (std::size_t level = from; level <= to; ++level)
        sum += histogram[level];
    return sum;
}

double meanOf(const Histogram &histogram)
{
    double mean = 0;
    for (std::size_t level = 0; level < histogram.size(); ++level)
        mean += histogram[level] * static_cast<double>(level) / 255;
    return mean;
}

Histogram luminances(const FaceScene &scene) { return histogramOf(scene.aligned.linear, scene.aligned.face); }

} // namespace

Measured luminanceMean(const FaceScene &scene)
{
    const double mean = meanOf(luminances(scene));
    return Reading{mean, 100 * sigmoid(mean, 0.2, 0.05) * (1 - sigmoid(mean, 0.8, 0.05)), 1};
}

Measured luminanceVariance(const FaceScene &scene)
{
    const Histogram histogram = luminances(scene);
    const double mean = meanOf(histogram);
    double variance = 0;
    for (std::size_t level = 0; level < histogram.size(); ++level) {
        const double distance = static_cast<double>(level) / 255 - mean;
        variance += histogram[level] * distance * distance;
    }
    return Reading{variance, 100 * std::sin(CV_PI * 60 * variance / (60 * variance + 1)), 1};
}

Measured underExposure(const FaceScene &scene)
{
    const double share = shareOf(luminances(scene), 0, 25);
    return Reading{share, 120 * (0.832 - sigmoid(share, 0.92, 0.05)), 1};
}

Measured overExposure(const FaceScene &scene)
{
    const double share = shareOf(luminances(scene), 247, 255);
    return Reading{share, 1 / (share + 0.01), 1};
}

Measured pictureBrightness(const FaceScene &scene)
{
    cv::Mat grey;
    cv::cvtColor(scene.small, grey, cv::COLOR_BGR2GRAY);
    const double level = percentileOf(grey, {}, 0.99);
    return Reading{level, 100 * sigmoid(level, 120, 15), 1};
}

Measured dynamicRange(const FaceScene &scene)
{
    // Down to the tip of the nose: a mask or a beard has a range of its own.
    constexpr int noseTip = 336;
    const cv::Mat upper = scene.aligned.face.rowRange(0, noseTip);
    if (cv::countNonZero(upper) == 0)
        return tl::unexpected(NotAssessed::ZoneCut);
    const Histogram histogram = histogramOf(scene.aligned.grey.rowRange(0, noseTip), upper);
    double entropy = 0;
    for (const double share : histogram)
        if (share > 0)
            entropy -= share * std::log2(share);
    return Reading{entropy, 12.5 * entropy, 1};
}

} // namespace indraj::measures
