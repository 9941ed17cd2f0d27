#pragma once

#include <opencv2/core.hpp>

/// Internal to biometrics/finger/slap.
namespace indraj::slap {

inline constexpr int cellSide = 8; ///< pixels

/// Two numbers for each cell of 8 x 8 pixels, CV_32F.
struct RidgeMap {
    cv::Mat ink; ///< share of dark pixels around the cell, 0-1; fine enough to show the gap between fingers
    cv::Mat ridges; ///< how much of the spectrum around the cell is one ridge pattern, 0-1
};

/// `picture` is 8-bit grey, dark ridges on light, 500 pixels per inch.
RidgeMap ridgeMap(const cv::Mat &picture);

/// 255 where a cell belongs to a finger; specks are gone and small holes are closed.
cv::Mat fingerCells(const RidgeMap &map);

} // namespace indraj::slap
