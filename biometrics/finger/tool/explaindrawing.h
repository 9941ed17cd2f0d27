#pragma once

#include "biometrics/finger/minutiae/fingermatch.h"
#include "biometrics/finger/slap/slapsegmenter.h"

#include <QImage>

namespace indraj::fingertool {

/// The picture with its windows: green where ridges are clear (full) or less so (pale), amber where there is
/// contrast without direction, nothing where there is none. Lines along the ridges; thin where the window is
/// no foreground. Null when the picture cannot be measured.
QImage drawWindows(const QImage &picture);

/// The slap with the cells of its ridges green and the boxes found: blue when sure, red and dashed when
/// doubtful. A notch marks the tip.
QImage drawSegments(const QImage &slap, const SlapSegmentation &segmentation);

struct DrawnFinger {
    QImage picture;
    FingerTemplate finger;
};
/// The two side by side with their minutiae (rings end, squares fork); those that fall together are blue and
/// joined by lines.
QImage drawMatch(const DrawnFinger &first, const DrawnFinger &second, const FingerMatch &match);

} // namespace indraj::fingertool
