#pragma once

#include <opencv2/core/mat.hpp>

#include <optional>

namespace indraj {

/// What a camera makes of a grey card that fills the middle of its picture.
struct CardColour {
    double lightness = 0; ///< CIELAB L, 0..100
    double redness = 0; ///< CIELAB a: > 0 red, < 0 green; a true grey has 0
    double yellowness = 0; ///< CIELAB b: > 0 yellow, < 0 blue
    double cast() const; ///< distance from grey
};

/// The middle third of the picture in both directions, where the card is looked for.
cv::Rect cardPlace(const cv::Size &picture);

/// Nothing when the middle of the picture is not one plain, rather colourless surface. BGR or BGRx, 8 bit.
std::optional<CardColour> cardColour(const cv::Mat &image);

/// Grain: standard deviation of a pixel from one picture to the next, grey levels, over the middle of the
/// picture; nothing when something moved there. The two are of the same size.
std::optional<double> grain(const cv::Mat &before, const cv::Mat &now);

} // namespace indraj
