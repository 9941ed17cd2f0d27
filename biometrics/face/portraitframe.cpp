#include "biometrics/face/portraitframe.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace indraj {

namespace {

/// From a picture whose pixel is `step` px wide and whose point `to` lies on the middle of the frame, to the
/// picture that the frame lies on. Points count from the middle of the first pixel.
cv::Matx23d wayBack(const PortraitFrame &frame, const cv::Point2d &step, const cv::Point2d &to)
{
    const double angle = frame.degrees * CV_PI / 180;
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    cv::Matx23d way(c * step.x, -s * step.y, 0, s * step.x, c * step.y, 0);
    way(0, 2) = frame.centre.x - way(0, 0) * to.x - way(0, 1) * to.y;
    way(1, 2) = frame.centre.y - way(1, 0) * to.x - way(1, 1) * to.y;
    return way;
}

constexpr int backwards = cv::INTER_CUBIC | cv::WARP_INVERSE_MAP;

} // namespace

cv::Rect uprightRect(const PortraitFrame &frame, const cv::Size &picture)
{
    const cv::Size size(std::clamp(cvRound(frame.size.width), 1, picture.width),
                        std::clamp(cvRound(frame.size.height), 1, picture.height));
    return {{std::clamp(cvRound(frame.centre.x - size.width / 2.0), 0, picture.width - size.width),
             std::clamp(cvRound(frame.centre.y - size.height / 2.0), 0, picture.height - size.height)},
            size};
}

cv::Mat cutFrame(const cv::Mat &picture, const PortraitFrame &frame, const cv::Size &size)
{
    cv::Mat cut;
    if (frame.degrees == 0) {
        const cv::Rect rect = uprightRect(frame, picture.size());
        if (rect.size() == size)
            return picture(rect).clone();
        cv::resize(picture(rect), cut, size, 0, 0, cv::INTER_AREA);
        return cut;
    }
    const double smaller = frame.size.width / size.width;
    const int points = std::max(1, static_cast<int>(std::ceil(smaller - 0.01)));
    const cv::Size fine = size * points;
    const cv::Point2d step(frame.size.width / fine.width, frame.size.height / fine.height);
    // The middles of pixels have whole numbers, so that a picture's own middle lies half a pixel before it.
    const PortraitFrame shifted{frame.centre - cv::Point2d(0.5, 0.5), frame.size, frame.degrees};
    const cv::Matx23d way = wayBack(shifted, step, {(fine.width - 1) / 2.0, (fine.height - 1) / 2.0});
    cv::warpAffine(picture, cut, way, fine, backwards, cv::BORDER_REPLICATE);
    if (points == 1)
        return cut;
    cv::Mat mean;
    cv::resize(cut, mean, size, 0, 0, cv::INTER_AREA);
    return mean;
}

cv::Mat turnedUpright(const cv::Mat &picture, const PortraitFrame &frame)
{
    if (frame.degrees == 0)
        return picture;
    cv::Mat turned;
    const PortraitFrame shifted{frame.centre - cv::Point2d(0.5, 0.5), frame.size, frame.degrees};
    cv::warpAffine(picture, turned, wayBack(shifted, {1, 1}, shifted.centre), picture.size(), backwards,
                   cv::BORDER_REFLECT_101);
    return turned;
}

} // namespace indraj
