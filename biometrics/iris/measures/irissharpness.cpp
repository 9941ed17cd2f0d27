#include "biometrics/iris/measures/irissharpness.h"

#include "biometrics/finger/pixels.h"

#include <opencv2/imgproc.hpp>

namespace indraj::irismeasures {

double sharpness(const QImage &picture)
{
    constexpr double half = 180'000; ///< power of 50, from the standard
    static const cv::Mat kernel
        = (cv::Mat_<float>(9, 9) << 0, 1, 1, 2, 2, 2, 1, 1, 0, 1, 2, 4, 5, 5, 5, 4, 2, 1, 1, 4, 5, 3, 0, 3, 5,
           4, 1, 2, 5, 3, -12, -24, -12, 3, 5, 2, 2, 5, 0, -24, -40, -24, 0, 5, 2, 2, 5, 3, -12, -24, -12, 3,
           5, 2, 1, 4, 5, 3, 0, 3, 5, 4, 1, 1, 2, 4, 5, 5, 5, 4, 2, 1, 0, 1, 1, 2, 2, 2, 1, 1, 0);
    cv::Mat detail;
    cv::filter2D(greyView(picture), detail, CV_32F, kernel);
    const double power = cv::norm(detail, cv::NORM_L2SQR) / double(detail.total());
    return 100 * power * power / (power * power + half * half);
}

} // namespace indraj::irismeasures
