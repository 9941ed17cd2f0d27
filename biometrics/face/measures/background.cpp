#include "biometrics/face/measures/background.h"

#include "biometrics/face/measures/units.h"
#include "biometrics/face/measures/zones.h"

namespace indraj {

namespace {

constexpr double workingSide = 256;
constexpr double leastShare = 0.02; // of the picture
constexpr int fewestOfWall = 60; // pixels of a zone of the wall

double linear(double level) { return std::pow(std::max(1.0, level) / 255, 2.2); }

} // namespace

tl::expected<Background, NotAssessed> backgroundOf(const FaceScene &scene)
{
    if (scene.person.empty())
        return tl::unexpected(NotAssessed::NoBackground);
    const double shrink = workingSide / std::max(scene.small.cols, scene.small.rows);
    Background result;
    cv::Mat bgr;
    cv::Mat person;
    cv::resize(scene.small, bgr, cv::Size(), shrink, shrink, cv::INTER_AREA);
    cv::resize(scene.person, person, bgr.size(), 0, 0, cv::INTER_AREA);
    cv::cvtColor(bgr, result.grey, cv::COLOR_BGR2GRAY);
    result.scale = shrink * scene.smallScale;
    cv::erode(person < 0.1F, result.mask, cv::Mat::ones(5, 5, CV_8U));
    const int chin = std::clamp(static_cast<int>(scene.basics.chin.y * result.scale), 0, bgr.rows - 1);
    result.mask.rowRange(chin, bgr.rows).setTo(0);
    if (cv::countNonZero(result.mask) < leastShare * static_cast<double>(result.mask.total()))
        return tl::unexpected(NotAssessed::NoBackground);
    return result;
}

double meanGradient(const Background &background)
{
    cv::Mat x;
    cv::Mat y;
    cv::Sobel(background.grey, x, CV_32F, 1, 0, 3);
    cv::Sobel(background.grey, y, CV_32F, 0, 1, 3);
    cv::Mat length;
    cv::magnitude(x, y, length);
    return cv::mean(length, background.mask)[0];
}

std::optional<double> wallLean(const FaceScene &scene)
{
    const auto background = backgroundOf(scene);
    if (!background || meanGradient(*background) > patternedFrom)
        return std::nullopt;
    const double middle = (scene.basics.leftEye.x + scene.basics.rightEye.x) / 2 * background->scale;
    const int column = std::clamp(cvRound(middle), 1, background->mask.cols - 1);
    const cv::Range left(0, column);
    const cv::Range right(column, background->mask.cols);
    const cv::Range all = cv::Range::all();
    if (cv::countNonZero(background->mask(all, left)) < fewestOfWall
        || cv::countNonZero(background->mask(all, right)) < fewestOfWall)
        return std::nullopt;
    return std::log(linear(percentileOf(background->grey(all, left), background->mask(all, left), 0.5))
                    / linear(percentileOf(background->grey(all, right), background->mask(all, right), 0.5)));
}

namespace measures {

Measured backgroundUniformity(const FaceScene &scene)
{
    const auto background = backgroundOf(scene);
    if (!background)
        return tl::unexpected(background.error());
    const double native = meanGradient(*background);
    return Reading{native, 100 * (1 - sigmoid(native, 15, 3)), 0.9};
}

Measured backgroundBrightness(const FaceScene &scene)
{
    const auto background = backgroundOf(scene);
    if (!background)
        return tl::unexpected(background.error());
    const double native = percentileOf(background->grey, background->mask, 0.5);
    return Reading{native, 100 * sigmoid(native, 120, 15), 0.9};
}

Measured backgroundShadow(const FaceScene &scene)
{
    const auto background = backgroundOf(scene);
    if (!background)
        return tl::unexpected(background.error());
    if (meanGradient(*background) > patternedFrom)
        return tl::unexpected(NotAssessed::BackgroundBusy);
    // Within 0.6 of the eye distance of the person a shadow would fall; further off is the wall.
    const double reach = 0.6 * scene.basics.eyeDistance * background->scale;
    cv::Mat fromPerson;
    cv::Mat person;
    cv::resize(scene.person, person, background->grey.size(), 0, 0, cv::INTER_AREA);
    cv::distanceTransform(person < 0.5F, fromPerson, cv::DIST_L2, 3);
    const cv::Mat nearHead = background->mask & (fromPerson < reach);
    const cv::Mat farOff = background->mask & (fromPerson >= reach);
    if (cv::countNonZero(nearHead) < fewestOfWall || cv::countNonZero(farOff) < fewestOfWall)
        return tl::unexpected(NotAssessed::NoBackground);
    cv::Mat smooth;
    cv::GaussianBlur(background->grey, smooth, cv::Size(), 1.5);
    const double darkest = linear(percentileOf(smooth, nearHead, 0.05));
    const double wall = linear(percentileOf(smooth, farOff, 0.5));
    const double native = std::min(2.0, darkest / wall);
    return Reading{native, 100 * sigmoid(native, 0.45, 0.07), 0.6};
}

} // namespace measures

} // namespace indraj
