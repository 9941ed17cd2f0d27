#include "biometrics/face/measures/units.h"
#include "biometrics/face/measures/zones.h"

#include <algorithm>
#include <array>

namespace indraj::measures {

namespace {

constexpr double leastChroma = 3; // CIELAB; what JPEG leaves in a grey picture stays below
constexpr double leastLightness = 8; // CIELAB L: below there is no colour to speak of

double chromaOf(const FaceScene &scene)
{
    cv::Mat small;
    cv::Mat mask;
    cv::resize(scene.aligned.bgr, small, cv::Size(), 0.25, 0.25, cv::INTER_AREA);
    cv::resize(scene.aligned.face, mask, small.size(), 0, 0, cv::INTER_NEAREST);
    small.convertTo(small, CV_32FC3, 1 / 255.0);
    cv::Mat lab;
    cv::cvtColor(small, lab, cv::COLOR_BGR2Lab);
    double sum = 0;
    int count = 0;
    for (int y = 0; y < lab.rows; ++y)
        for (int x = 0; x < lab.cols; ++x)
            if (mask.at<uchar>(y, x) != 0) {
                const auto &p = lab.at<cv::Vec3f>(y, x);
                sum += std::hypot(static_cast<double>(p[1]), static_cast<double>(p[2]));
                ++count;
            }
    return sum / std::max(1, count);
}

double outside(double value, double low, double high) { return std::max({0.0, low - value, value - high}); }

} // namespace

Measured colourfulness(const FaceScene &scene)
{
    const double chroma = chromaOf(scene);
    // Neither a dark nor a burnt picture has much colour left: it need not be a grey one.
    if (chroma < leastChroma)
        if (const auto reason = hiddenByLight(scene))
            return tl::unexpected(*reason);
    return Reading{chroma, 100 * sigmoid(chroma, 5, 1), 1};
}

Measured colourSpace(const FaceScene &scene)
{
    const bool rgb24 = scene.picture.type() == CV_8UC3;
    return Reading{rgb24 ? 1.0 : 0.0, rgb24 ? 100.0 : 0.0, 1};
}

Measured intensityValues(const FaceScene &scene)
{
    if (!scene.crop)
        return tl::unexpected(NotAssessed::NoFace);
    cv::Mat grey;
    cv::cvtColor(scene.picture(scene.crop->crop), grey, cv::COLOR_BGR2GRAY);
    std::array<bool, 256> seen{};
    for (int y = 0; y < grey.rows; ++y)
        for (const uchar *p = grey.ptr<uchar>(y), *end = p + grey.cols; p != end; ++p)
            seen[*p] = true;
    const auto count = static_cast<double>(std::count(seen.begin(), seen.end(), true));
    return Reading{count, 100 * sigmoid(count, 128, 25), 1};
}

Measured naturalColour(const FaceScene &scene)
{
    // The squares of ISO/IEC 29794-5, 7.3.3, beside the nose.
    constexpr int side = 34;
    const cv::Rect left(251 - side, 337, side, side);
    const cv::Rect right(364, 337, side, side);
    if (!isInside(scene.aligned, left) || !isInside(scene.aligned, right))
        return tl::unexpected(NotAssessed::ZoneCut);
    if (chromaOf(scene) < leastChroma)
        return tl::unexpected(NotAssessed::NoColour);
    const cv::Vec3d lab
        = (labMean(scene.aligned.bgr(left), {}) + labMean(scene.aligned.bgr(right), {})) * 0.5;
    if (lab[0] < leastLightness)
        return tl::unexpected(NotAssessed::TooDark);
    const double a = lab[1];
    const double b = lab[2];
    constexpr double impossible = 100; // green or blue skin
    const double native = a >= 0 && b >= 0 ? std::hypot(outside(a, 5, 25), outside(b, 5, 35)) : impossible;
    return Reading{native, 200 * (1 - sigmoid(native, 0, 10)), 1};
}

} // namespace indraj::measures
