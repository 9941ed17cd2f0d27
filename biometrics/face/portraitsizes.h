#pragma once

#include "enrollment/portraitsize.h"

#include <opencv2/core/mat.hpp>

#include <optional>

namespace indraj {

/// The crop in a size, made smaller in one step; nothing when it would have to be enlarged or the eyes come
/// too close together. `eyeDistance`: px in the picture the crop was cut from, at the same scale. Any thread.
std::optional<cv::Mat> portraitIn(const PortraitSize &size, const cv::Mat &crop, double eyeDistance);

} // namespace indraj
