#pragma once

#include "biometrics/iris/irissegmenter.h"
#include "enrollment/eyes.h"

#include <optional>

namespace indraj {

/// Why a picture does not say whose side its eye is from.
enum class SideUnknown {
    NoIris, ///< no iris was found, and without it nothing else is looked for
    CornerNotInPicture, ///< the picture ends before a corner of the eye
    NoTearDuct, ///< both corners would be in the picture, and neither is the brighter one
    BothAlike, ///< both corners look like the one at the nose
    CluesDisagree, ///< the pupil lies towards the other corner
};

/// What one corner of the eye looks like.
struct EyeCorner {
    bool inPicture = false; ///< the picture reaches as far as the corner lies
    double duct = 0; ///< how much brighter than the white before it, by the grey of the white, 0 to about 1
};

/// Which eye a picture shows, by what is seen of it.
struct IrisSideReading {
    std::optional<EyePosition> eye; ///< nothing: it cannot be told
    std::optional<SideUnknown> why = SideUnknown::NoIris; ///< set exactly where `eye` is not
    EyeCorner left, right; ///< of the picture
    double pupilShift = 0; ///< of the pupil to the right of the picture, by the radius of the iris
};

/// "corner-not-in-picture" ...: for logs and files.
QString sideUnknownCode(SideUnknown why);

/// From this on a corner is taken to be the one at the nose; set on drawn eyes (docs/iris-quality.md).
inline constexpr double tearDuctFrom = 0.18;

/// Looks for the tear duct: in near infrared light the corner at the nose holds a bright patch where the
/// white of the eye ends, the other corner does not. With it on the right of a picture that is upright and
/// not mirrored the eye is the applicant's right one. The pupil, which lies a little towards the nose, may
/// take that back but tells nothing alone: a glance aside moves it. The lean of the lids is not used: a
/// tilted head changes it by more than the two eyes differ. No clause of the standard is about it. Tested on
/// drawn eyes only, which are drawn as told here: a warning may rest on it, a refusal may not. Pure; any
/// thread; the cost is in docs/iris-quality.md.
IrisSideReading readIrisSide(const QImage &picture, const IrisSegmentation &eye);

} // namespace indraj
