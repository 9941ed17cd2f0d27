#pragma once

#include "enrollment/formspec.h"

namespace indraj {

/// What the comparison of two faces is not good at: its known bias (docs/face-quality.md), in several
/// sentences. It stands in the help and wherever a result is shown.
BilingualText likenessCaveat();

} // namespace indraj
