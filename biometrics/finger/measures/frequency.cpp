#include "biometrics/finger/measures/frequency.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace indraj::fingermeasure {

double ridgeFrequency(const cv::Mat &picture, const Window &window)
{
    constexpr int length = 32, depth = 16, middle = patchSide / 2;
    const cv::Mat turned
        = turnedPatch(picture, window.area, window.covariance.orientation() + std::numbers::pi / 2, true);
    const cv::Mat cut = turned(cv::Rect(middle - depth / 2, middle - length / 2, depth, length));
    cv::Mat means, spectrum;
    cv::reduce(cut, means, 1, cv::REDUCE_AVG, CV_64F);
    cv::dft(means, spectrum, cv::DFT_COMPLEX_OUTPUT);
    std::array<double, length - 1> amplitude{}; // without the constant part
    for (int i = 1; i < length; ++i) {
        const auto value = spectrum.at<cv::Vec2d>(i, 0);
        amplitude[size_t(i - 1)] = std::hypot(value[0], value[1]);
    }
    double total = 0;
    for (size_t i = 0; i < 15; ++i)
        total += amplitude[i];
    const auto peak = size_t(std::max_element(amplitude.begin(), amplitude.end()) - amplitude.begin());
    if (peak == 0 || peak + 1 == amplitude.size())
        return 1;
    return (amplitude[peak] + 0.3 * (amplitude[peak - 1] + amplitude[peak + 1])) / total;
}

} // namespace indraj::fingermeasure
