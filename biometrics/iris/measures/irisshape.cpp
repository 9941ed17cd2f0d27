#include "biometrics/iris/measures/irisshape.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace indraj::irismeasures {
namespace {

/// Radii of the pupil's border in regular directions, by their mean, where the border is seen.
QList<double> relativeRadii(const IrisSegmentation &eye)
{
    QList<double> radii;
    double sum = 0;
    for (const PupilBorderPoint &point : eye.pupilBorder) {
        if (point.isSeen) {
            radii.append(point.radius);
            sum += point.radius;
        }
    }
    for (double &radius : radii)
        radius *= double(radii.size()) / sum;
    return radii;
}

} // namespace

std::optional<double> pupilCircularity(const IrisSegmentation &eye)
{
    // The first harmonic is a shift of the centre, no shape; beyond the last there is only the noise of
    // pixels.
    constexpr int firstHarmonic = 2, lastHarmonic = 8;
    const QList<double> radii = relativeRadii(eye);
    if (2 * radii.size() < eye.pupilBorder.size() || radii.isEmpty())
        return {};
    double power = 0;
    for (int k = firstHarmonic; k <= lastHarmonic; ++k) {
        std::complex<double> sum = 0;
        for (qsizetype i = 0; i < radii.size(); ++i)
            sum += radii[i] * std::polar(1.0, -2 * std::numbers::pi * k * double(i) / double(radii.size()));
        const double amplitude = 2 * std::abs(sum) / double(radii.size());
        power += amplitude * amplitude;
    }
    constexpr double hundredth = 100.0 * 100.0;
    return std::max(0.0, 100 - hundredth * power);
}

double pupilRatio(const IrisSegmentation &eye) { return 100 * eye.pupil.radius / eye.iris.radius; }

double concentricity(const IrisSegmentation &eye)
{
    const QPointF apart = eye.pupil.centre - eye.iris.centre;
    return 100 * std::max(0.0, 1 - std::hypot(apart.x(), apart.y()) / eye.iris.radius);
}

double marginAdequacy(const QSize &size, const IrisSegmentation &eye)
{
    const IrisCircle &iris = eye.iris;
    const double beside = 0.6 * iris.radius, above = 0.2 * iris.radius;
    const double least = std::min(
        {(iris.centre.x() - iris.radius) / beside, (size.width() - iris.centre.x() - iris.radius) / beside,
         (iris.centre.y() - iris.radius) / above, (size.height() - iris.centre.y() - iris.radius) / above});
    return 100 * std::clamp(least, 0.0, 1.0);
}

} // namespace indraj::irismeasures
