#pragma once

#include "biometrics/face/measures/facemeasure.h"
#include "biometrics/face/measures/facescene.h"

#include <optional>

namespace indraj {

/// The wall: the picture at 256 px, and where surely nobody is, above the chin.
struct Background {
    cv::Mat grey; ///< CV_8U
    cv::Mat mask; ///< CV_8U, 255 on the wall
    double scale = 1; ///< of the picture
};

tl::expected<Background, NotAssessed> backgroundOf(const FaceScene &scene);

/// Mean length of the gradient (Sobel, 3 x 3). Plain walls up to 8, patterns from 15.
double meanGradient(const Background &background);

/// From this mean gradient on a wall is no witness of the light.
constexpr double patternedFrom = 9;

/// How much lighter the wall is left of the head (in the picture) than right of it: natural logarithm of the
/// ratio of linear luminances. Nothing when the wall is patterned or not seen on both sides.
std::optional<double> wallLean(const FaceScene &scene);

} // namespace indraj
