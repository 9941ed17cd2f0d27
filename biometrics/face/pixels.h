#pragma once

#include <opencv2/core/mat.hpp>

namespace indraj {

/// Pictures come as BGR (files) or BGRx (cameras). The nets want BGR; call it on small patches only.
cv::Mat bgrOf(const cv::Mat &image);

/// Whether the measures can work with the picture: 8 bit, three or four channels, at least 32 x 32.
bool isUsable(const cv::Mat &image);

} // namespace indraj
