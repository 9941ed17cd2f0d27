#pragma once

#include "biometrics/finger/measures/windows.h"

namespace indraj::fingermeasure {

/// Where there are ridges at all, and how they look. Ours, for the causes of a poor picture.
struct RidgeSummary {
    int area = 0; ///< pixels in windows with one clear direction and grey contrast
    double inkShare = 0; ///< of those windows: share of pixels darker than their middle grey
    double contrast = 0; ///< of those windows: mean deviation of their grey values
    double certainty = 0; ///< of those windows: mean orientation certainty
    double unclearShare = 0; ///< of the windows with grey contrast: share without one clear direction
    cv::Rect box; ///< of those windows, in pixels of the picture; empty when there are none
};

enum class WindowKind { Blank, Unclear, Ridges };
WindowKind windowKind(const cv::Mat &picture, const Window &window);

RidgeSummary summariseRidges(const cv::Mat &picture, const WindowGrid &grid);

} // namespace indraj::fingermeasure
