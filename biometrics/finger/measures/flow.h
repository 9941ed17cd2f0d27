#pragma once

#include "biometrics/finger/measures/histogram.h"
#include "biometrics/finger/measures/windows.h"

#include <optional>

namespace indraj::fingermeasure {

/// OF, ISO/IEC 29794-4 "orientation flow": how much a window's direction differs from its eight neighbours',
/// 0 to 1 for 4 to 90 degrees. None where a neighbour is background or the change is below 4 degrees.
std::optional<double> orientationChange(const WindowGrid &grid, const Window &window);
inline constexpr Edges flowEdges{.01715, .035, .0557, .081, .115, .1718, .2569, .4758, .748};

} // namespace indraj::fingermeasure
