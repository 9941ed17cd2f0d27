#include "biometrics/face/measures/units.h"
#include "biometrics/face/measures/zones.h"

namespace indraj::measures {

Measured mouthClosed(const FaceScene &scene)
{
    const double native = scene.basics.mouthOpen;
    return Reading{native, 100 * (1 - sigmoid(native, 0.2, 0.06)), scene.detail()};
}

Measured smile(const FaceScene &scene)
{
    constexpr double mostYaw = 20; // a turned mouth looks narrow
    if (std::abs(scene.basics.yaw) > mostYaw)
        return tl::unexpected(NotAssessed::TurnedAway);
    const double native = scene.basics.mouthWidth;
    constexpr double confidence = 0.5; // neutral 0.77 to 0.93, smiling 0.82 to 1.2
    return Reading{native, 100 * (1 - sigmoid(native, 0.98, 0.05)), confidence * scene.detail()};
}

} // namespace indraj::measures
