#pragma once

#include <opencv2/core/mat.hpp>

#include <optional>

namespace indraj {

/// How sharp a camera draws the edge of a dark square on a light ground, by the slanted edges of the square:
/// the spatial frequency at which half of the contrast is left (MTF50, after ISO 12233, 6.2). It needs no
/// distance and no size, only that the square is turned a few degrees against the rows of the picture and its
/// sides are 60 px long.
struct ChartSharpness {
    double mtf50 = 0; ///< cycles per pixel; 0.5 is the most that pixels can hold
    int edges = 0; ///< of the square's four that could be measured
    double side = 0; ///< px, of the square
};

/// Nothing when no such square is seen. `image`: BGR or BGRx, 8 bit. About 10 ms at 1280 x 720. Any thread.
std::optional<ChartSharpness> chartSharpness(const cv::Mat &image);

} // namespace indraj
