#pragma once

#include "biometrics/finger/minutiae/fingertemplate.h"

#include <QPointF>

#include <utility>
#include <vector>

namespace indraj {

/// How two pictures lie on each other at their best, and how much they are alike there.
struct FingerMatch {
    double likeness = 0; ///< 0-100; what it means is measured in docs/finger-quality.md
    double rotation = 0; ///< radians: the first picture turned so much (y downwards) ...
    QPointF shift; ///< ... about its top left corner and then moved, in pixels, lies on the second
    std::vector<std::pair<int, int>> pairs; ///< minutiae of the first and of the second that fall together
};

/// From here two pictures are worth a person's look: above every comparison of different fingers that was
/// measured. The rates are in docs/finger-quality.md.
inline constexpr double sameFingerFrom = 55;

/// Compares by minutiae whose surroundings are alike (Tico and Kuosmanen's descriptors of the directions
/// around, and the neighbours), then by how much falls together under one rotation and shift. The order of
/// the two does not matter much, but a little. A hint for a person, never a decision. Pure; any thread; about
/// 10 ms.
FingerMatch compareFingers(const FingerTemplate &first, const FingerTemplate &second);

} // namespace indraj
