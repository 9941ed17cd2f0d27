#include "biometrics/face/measures/units.h"
#include "biometrics/face/measures/zones.h"

namespace indraj::measures {

namespace {

// Straight heads measure 0 to +7 degrees of pitch, each person his own.
constexpr double usualPitch = 4;
constexpr double pitchConfidence = 0.7;

double straightness(double degrees)
{
    const double c = std::cos(std::min(std::abs(degrees), 90.0) * CV_PI / 180);
    return 100 * c * c;
}

} // namespace

Measured yaw(const FaceScene &scene)
{
    return Reading{scene.basics.yaw, straightness(scene.basics.yaw), scene.detail()};
}

Measured pitch(const FaceScene &scene)
{
    const double angle = scene.basics.pitch - usualPitch;
    return Reading{angle, straightness(angle), pitchConfidence * scene.detail()};
}

Measured roll(const FaceScene &scene)
{
    return Reading{scene.basics.roll, straightness(scene.basics.roll), scene.detail()};
}

} // namespace indraj::measures
