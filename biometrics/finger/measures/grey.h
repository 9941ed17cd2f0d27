#pragma once

#include <opencv2/core.hpp>

namespace indraj::fingermeasure {

/// MMB: the mean of the blocks' mean greys, 0-255; the partial blocks at the right and lower edge count as
/// much as whole ones. Mu is the picture's plain mean.
double meanOfBlockMeans(const cv::Mat &picture);

} // namespace indraj::fingermeasure
