#pragma once

#include "devices/simulator/plane.h"

namespace indraj {

/// Ridges grown out of noise: `orientation` holds the direction of the ridges in radians (y upwards).
/// The result lies between -1 and 1 and has one ridge every `period` pixels nearly everywhere; where the
/// field does not allow it, ridges end or split, as they do in skin.
Plane growRidges(const Plane &orientation, double period, quint64 seed);

} // namespace indraj
