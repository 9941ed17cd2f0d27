#include "biometrics/face/facequality.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace indraj {

namespace {

double logistic(double x, double centre, double width)
{
    return 1.0 / (1.0 + std::exp((centre - x) / width));
}

/// 1 when straight, a half at `limit` degrees.
double straight(double angle, double limit) { return 1.0 - logistic(std::abs(angle), limit, limit / 5); }

} // namespace

int faceQuality(const FaceMeasures &m)
{
    constexpr int failed = 255;
    constexpr double usualPitch = 3; // frontal people measure 0 to +7 degrees
    if (!m.hasLandmarks)
        return failed;
    const std::array<double, 8> components{
        1.0 - std::clamp(m.secondFaceArea, 0.0, 1.0),
        logistic(m.eyeDistance, 70, 20),
        straight(m.yaw, 12),
        straight(m.pitch - usualPitch, 16),
        straight(m.roll, 12),
        logistic(m.eyesOpen, 0.02, 0.01) * (1.0 - logistic(m.mouthOpen, 0.2, 0.06)),
        std::min(std::clamp(m.entropy / 7.0, 0.0, 1.0), logistic(m.evenness, 0.25, 0.1)),
        logistic(m.sharpness, 70, 20),
    };
    const double weakest = *std::min_element(components.begin(), components.end());
    const double mean = std::accumulate(components.begin(), components.end(), 0.0) / components.size();
    return static_cast<int>(std::lround(100 * (weakest + mean) / 2));
}

} // namespace indraj
