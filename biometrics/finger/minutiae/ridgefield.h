#pragma once

#include <opencv2/core.hpp>

/// Internal to biometrics/finger/minutiae.
namespace indraj::minutiae {

inline constexpr int fieldStep = 4; ///< pixels a cell of the field is wide and high

/// What a finger's ridges do in every cell of 4 x 4 pixels.
struct RidgeField {
    cv::Mat direction; ///< CV_32F, radians along the ridges, 0 to pi, y downwards
    cv::Mat coherence; ///< CV_32F, 0 no direction, 1 one direction
    cv::Mat inside; ///< CV_8U, 255 where there are ridges
    cv::Mat period; ///< CV_32F, pixels from ridge to ridge
};

/// `picture` is 8-bit grey, 500 pixels per inch.
RidgeField ridgeField(const cv::Mat &picture);

} // namespace indraj::minutiae
