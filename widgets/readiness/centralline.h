#pragma once

#include "widgets/readiness/readinesslines.h"

namespace indraj {

/// How the line to central is, what of a day's cap is used, and what came down. Nothing: not asked yet. Pure,
/// in the language of the interface.
ReadinessLine centralLine(const std::optional<LineStatus> &status);

} // namespace indraj
