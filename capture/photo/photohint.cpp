#include "capture/photo/photohint.h"

#include <opencv2/imgproc.hpp>

namespace indraj {

namespace {

constexpr int measuredWidth = 320; ///< pixels: what is sharp at this size shows whether a finger is there
constexpr double darkest = 35, brightest = 225; ///< mean grey
constexpr double leastEdges = 3.5; ///< deviation of the Laplacian; a defocused hand has about 2

} // namespace

PhotoHint photoHint(const cv::Mat &picture)
{
    if (picture.empty() || picture.type() != CV_8UC4)
        return PhotoHint::None;
    cv::Mat grey, small;
    cv::resize(picture, small, {measuredWidth, std::max(1, measuredWidth * picture.rows / picture.cols)}, 0,
               0, cv::INTER_AREA);
    cv::cvtColor(small, grey, cv::COLOR_BGRA2GRAY);
    const double mean = cv::mean(grey)[0];
    if (mean < darkest)
        return PhotoHint::TooDark;
    if (mean > brightest)
        return PhotoHint::TooBright;
    cv::Mat edges;
    cv::Laplacian(grey, edges, CV_16S);
    cv::Scalar middle, deviation;
    cv::meanStdDev(edges, middle, deviation);
    return deviation[0] < leastEdges ? PhotoHint::Blurred : PhotoHint::None;
}

} // namespace indraj
