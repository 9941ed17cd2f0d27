#pragma once

#include "biometrics/face/portrait.h"

#include <span>

namespace indraj {

/// A size in which portraits are wanted.
struct PortraitSize {
    const char *name = nullptr; ///< ASCII, for records
    cv::Size pixels;
    double leastEyeDistance = 0; ///< px in the finished portrait
};

/// The largest first: "full" 1244 x 1600 with 300 px between the eyes (BSI TR-03121 QA-FI-GID), "reduced" 622
/// x 800 with 120 px (COD-FI-PRD), "card" 413 x 531 (35 x 45 mm at 300 dpi) with 90 px (INCITS 385).
std::span<const PortraitSize> portraitSizes();

/// The crop in a size, made smaller in one step; nothing when it would have to be enlarged or the eyes come
/// too close together. `eyeDistance`: px in the picture the crop was cut from, at the same scale.
std::optional<cv::Mat> portraitIn(const PortraitSize &size, const cv::Mat &crop, double eyeDistance);

} // namespace indraj
