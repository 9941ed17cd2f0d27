#pragma once

#include "biometrics/finger/measures/histogram.h"

#include <opencv2/core.hpp>

namespace indraj::fingermeasure {

/// OCL, ISO/IEC 29794-4 "orientation certainty level": one value for every whole block from the corner,
/// background too, but none where there is no gradient.
std::vector<double> orientationCertainties(const cv::Mat &picture);
inline constexpr Edges certaintyEdges{.337, .479, .579, .655, .716, .766, .81, .852, .898};

} // namespace indraj::fingermeasure
