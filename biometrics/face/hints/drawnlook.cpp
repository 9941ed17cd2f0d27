#include "biometrics/face/hints/picturehints.h"

#include "biometrics/face/photometry.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace indraj {

namespace {

// Slopes of the aligned face, grey levels per pixel at 56 px between the eyes: skin has a few everywhere,
// from its roundness and its pores; a drawing has none in its fields and many at its lines.
constexpr double leastSlope = 0.7;
constexpr double mostSlope = 12;
// Where the picture has swallowed the slopes, nothing can be told.
constexpr double leastEyesForSkin = 65; // px
constexpr double leastLightForSkin = 45; // grey level
constexpr double leastShareForSkin = 0.5; // of the face that has this light
constexpr double mostWhiteForSkin = 0.1;
constexpr double leastSharpnessForSkin = 30;

} // namespace

std::optional<double> drawnLook(const cv::Mat &image, const FaceMesh &mesh)
{
    const cv::Point2f across = mesh.imageRightIris.at(0) - mesh.imageLeftIris.at(0);
    if (std::hypot(static_cast<double>(across.x), static_cast<double>(across.y)) < leastEyesForSkin)
        return std::nullopt;
    const AlignedFace face = alignFace(image, mesh);
    if (luminanceMoments(face).overexposed > mostWhiteForSkin || sharpness(face) < leastSharpnessForSkin)
        return std::nullopt;
    cv::Mat small;
    cv::cvtColor(face.pixels, small, cv::COLOR_BGR2GRAY);
    cv::resize(small, small, cv::Size(), 0.5, 0.5, cv::INTER_AREA);
    cv::Mat mask;
    cv::resize(face.mask, mask, small.size(), 0, 0, cv::INTER_NEAREST);
    const int whole = cv::countNonZero(mask);
    mask &= small >= leastLightForSkin;
    const int all = cv::countNonZero(mask);
    if (all == 0 || all < leastShareForSkin * whole)
        return std::nullopt;
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(small, dx, CV_32F, 1, 0, 3, 1 / 16.0); // 8 for the kernel, 2 for the scale
    cv::Sobel(small, dy, CV_32F, 0, 1, 3, 1 / 16.0);
    cv::Mat slope;
    cv::magnitude(dx, dy, slope);
    const cv::Mat between = (slope > leastSlope) & (slope < mostSlope) & mask;
    return 1 - static_cast<double>(cv::countNonZero(between)) / all;
}

} // namespace indraj
