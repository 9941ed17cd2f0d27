#include "biometrics/face/measures/units.h"
#include "biometrics/face/measures/zones.h"

#include <array>

namespace indraj::measures {

namespace {

constexpr double apart = AlignedScene::eyeDistance; ///< px
constexpr double mostTurned = 30; // of a head turned further one eye's zones are seen edge on
constexpr int smallest = 60; // pixels of a zone; below, a lid lies too deep to be looked at
constexpr double darkest = 8; // grey levels: below there is nothing to be seen

using Line = std::vector<cv::Point2f>;

// Points of the mesh along the upper and the lower edge of each brow, image left first.
constexpr std::array<std::array<int, 5>, 2> browTops{{{70, 63, 105, 66, 107}, {336, 296, 334, 293, 300}}};
constexpr std::array<std::array<int, 5>, 2> browFeet{{{46, 53, 52, 65, 55}, {285, 295, 282, 283, 276}}};

Line fromLeft(Line points)
{
    std::sort(points.begin(), points.end(),
              [](const cv::Point2f &a, const cv::Point2f &b) { return a.x < b.x; });
    return points;
}

Line meshLine(const AlignedScene &scene, const std::array<int, 5> &indices)
{
    Line line;
    for (const int index : indices)
        line.push_back(scene.point(index));
    return fromLeft(std::move(line));
}

/// Seven points of a lid: the lower ones begin at 1, the upper ones at 9.
Line lidLine(const AlignedScene &scene, const std::vector<cv::Point2f> &eye, std::size_t first)
{
    Line line;
    for (std::size_t k = first; k < first + 7; ++k)
        line.push_back(scene.at(eye.at(k)));
    return fromLeft(std::move(line));
}

/// What hangs down, in a smoothed picture: edges that stand upright more than they lie. Lids, lashes, creases
/// and the rims of glasses lie.
struct Strands {
    cv::Mat upright; ///< CV_32F, grey levels per pixel
    cv::Mat grey; ///< CV_32F
    cv::Mat inside;
    cv::Point corner; ///< of these in the aligned square
};

/// Of both eyes with all that is looked at around them; the rest of the square costs five times as much.
cv::Rect aroundEyes(const FaceScene &scene)
{
    Line all = meshLine(scene.aligned, browTops[0]);
    for (const Line &line :
         {meshLine(scene.aligned, browTops[1]), lidLine(scene.aligned, scene.mesh->imageLeftEye, 1),
          lidLine(scene.aligned, scene.mesh->imageRightEye, 1)})
        all.insert(all.end(), line.begin(), line.end());
    const int reach = cvRound(0.4 * apart);
    const cv::Rect box = cv::boundingRect(all);
    return cv::Rect(box.x - reach, box.y - reach, box.width + 2 * reach, box.height + 2 * reach)
        & cv::Rect(0, 0, AlignedScene::side, AlignedScene::side);
}

Strands strandsIn(const AlignedScene &scene, const cv::Rect &place)
{
    constexpr double smoothing = 1.2;
    Strands strands;
    cv::Mat smooth;
    cv::GaussianBlur(scene.grey(place), smooth, cv::Size(), smoothing);
    smooth.convertTo(strands.grey, CV_32F);
    cv::Mat across;
    cv::Mat down;
    cv::Sobel(strands.grey, across, CV_32F, 1, 0, 3, 1.0 / 8);
    cv::Sobel(strands.grey, down, CV_32F, 0, 1, 3, 1.0 / 8);
    strands.upright = cv::max(cv::abs(across) - cv::abs(down), 0);
    strands.inside = scene.inside(place);
    strands.corner = place.tl();
    return strands;
}

/// Mean of the upright edges between two lines, each moved down by some eye distances, as a share of the
/// brightness there; nothing where the zone is cut or too narrow. Both fall with the light,
/// so that dark skin changes nothing.
std::optional<double> between(const Strands &strands, const Line &upper, double from, const Line &lower,
                              double to)
{
    const auto at = [&](const cv::Point2f &p, double down) {
        return cv::Point(cvRound(p.x), cvRound(static_cast<double>(p.y) + down * apart)) - strands.corner;
    };
    std::vector<cv::Point> shape;
    for (const auto &p : upper)
        shape.push_back(at(p, from));
    for (auto p = lower.rbegin(); p != lower.rend(); ++p)
        shape.push_back(at(*p, to));
    cv::Mat mask = cv::Mat::zeros(strands.grey.size(), CV_8U);
    cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{shape}, cv::Scalar(255));
    const int size = cv::countNonZero(mask);
    mask &= strands.inside;
    if (size < smallest || cv::countNonZero(mask) * 10 < size * 9)
        return std::nullopt;
    return cv::mean(strands.upright, mask)[0] / std::max(darkest, cv::mean(strands.grey, mask)[0]);
}

/// Hair that lies over an eye comes past the brow and goes on: over the lid, or further to the cheek. A
/// fringe ends above, glasses begin below; so the weaker of the two counts.
std::optional<double> overEye(const FaceScene &scene, const Strands &strands, std::size_t side)
{
    const AlignedScene &aligned = scene.aligned;
    const auto &eye = side == 0 ? scene.mesh->imageLeftEye : scene.mesh->imageRightEye;
    const Line browTop = meshLine(aligned, browTops[side]);
    const Line lower = lidLine(aligned, eye, 1);
    const auto above = between(strands, browTop, -0.22, browTop, -0.06);
    const auto lid
        = between(strands, meshLine(aligned, browFeet[side]), 0.04, lidLine(aligned, eye, 9), -0.05);
    const auto below = between(strands, lower, 0.10, lower, 0.34);
    if (!above || !below)
        return std::nullopt;
    return std::min(*above, std::max(lid.value_or(0), *below));
}

} // namespace

Measured hairOverEyes(const FaceScene &scene)
{
    if (scene.detail() <= 0)
        return tl::unexpected(NotAssessed::FaceTooSmall);
    if (std::abs(scene.basics.yaw) > mostTurned)
        return tl::unexpected(NotAssessed::TurnedAway);
    if (cv::mean(scene.aligned.grey, scene.aligned.face)[0] < 2 * darkest)
        return tl::unexpected(NotAssessed::TooDark);
    const cv::Rect place = aroundEyes(scene);
    if (place.empty())
        return tl::unexpected(NotAssessed::ZoneCut);
    const Strands strands = strandsIn(scene.aligned, place);
    const auto left = overEye(scene, strands, 0);
    const auto right = overEye(scene, strands, 1);
    if (!left || !right)
        return tl::unexpected(NotAssessed::ZoneCut);
    const double native = std::max(*left, *right);
    constexpr double confidence = 0.7; // drawn strands and one real fringe were tried, no more
    return Reading{native, 100 * (1 - sigmoid(native, 0.016, 0.003)), confidence * scene.detail()};
}

} // namespace indraj::measures
