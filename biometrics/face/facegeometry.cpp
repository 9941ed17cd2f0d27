#include "biometrics/face/facegeometry.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace indraj {

namespace {

// Points of the canonical mesh.
constexpr std::size_t imageLeftCheek = 234;
constexpr std::size_t imageRightCheek = 454;
constexpr std::size_t forehead = 10;
constexpr std::size_t chinTip = 152;

// Positions in the refined contours: an eye runs corner, 7 lower lid, corner, 7 upper lid; the inner lips
// follow the 20 outer ones as 11 lower points (corners included) and 9 upper points.
constexpr std::size_t lowerLid = 1;
constexpr std::size_t upperLid = 9;
constexpr std::size_t lidPairs = 7;
constexpr std::size_t imageLeftMouthCorner = 0;
constexpr std::size_t imageRightMouthCorner = 10;
constexpr std::size_t lowerInnerLip = 21;
constexpr std::size_t upperInnerLip = 31;
constexpr std::size_t innerLipPoints = 9;

double degrees(double radians) { return radians * 180.0 / CV_PI; }

double length(const cv::Point3f &v) { return std::max(1e-6, std::sqrt(static_cast<double>(v.dot(v)))); }

double distance(const cv::Point2f &a, const cv::Point2f &b)
{
    return std::hypot(static_cast<double>(a.x - b.x), static_cast<double>(a.y - b.y));
}

double widestGap(const std::vector<cv::Point2f> &contour, std::size_t upper, std::size_t lower,
                 std::size_t count)
{
    double widest = 0;
    for (std::size_t k = 0; k < count; ++k)
        widest = std::max(widest, distance(contour.at(upper + k), contour.at(lower + k)));
    return widest;
}

double eyeDistance(const FaceMesh &mesh)
{
    return std::max(1.0, distance(mesh.imageLeftIris.at(0), mesh.imageRightIris.at(0)));
}

} // namespace

HeadTurn headTurn(const FaceMesh &mesh)
{
    const cv::Point3f across = mesh.points[imageRightCheek] - mesh.points[imageLeftCheek];
    const cv::Point3f down = mesh.points[chinTip] - mesh.points[forehead];
    return {degrees(std::asin(std::clamp(static_cast<double>(across.z) / length(across), -1.0, 1.0))),
            degrees(std::asin(std::clamp(static_cast<double>(down.z) / length(down), -1.0, 1.0)))};
}

HeadPose headPose(const FaceMesh &mesh)
{
    const HeadTurn turn = headTurn(mesh);
    const cv::Point2f eyes = mesh.imageRightIris.at(0) - mesh.imageLeftIris.at(0);
    return {turn.yaw, turn.pitch,
            -degrees(std::atan2(static_cast<double>(eyes.y), static_cast<double>(eyes.x)))};
}

double eyesToChin(const FaceMesh &mesh)
{
    const cv::Point2f middle = (mesh.imageLeftIris.at(0) + mesh.imageRightIris.at(0)) * 0.5F;
    return std::max(1.0, distance(middle, mesh.point(static_cast<int>(chinTip))));
}

double lidGap(const std::vector<cv::Point2f> &eye) { return widestGap(eye, upperLid, lowerLid, lidPairs); }

double irisShown(const std::vector<cv::Point2f> &eye, const std::vector<cv::Point2f> &iris)
{
    const double diameter
        = std::max({1.0, distance(iris.at(1), iris.at(3)), distance(iris.at(2), iris.at(4))});
    return lidGap(eye) / diameter;
}

namespace {

/// On a shut eye behind glasses the net leaves a gap as wide as that of a narrow open one, 0.03 to 0.04 of T,
/// but draws an iris of the usual size: mostly a third of it shows at most. Of the open eyes of frontal
/// portraits at least 0.40 did.
double openingOf(const std::vector<cv::Point2f> &eye, const std::vector<cv::Point2f> &iris)
{
    constexpr double noIris = 0.2;
    constexpr double enough = 0.4;
    return lidGap(eye) * std::clamp((irisShown(eye, iris) - noIris) / (enough - noIris), 0.0, 1.0);
}

} // namespace

double eyeOpenness(const FaceMesh &mesh)
{
    return std::min(openingOf(mesh.imageLeftEye, mesh.imageLeftIris),
                    openingOf(mesh.imageRightEye, mesh.imageRightIris))
        / eyesToChin(mesh);
}

double mouthOpenness(const FaceMesh &mesh)
{
    return widestGap(mesh.lips, upperInnerLip, lowerInnerLip, innerLipPoints) / eyesToChin(mesh);
}

double mouthWidth(const FaceMesh &mesh)
{
    return distance(mesh.lips.at(imageLeftMouthCorner), mesh.lips.at(imageRightMouthCorner))
        / eyeDistance(mesh);
}

void measureGeometry(const FaceMesh &mesh, FaceMeasures &measures)
{
    std::vector<cv::Point2f> flat;
    flat.reserve(mesh.points.size());
    for (const auto &p : mesh.points)
        flat.emplace_back(p.x, p.y);
    measures.faceBox = cv::boundingRect(flat);
    measures.leftEye = mesh.imageRightIris.at(0); // the picture is not mirrored
    measures.rightEye = mesh.imageLeftIris.at(0);
    measures.chin = mesh.point(static_cast<int>(chinTip));
    measures.eyeDistance = eyeDistance(mesh);
    measures.eyesToChin = eyesToChin(mesh);
    const HeadPose pose = headPose(mesh);
    measures.yaw = pose.yaw;
    measures.pitch = pose.pitch;
    measures.roll = pose.roll;
    measures.eyesOpen = eyeOpenness(mesh);
    measures.mouthOpen = mouthOpenness(mesh);
    measures.mouthWidth = mouthWidth(mesh);
}

} // namespace indraj
