#include "biometrics/face/measures/background.h"
#include "biometrics/face/measures/units.h"
#include "biometrics/face/measures/zones.h"

#include <array>
#include <utility>

namespace indraj::measures {

namespace {

/// Points of the mesh that mirror each other, image left first, from the forehead to the jaw. OFIQ compares
/// two squares beside the nose, where a light from the side still reaches; these reach out to the turn of the
/// face.
constexpr std::array<std::pair<int, int>, 8> mirrored{
    {{69, 299}, {104, 333}, {101, 330}, {50, 280}, {123, 352}, {187, 411}, {207, 427}, {214, 434}}};
constexpr double radius = 0.08 * AlignedScene::eyeDistance;
constexpr double leastLight = 0.004; // linear; one of 255 in sRGB is 0.0003
constexpr double mostYawForEvenness = 25;
constexpr std::size_t fewestZones = 4;
constexpr double leaning = 0.25; // logarithm: a face a quarter darker on one side

/// The wall as a second witness. Where it is plain and leans the way the face does, the light falls off
/// across the whole scene, and the wall, which has no features and no shape, tells how much.
double darkerSide(const FaceScene &scene, double face)
{
    const auto wall = wallLean(scene);
    const bool agree = wall && std::abs(face) > leaning && (*wall > 0) == (face > 0);
    return std::exp(-(agree ? std::max(std::abs(face), std::abs(*wall)) : std::abs(face)));
}

} // namespace

Measured illuminationUniformity(const FaceScene &scene)
{
    if (std::abs(scene.basics.yaw) > mostYawForEvenness)
        return tl::unexpected(NotAssessed::TurnedAway);
    std::vector<double> differences;
    double brightest = 0;
    for (const auto &[left, right] : mirrored) {
        const cv::Rect a = zoneAround(scene.aligned.point(left), radius);
        const cv::Rect b = zoneAround(scene.aligned.point(right), radius);
        if (!isInside(scene.aligned, a) || !isInside(scene.aligned, b))
            continue;
        const double lightA = cv::mean(scene.aligned.linear(a))[0];
        const double lightB = cv::mean(scene.aligned.linear(b))[0];
        brightest = std::max({brightest, lightA, lightB});
        differences.push_back(std::log((lightA + leastLight) / (lightB + leastLight)));
    }
    if (differences.size() < fewestZones)
        return tl::unexpected(NotAssessed::ZoneCut);
    if (brightest < 4 * leastLight)
        return tl::unexpected(NotAssessed::TooDark);
    // The median: hair over one zone, a mole or a lock of hair is not a light.
    const double ratio = darkerSide(scene, medianOf(std::move(differences)));
    const double confidence = 1 - std::abs(scene.basics.yaw) / (2 * mostYawForEvenness);
    return Reading{ratio, 100 * sigmoid(ratio, 0.4, 0.08), confidence};
}

} // namespace indraj::measures
