#pragma once

#include "biometrics/finger/slap/ridgemap.h"

#include <vector>

/// Internal to biometrics/finger/slap. Everything here is in cells.
namespace indraj::slap {

/// One finger in the frame of the upright hand: x across, y downwards along the fingers.
struct FingerColumn {
    double left = 0, right = 0;
    double tip = 0, end = 0; ///< of the last phalanx
    double area = 0; ///< cells of the last phalanx
    bool foreign = false; ///< another print, which the border cut and which touches a finger
    bool joined = false; ///< parted from its neighbour
    bool cutOff = false; ///< its last phalanx reaches the map's upper, left or right border

    double width() const { return right - left; }
    double length() const { return end - tip; }
};

struct FingerColumns {
    double tilt = 0; ///< radians clockwise from upright
    std::vector<FingerColumn> columns; ///< from left to right
};

/// `atMost` is how many fingers can be there: what is too small beside that many is dropped as a stray mark.
FingerColumns findColumns(const RidgeMap &map, int atMost);

} // namespace indraj::slap
