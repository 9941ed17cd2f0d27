#pragma once

#include "biometrics/finger/slap/slapsegmenter.h"

#include <vector>

/// Internal to biometrics/finger/slap.
namespace indraj::slap {

struct HandGuess {
    bool checkable = false; ///< at least two fingers of one hand
    double leaning = 0; ///< +0.5 is how the expected hand looks, -0.5 the other one; beyond is clearer
    std::vector<double> offsets; ///< how far each tip is from where the expected hand has it, in widths
};

/// Judges by the heights of the tips whether these are the expected fingers, from left to right. `heights`
/// are widths of a finger, upwards, from any common line. One value per expected finger.
HandGuess guessHand(const QList<FingerPosition> &expected, const std::vector<double> &heights);

} // namespace indraj::slap
