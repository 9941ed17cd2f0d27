#pragma once

#include "biometrics/iris/irissegmenter.h"

/// Measures of ISO/IEC 29794-6:2015 that are taken from the borders of pupil and iris.
namespace indraj::irismeasures {

/// 6.2.4: 100 less the power of the harmonics of the pupil's radius around it, in squares of a hundredth of
/// the radius, 0-100; what a lid covers is left out. 100: a circle. Nothing where less than half of the
/// border is seen.
std::optional<double> pupilCircularity(const IrisSegmentation &eye);
/// 6.2.7: radius of the pupil by that of the iris, per cent.
double pupilRatio(const IrisSegmentation &eye);
/// 6.2.8: 100 where pupil and iris have one centre, 0 where their centres are a radius of the iris apart.
double concentricity(const IrisSegmentation &eye);
/// 6.2.9: 100 with 0.6 radii of the iris beside and 0.2 above and below it, 0 where it touches the edge of
/// a picture of that size.
double marginAdequacy(const QSize &size, const IrisSegmentation &eye);

} // namespace indraj::irismeasures
