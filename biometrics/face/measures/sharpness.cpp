#include "biometrics/face/measures/units.h"
#include "biometrics/face/measures/zones.h"

#include <array>

namespace indraj::measures {

namespace {

constexpr double leastCoarse = 0.3; // grey levels squared: below, the face shows no structure at all

/// The inner face without the outline, where hair and background would speak.
struct InnerFace {
    cv::Mat grey; ///< CV_32F
    cv::Mat mask;
};

InnerFace innerFace(const FaceScene &scene)
{
    cv::Mat inner;
    cv::erode(scene.aligned.face, inner, cv::getStructuringElement(cv::MORPH_RECT, cv::Size(25, 25)));
    const cv::Rect box = cv::boundingRect(inner);
    InnerFace face;
    if (box.area() == 0)
        return face;
    scene.aligned.grey(box).convertTo(face.grey, CV_32F);
    face.mask = inner(box);
    return face;
}

/// A quarter of the size: what is coarse needs no more.
InnerFace quarter(const InnerFace &face)
{
    InnerFace small;
    cv::resize(face.grey, small.grey, cv::Size(), 0.25, 0.25, cv::INTER_AREA);
    cv::resize(face.mask, small.mask, small.grey.size(), 0, 0, cv::INTER_NEAREST);
    return small;
}

double energy(const cv::Mat &values, const cv::Mat &mask)
{
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(values, mean, deviation, mask);
    return deviation[0] * deviation[0];
}

cv::Mat band(const cv::Mat &grey, double fine, double coarse)
{
    cv::Mat a;
    cv::Mat b;
    cv::GaussianBlur(grey, a, cv::Size(), fine);
    cv::GaussianBlur(grey, b, cv::Size(), coarse);
    return a - b;
}

/// Energy of the second difference over `step` pixels in a direction.
double detailAlong(const cv::Mat &grey, const cv::Mat &mask, const cv::Point &step)
{
    const int margin = std::max(std::abs(step.x), std::abs(step.y));
    const cv::Rect core(margin, margin, grey.cols - 2 * margin, grey.rows - 2 * margin);
    const cv::Mat difference = grey(core + step) + grey(core - step) - 2 * grey(core);
    return energy(difference, mask(core));
}

} // namespace

Measured sharpness(const FaceScene &scene)
{
    const InnerFace face = innerFace(scene);
    if (face.grey.empty())
        return tl::unexpected(NotAssessed::ZoneCut);
    const InnerFace small = quarter(face);
    const double coarse = energy(band(small.grey, 1, 2), small.mask);
    if (coarse < leastCoarse)
        return tl::unexpected(NotAssessed::TooDark);
    // A ratio, so that dark skin and soft light, which lower both, do not count as blur.
    const double native = 1000 * energy(band(face.grey, 0.7, 1.4), face.mask) / coarse;
    return Reading{native, 100 * sigmoid(native, 40, 10), 1};
}

Measured motionBlur(const FaceScene &scene)
{
    if (scene.detail() <= 0)
        return tl::unexpected(NotAssessed::FaceTooSmall);
    const InnerFace face = innerFace(scene);
    constexpr int reach = 8;
    if (std::min(face.grey.cols, face.grey.rows) < 4 * reach)
        return tl::unexpected(NotAssessed::ZoneCut);
    cv::Mat grey;
    cv::GaussianBlur(face.grey, grey, cv::Size(), 1.0);
    constexpr std::array<std::pair<int, int>, 4> directions{{{1, 0}, {1, 1}, {0, 1}, {-1, 1}}};
    double least = 1e9;
    double most = 0;
    for (const auto &[x, y] : directions) {
        const double coarse = detailAlong(grey, face.mask, {reach * x, reach * y});
        if (coarse < leastCoarse)
            return tl::unexpected(NotAssessed::TooDark);
        const double ratio = detailAlong(grey, face.mask, {2 * x, 2 * y}) / coarse;
        least = std::min(least, ratio);
        most = std::max(most, ratio);
    }
    const double native = least / std::max(1e-9, most);
    return Reading{native, 100 * sigmoid(native, 0.25, 0.05), 0.7 * scene.detail()};
}

} // namespace indraj::measures
