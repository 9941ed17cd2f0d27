#pragma once

#include "biometrics/finger/measures/histogram.h"
#include "biometrics/finger/measures/windows.h"

namespace indraj::fingermeasure {

/// FDA, ISO/IEC 29794-4 "frequency domain analysis": how much of the spectrum across the ridges lies at its
/// strongest period. 1 also where there is no period at all, as NFIQ 2 has it.
double ridgeFrequency(const cv::Mat &picture, const Window &window);
inline constexpr Edges frequencyEdges{.268, .304, .33, .355, .38, .407, .44, .50, 1};

} // namespace indraj::fingermeasure
