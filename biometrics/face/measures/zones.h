#pragma once

#include "biometrics/face/measures/facemeasure.h"
#include "biometrics/face/measures/facescene.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace indraj {

/// 0..1, a half at `centre`; rises over about four times `width`, falls where `width` is negative.
inline double sigmoid(double x, double centre, double width)
{
    return 1.0 / (1.0 + std::exp((centre - x) / width));
}

/// The square of side 2 * `radius` around a point of the aligned picture, cut at its edges.
inline cv::Rect zoneAround(const cv::Point2f &centre, double radius)
{
    const int half = std::max(1, cvRound(radius));
    return cv::Rect(cvRound(centre.x) - half, cvRound(centre.y) - half, 2 * half + 1, 2 * half + 1)
        & cv::Rect(0, 0, AlignedScene::side, AlignedScene::side);
}

/// Whether the picture had pixels in most of the zone.
inline bool isInside(const AlignedScene &scene, const cv::Rect &zone)
{
    return zone.area() > 0 && cv::countNonZero(scene.inside(zone)) * 10 >= zone.area() * 9;
}

inline double medianOf(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The value below which `share` of the pixels lie. CV_8U; `mask` may be empty.
int percentileOf(const cv::Mat &grey, const cv::Mat &mask, double share);

/// Mean colour of the masked pixels in CIELAB (D65): L 0..100, a and b signed.
cv::Vec3d labMean(const cv::Mat &bgr, const cv::Mat &mask);

/// Why no colour can be told on this face, TooDark or Overexposed; none where there is light for it. Looks at
/// the face above the tip of the nose, which no mask and no beard covers.
std::optional<NotAssessed> hiddenByLight(const FaceScene &scene);

} // namespace indraj
