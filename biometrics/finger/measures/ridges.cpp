#include "biometrics/finger/measures/ridges.h"

namespace indraj::fingermeasure {
namespace {

constexpr double clearDirection = 0.35; ///< orientation certainty
constexpr double leastWindowContrast = 8; ///< grey deviation

double spreadOf(const cv::Mat &block)
{
    cv::Scalar mean, spread;
    cv::meanStdDev(block, mean, spread);
    return spread[0];
}

double shareOfInk(const cv::Mat &block)
{
    double darkest = 0, lightest = 0;
    cv::minMaxLoc(block, &darkest, &lightest);
    return double(cv::countNonZero(block < (darkest + lightest) / 2)) / double(block.total());
}

} // namespace

WindowKind windowKind(const cv::Mat &picture, const Window &window)
{
    if (spreadOf(picture(window.area)) < leastWindowContrast)
        return WindowKind::Blank;
    return window.covariance.certainty() < clearDirection ? WindowKind::Unclear : WindowKind::Ridges;
}

RidgeSummary summariseRidges(const cv::Mat &picture, const WindowGrid &grid)
{
    RidgeSummary summary;
    int ridges = 0, unclear = 0;
    for (const Window &window : grid.windows) {
        const WindowKind kind = windowKind(picture, window);
        unclear += kind == WindowKind::Unclear;
        if (kind != WindowKind::Ridges)
            continue;
        ++ridges;
        const cv::Mat block = picture(window.area);
        summary.inkShare += shareOfInk(block);
        summary.contrast += spreadOf(block);
        summary.certainty += window.covariance.certainty();
        summary.box = summary.box.empty() ? window.area : summary.box | window.area;
    }
    summary.area = ridges * blockSide * blockSide;
    if (ridges > 0) {
        summary.inkShare /= ridges;
        summary.contrast /= ridges;
        summary.certainty /= ridges;
    }
    if (ridges + unclear > 0)
        summary.unclearShare = double(unclear) / (ridges + unclear);
    return summary;
}

} // namespace indraj::fingermeasure
