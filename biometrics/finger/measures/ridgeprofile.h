#pragma once

#include <opencv2/core.hpp>

#include <vector>

/// Internal to biometrics/finger: what clarity and uniformity share.
namespace indraj::fingermeasure {

/// A 16 x 32 cut across vertical ridges, and which of its columns are ridge.
struct RidgeProfile {
    cv::Mat cut;
    std::vector<double> border; ///< grey between ridge and valley, per column
    std::vector<bool> ridge;
    /// Indices i with ridge[i] != ridge[i + 1], for i below size - 1 - skipLast.
    std::vector<int> changes(int skipLast) const;
};
/// `turned` is a patch of patchSide whose ridges run upright.
RidgeProfile ridgeProfile(const cv::Mat &turned);

} // namespace indraj::fingermeasure
