#include "biometrics/iris/measures/irissharpness.h"

#include "biometrics/shared/pixels.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace indraj::irismeasures {
namespace {

/// The Laplacian of a Gaussian, -(1 - q) exp(-q) with q = (x^2 + y^2) / 2 sigma^2. `peak` brings it to the
/// scale for which the constant below is meant.
cv::Mat bandPass()
{
    constexpr int reach = 4; ///< pixels to each side
    constexpr double sigma = 1.4, peak = 40;
    cv::Mat_<float> kernel(2 * reach + 1, 2 * reach + 1);
    for (int y = -reach; y <= reach; ++y) {
        for (int x = -reach; x <= reach; ++x) {
            const double q = (x * x + y * y) / (2 * sigma * sigma);
            kernel(y + reach, x + reach) = float(-peak * (1 - q) * std::exp(-q));
        }
    }
    kernel -= cv::mean(kernel)[0]; // an even grey has no detail
    return kernel;
}

} // namespace

double sharpness(const QImage &picture)
{
    // The constant with which power becomes 0-100 is known from BIQT-Iris; the standard's text was not at
    // hand.
    constexpr double half = 180'000; ///< power that counts as 50
    static const cv::Mat kernel = bandPass();
    cv::Mat detail;
    cv::filter2D(greyView(picture), detail, CV_32F, kernel);
    const double power = cv::norm(detail, cv::NORM_L2SQR) / double(detail.total());
    return 100 * power * power / (power * power + half * half);
}

} // namespace indraj::irismeasures
