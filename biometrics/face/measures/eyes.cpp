#include "biometrics/face/facegeometry.h"
#include "biometrics/face/measures/units.h"
#include "biometrics/face/measures/zones.h"

#include <array>

namespace indraj::measures {

namespace {

// Refined contour of an eye: corner, 7 points of the lower lid, corner, 7 of the upper. Iris: centre, then
// four points of its edge.
constexpr std::size_t firstCorner = 0;
constexpr std::size_t otherCorner = 8;

double distance(const cv::Point2f &a, const cv::Point2f &b)
{
    return std::hypot(static_cast<double>(a.x - b.x), static_cast<double>(a.y - b.y));
}

/// Along the eye from corner to corner, the iris from the middle, -0.5..0.5.
double irisOffset(const std::vector<cv::Point2f> &eye, const std::vector<cv::Point2f> &iris)
{
    const cv::Point2f left
        = eye.at(firstCorner).x < eye.at(otherCorner).x ? eye.at(firstCorner) : eye.at(otherCorner);
    const cv::Point2f right
        = eye.at(firstCorner).x < eye.at(otherCorner).x ? eye.at(otherCorner) : eye.at(firstCorner);
    const cv::Point2f along = right - left;
    const double width = std::max(1e-6, static_cast<double>(along.dot(along)));
    return static_cast<double>((iris.at(0) - left).dot(along)) / width - 0.5;
}

constexpr double mostYaw = 20;
constexpr double shut = 0.025;
constexpr double leastSeen = 0.15; // of eyesVisible
// Shut eyes show a sixth of the iris, wide open ones all of it; between half and three quarters a lowered lid
// and a narrow eye look alike.
constexpr double surelyShut = 0.45;
constexpr double surelyOpen = 0.75;

} // namespace

Measured eyesOpen(const FaceScene &scene)
{
    const FaceMesh &mesh = *scene.mesh;
    double native = scene.basics.eyesOpen;
    const double shown = std::min(irisShown(mesh.imageLeftEye, mesh.imageLeftIris),
                                  irisShown(mesh.imageRightEye, mesh.imageRightIris));
    double confidence = 1;
    if (native >= shut)
        confidence = std::clamp((shown - surelyShut) / (surelyOpen - surelyShut), 0.0, 1.0);
    // Behind dark glasses lids and irises are where the net thinks they might be: not surely anything.
    if (const auto seen = eyesVisible(scene); seen && seen->native < leastSeen) {
        native = std::min(lidGap(mesh.imageLeftEye), lidGap(mesh.imageRightEye)) / scene.basics.eyesToChin;
        confidence = 0;
    }
    return Reading{native, 100 * sigmoid(native, 0.02, 0.01), confidence * scene.detail()};
}

Measured gaze(const FaceScene &scene)
{
    if (std::abs(scene.basics.yaw) > mostYaw)
        return tl::unexpected(NotAssessed::TurnedAway);
    if (scene.basics.eyesOpen < shut)
        return tl::unexpected(NotAssessed::EyesShut);
    if (scene.detail() <= 0)
        return tl::unexpected(NotAssessed::FaceTooSmall);
    const FaceMesh &mesh = *scene.mesh;
    const double native = std::abs(irisOffset(mesh.imageLeftEye, mesh.imageLeftIris)
                                   + irisOffset(mesh.imageRightEye, mesh.imageRightIris))
        / 2;
    return Reading{native, 100 * (1 - sigmoid(native, 0.15, 0.03)), 0.7 * scene.detail()};
}

Measured redEyes(const FaceScene &scene)
{
    if (std::abs(scene.basics.yaw) > mostYaw)
        return tl::unexpected(NotAssessed::TurnedAway);
    if (scene.basics.eyesOpen < shut)
        return tl::unexpected(NotAssessed::EyesShut);
    if (scene.detail() <= 0)
        return tl::unexpected(NotAssessed::FaceTooSmall);
    const FaceMesh &mesh = *scene.mesh;
    double reddest = 0;
    for (const auto *iris : {&mesh.imageLeftIris, &mesh.imageRightIris}) {
        const cv::Point2f centre = scene.aligned.at(iris->at(0));
        const double radius = distance(centre, scene.aligned.at(iris->at(1))) * 0.5;
        const cv::Rect zone = zoneAround(centre, radius);
        int red = 0;
        for (int y = zone.y; y < zone.y + zone.height; ++y)
            for (int x = zone.x; x < zone.x + zone.width; ++x) {
                const auto &p = scene.aligned.bgr.at<cv::Vec3b>(y, x);
                red += p[2] > 100 && p[2] > 2 * std::max(p[0], p[1]) ? 1 : 0;
            }
        reddest = std::max(reddest, static_cast<double>(red) / std::max(1, zone.area()));
    }
    return Reading{reddest, 100 * (1 - sigmoid(reddest, 0.2, 0.04)), scene.detail()};
}

} // namespace indraj::measures
