#pragma once

#include "biometrics/iris/irissegmenter.h"

#include <vector>

namespace indraj {

/// The ring between pupil and sclera, unrolled: rows from the pupil outwards, columns around. Fine structure
/// only, each row about 0.
struct IrisStrip {
    static constexpr int columns = 256, rows = 20;
    std::vector<float> values;
    std::vector<uchar> seen; ///< 0: covered
};

/// From this likeness on two pictures are taken to show one iris; measured on drawn eyes
/// (docs/iris-quality.md).
inline constexpr double sameIrisFrom = 0.35;

/// Pure; any thread; the cost is in docs/iris-quality.md.
IrisStrip unrollIris(const QImage &picture, const IrisSegmentation &eye);

/// Correlation of two strips, -1 to 1, the best of all turns up to 15 degrees; 0 where too little is seen in
/// both. It is there to notice that a camera handed out the same eye twice: it identifies nobody, and its
/// error rates on real eyes are not known. Pure; any thread.
double irisLikeness(const IrisStrip &one, const IrisStrip &other);

} // namespace indraj
