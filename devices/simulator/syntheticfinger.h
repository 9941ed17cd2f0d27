#pragma once

#include "devices/simulator/plane.h"
#include "enrollment/samples.h"

#include <QImage>

#include <memory>

namespace indraj {

/// Henry's classes, as far as the generator knows them.
enum class PatternClass { Arch, TentedArch, LeftLoop, RightLoop, Whorl };

/// The skin of one invented finger: ridges between -1 (valley) and 1 (ridge), 500 pixels per inch.
struct MasterFinger {
    FingerPosition position = FingerPosition::RightThumb;
    PatternClass pattern = PatternClass::Whorl;
    double ridgePeriod = 9; ///< pixels from ridge to ridge
    Plane ridges;
};

/// How a finger is laid on the glass once. All values 0 to 1 unless said otherwise.
struct Touch {
    double pressure = 0.6; ///< 0 barely, 1 hard: size of the contact and width of the ridges
    double moisture = 0.5; ///< 0 parched (broken, light ridges), 1 wet (ridges run together)
    double rotation = 0; ///< degrees, clockwise
    double shiftX = 0; ///< pixels to the right
    double shiftY = 0; ///< pixels downwards
    double noise = 0.3; ///< of the sensor and the skin
    quint64 seed = 0; ///< of what is different in every touch
};

inline constexpr int syntheticWidth = 336; ///< pixels of an impression, 17 mm at 500 pixels per inch
inline constexpr int syntheticHeight = 400; ///< 20 mm

/// Grows a finger that belongs to nobody: an orientation field with cores and deltas (Sherlock and Monro's
/// zero-pole model), then ridges out of noise by repeated filtering along it. Pure: the same seed and
/// position give the same finger on every machine. About 0.1 to 0.4 s, so call it off the GUI thread.
MasterFinger growFinger(quint64 personSeed, FingerPosition position);

/// The picture a 500 dpi scanner would give of it: dark ridges on light, Format_Grayscale8. Pure.
QImage pressFinger(const MasterFinger &finger, const Touch &touch);

enum class TouchKind { Good, Dry, Wet, Partial, Light };
/// A touch of that kind, a little different for every seed.
Touch makeTouch(TouchKind kind, quint64 seed);

} // namespace indraj

Q_DECLARE_METATYPE(indraj::TouchKind)
