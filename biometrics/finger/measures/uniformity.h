#pragma once

#include "biometrics/finger/measures/histogram.h"
#include "biometrics/finger/measures/ridgeprofile.h"

namespace indraj::fingermeasure {

/// RVUP, ISO/IEC 29794-4 "ridge valley uniformity": ridge width over valley width of neighbours, from the
/// window's end to its start, border runs left out. Appends to `ratios`, none for fewer than two whole runs.
void appendWidthRatios(const RidgeProfile &profile, std::vector<double> &ratios);
inline constexpr Edges uniformityEdges{.5, .667, .8, 1, 1.25, 1.5, 2, 24, 30};

} // namespace indraj::fingermeasure
