#include "biometrics/face/hints/picturehints.h"

#include "biometrics/face/pixels.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace indraj {

namespace {

constexpr int largestPatch = 512;
constexpr int smallestPatch = 128;
constexpr double lowestFrequency = 0.07; ///< cycles per pixel: below it lies the face itself
constexpr int axisRoom = 2; ///< bins beside the axes: edges of the picture and of the camera's own blocks
constexpr double usualPeak
    = 3.5; ///< of noise, above its surroundings; the largest of so many is always there
constexpr double surePeak = 14;

/// The middle of the face in the camera's own pixels, a power of two wide; empty where there is none.
cv::Rect patternPatch(const cv::Size &picture, const FaceMesh &mesh)
{
    std::vector<cv::Point2f> points;
    points.reserve(mesh.points.size());
    for (const auto &p : mesh.points)
        points.emplace_back(p.x, p.y);
    const cv::Rect box = cv::boundingRect(points);
    int side = largestPatch;
    while (side > std::min(box.width, box.height) && side >= smallestPatch)
        side /= 2;
    if (side < smallestPatch)
        return {};
    const cv::Rect patch(box.x + (box.width - side) / 2, box.y + (box.height - side) / 2, side, side);
    return (patch & cv::Rect({0, 0}, picture)) == patch ? patch : cv::Rect();
}

/// Amplitudes of what is finer than the face, the zero frequency in the middle.
cv::Mat patternSpectrum(const cv::Mat &bgr)
{
    cv::Mat grey;
    cv::cvtColor(bgr, grey, cv::COLOR_BGR2GRAY);
    grey.convertTo(grey, CV_32F);
    cv::Mat coarse;
    cv::GaussianBlur(grey, coarse, cv::Size(), 4);
    grey -= coarse;
    cv::Mat window;
    cv::createHanningWindow(window, grey.size(), CV_32F);
    grey = grey.mul(window);
    cv::Mat parts;
    cv::dft(grey, parts, cv::DFT_COMPLEX_OUTPUT);
    std::vector<cv::Mat> planes;
    cv::split(parts, planes);
    cv::Mat amplitude;
    cv::magnitude(planes[0], planes[1], amplitude);
    const int half = amplitude.cols / 2;
    cv::Mat centred(amplitude.size(), CV_32F);
    for (const int x : {0, half})
        for (const int y : {0, half})
            amplitude(cv::Rect(x, y, half, half)).copyTo(centred(cv::Rect(half - x, half - y, half, half)));
    return centred;
}

/// JPEG leaves its 8 x 8 blocks at multiples of an eighth.
bool isOfBlockGrid(double u, double v)
{
    const auto atEighth = [](double f) { return std::abs(f * 8 - std::round(f * 8)) < 0.06; };
    return atEighth(u) && atEighth(v);
}

} // namespace

std::optional<double> screenPattern(const cv::Mat &image, const FaceMesh &mesh)
{
    const cv::Rect patch = isUsable(image) ? patternPatch(image.size(), mesh) : cv::Rect();
    if (patch.empty())
        return std::nullopt;
    const cv::Mat amplitude = patternSpectrum(bgrOf(image(patch)));
    // What is usual around each frequency: the mean of a neighbourhood; a single peak hardly lifts it.
    cv::Mat usual;
    cv::blur(amplitude, usual, cv::Size(17, 17));
    const int half = patch.width / 2;
    double strongest = 0;
    for (int y = 1; y < patch.height; ++y)
        for (int x = half + axisRoom + 1; x < patch.width; ++x) { // one half: the other is its mirror
            const double u = static_cast<double>(x - half) / patch.width;
            const double v = static_cast<double>(y - half) / patch.width;
            if (std::abs(y - half) <= axisRoom || std::hypot(u, v) < lowestFrequency || isOfBlockGrid(u, v))
                continue;
            const double above = static_cast<double>(amplitude.at<float>(y, x))
                / std::max(1e-3, static_cast<double>(usual.at<float>(y, x)));
            strongest = std::max(strongest, above);
        }
    return std::clamp((strongest - usualPeak) / (surePeak - usualPeak), 0.0, 1.0);
}

} // namespace indraj
