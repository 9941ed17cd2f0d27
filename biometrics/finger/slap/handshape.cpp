#include "biometrics/finger/slap/handshape.h"

#include <numeric>

namespace indraj::slap {
namespace {

/// How far a finger's tip stands above the index finger's, in widths of a finger, when the hand lies
/// straight.
double tipHeight(FingerPosition finger)
{
    switch (finger) {
    case FingerPosition::RightMiddle:
    case FingerPosition::LeftMiddle:
        return 0.75;
    case FingerPosition::RightRing:
    case FingerPosition::LeftRing:
        return 0.4;
    case FingerPosition::RightLittle:
    case FingerPosition::LeftLittle:
        return -0.95;
    default:
        return 0;
    }
}

bool isThumb(FingerPosition finger)
{
    return finger == FingerPosition::RightThumb || finger == FingerPosition::LeftThumb;
}

std::vector<double> centred(std::vector<double> values)
{
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
    for (double &value : values)
        value -= mean;
    return values;
}

double product(const std::vector<double> &a, const std::vector<double> &b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

} // namespace

HandGuess guessHand(const QList<FingerPosition> &expected, const std::vector<double> &heights)
{
    HandGuess guess;
    if (expected.size() < 2 || size_t(expected.size()) != heights.size() || isThumb(expected.first()))
        return guess;
    std::vector<double> here;
    for (const FingerPosition finger : expected)
        here.push_back(tipHeight(finger));
    const std::vector<double> there = centred({here.rbegin(), here.rend()}); // the mirrored hand
    here = centred(here);
    const std::vector<double> seen = centred(heights);
    std::vector<double> difference(here.size());
    for (size_t i = 0; i < here.size(); ++i) {
        difference[i] = here[i] - there[i];
        guess.offsets.push_back(seen[i] - here[i]);
    }
    const double size = product(difference, difference);
    guess.checkable = size > 0.1;
    guess.leaning = guess.checkable ? product(seen, difference) / size : 0;
    return guess;
}

} // namespace indraj::slap
