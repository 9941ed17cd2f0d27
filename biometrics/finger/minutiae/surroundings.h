#pragma once

#include "biometrics/finger/minutiae/fingertemplate.h"

#include <array>

/// Internal to biometrics/finger/minutiae.
namespace indraj::minutiae {

inline constexpr size_t surroundingPlaces = 76;
inline constexpr size_t neighbourCount = 6;

struct Neighbour {
    float distance = 0; ///< pixels
    float bearing = 0; ///< radians, from the minutia's own direction
    float turn = 0; ///< radians, the neighbour's direction against the minutia's own
};

/// What a minutia sees around itself, whichever way the finger lies.
struct Surroundings {
    std::array<quint8, surroundingPlaces>
        directions{}; ///< degrees against its own, or FingerTemplate::outside
    std::array<Neighbour, neighbourCount> neighbours{};
    size_t neighbourTotal = 0;
};

std::vector<Surroundings> surroundingsOf(const FingerTemplate &finger);

/// 0 nothing alike, 1 all alike.
float surroundingsAlike(const Surroundings &a, const Surroundings &b);

} // namespace indraj::minutiae
