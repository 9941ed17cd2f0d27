#include "biometrics/face/measures/units.h"
#include "biometrics/face/measures/zones.h"

namespace indraj::measures {

namespace {

constexpr std::size_t imageLeftEar = 234;
constexpr std::size_t imageRightEar = 454;
constexpr double cutCrown = 0.6; // confidence where the top of the head was estimated, not seen

double cosYaw(const FaceScene &scene)
{
    constexpr double mostTurned = 60;
    return std::cos(std::min(std::abs(scene.basics.yaw), mostTurned) * CV_PI / 180);
}

cv::Point2d eyes(const FaceScene &scene) { return (scene.basics.leftEye + scene.basics.rightEye) * 0.5; }

/// 100 at `best`, falling over `width` to both sides, as OFIQ maps head size.
double peaked(double x, double best, double width)
{
    return 200 * (1 - sigmoid(std::abs(x - best), 0, width));
}

} // namespace

Measured faceCount(const FaceScene &scene)
{
    const auto count = static_cast<double>(scene.faces.size());
    return Reading{count, count == 1 ? 100.0 : 0.0, 1};
}

Measured secondFace(const FaceScene &scene)
{
    if (scene.faces.empty())
        return tl::unexpected(NotAssessed::NoFace);
    const double area = std::min(1.0, scene.basics.secondFaceArea);
    return Reading{area, 100 * (1 - area), 1};
}

Measured eyeDistance(const FaceScene &scene)
{
    const double distance = scene.basics.eyeDistance / cosYaw(scene);
    return Reading{distance, 100 * sigmoid(distance, 70, 20), cosYaw(scene)};
}

Measured headSize(const FaceScene &scene)
{
    const double share = scene.basics.eyesToChin / scene.picture.rows;
    return Reading{share, peaked(share, 0.45, 0.05), 1};
}

Measured headHeight(const FaceScene &scene)
{
    if (!scene.crop)
        return tl::unexpected(NotAssessed::NoFace);
    return Reading{scene.crop->headShare, peaked(scene.crop->headShare, 0.75, 0.05),
                   scene.crown ? 1.0 : cutCrown};
}

Measured headWidth(const FaceScene &scene)
{
    if (!scene.crop)
        return tl::unexpected(NotAssessed::NoFace);
    const cv::Point3f across = scene.mesh->points[imageRightEar] - scene.mesh->points[imageLeftEar];
    const double share
        = std::hypot(static_cast<double>(across.x), static_cast<double>(across.y)) / scene.crop->crop.width;
    return Reading{share, peaked(share, 0.62, 0.07), cosYaw(scene)};
}

Measured eyeLine(const FaceScene &scene)
{
    if (!scene.crop)
        return tl::unexpected(NotAssessed::NoFace);
    const double share = 1 - scene.crop->eyeShare;
    return Reading{share, peaked(share, 0.42, 0.07), 1};
}

Measured centring(const FaceScene &scene)
{
    if (!scene.crop)
        return tl::unexpected(NotAssessed::NoFace);
    const double share = (eyes(scene).x - scene.crop->crop.x) / scene.crop->crop.width;
    return Reading{share, peaked(share, 0.5, 0.04), cosYaw(scene)};
}

Measured marginLeft(const FaceScene &scene)
{
    const double margin = eyes(scene).x / scene.basics.eyeDistance;
    return Reading{margin, 100 * sigmoid(margin, 0.9, 0.1), 1};
}

Measured marginRight(const FaceScene &scene)
{
    const double margin = (scene.picture.cols - eyes(scene).x) / scene.basics.eyeDistance;
    return Reading{margin, 100 * sigmoid(margin, 0.9, 0.1), 1};
}

Measured marginAbove(const FaceScene &scene)
{
    const double margin = eyes(scene).y / scene.basics.eyesToChin;
    return Reading{margin, 100 * sigmoid(margin, 1.4, 0.1), 1};
}

Measured marginBelow(const FaceScene &scene)
{
    const double margin = (scene.picture.rows - eyes(scene).y) / scene.basics.eyesToChin;
    return Reading{margin, 100 * sigmoid(margin, 1.8, 0.1), 1};
}

Measured portraitWidth(const FaceScene &scene)
{
    if (!scene.crop)
        return tl::unexpected(NotAssessed::NoFace);
    const double width = scene.crop->crop.width;
    return Reading{width, 100 * sigmoid(width, 413, 100), 1};
}

Measured portraitHeight(const FaceScene &scene)
{
    if (!scene.crop)
        return tl::unexpected(NotAssessed::NoFace);
    const double height = scene.crop->crop.height;
    return Reading{height, 100 * sigmoid(height, 531, 130), 1};
}

} // namespace indraj::measures
