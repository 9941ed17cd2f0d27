#pragma once

#include "biometrics/finger/measures/histogram.h"
#include "biometrics/finger/measures/ridgeprofile.h"

namespace indraj::fingermeasure {

/// LCS, ISO/IEC 29794-4 "local clarity score": 1 less the share of pixels on the wrong side of the border
/// between ridge and valley. 0 where ridges or valleys are of no finger's width.
double ridgeClarity(const RidgeProfile &profile);
inline constexpr Edges clarityEdges{0, .70, .74, .77, .79, .81, .83, .85, .87};

} // namespace indraj::fingermeasure
