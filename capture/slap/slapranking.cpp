#include "capture/slap/slapranking.h"

namespace indraj {

namespace {

/// A finger without a score is below every score.
int scoreOf(const SlapTry &attempt, FingerPosition finger)
{
    for (const SlapFingerTry &one : attempt.fingers)
        if (one.finger == finger)
            return one.quality.isValid() ? one.quality.value : -1;
    return -1;
}

bool wins(const QList<FingerPosition> &order, const SlapTry &later, const SlapTry &earlier)
{
    if (later.isDoubtful != earlier.isDoubtful)
        return earlier.isDoubtful;
    for (const FingerPosition finger : order) {
        const int a = scoreOf(later, finger), b = scoreOf(earlier, finger);
        if (a != b)
            return a > b;
    }
    return true;
}

} // namespace

QList<FingerPosition> fingersOf(SlapPlacement placement)
{
    using enum FingerPosition;
    switch (placement) {
    case SlapPlacement::RightFour:
        return {RightIndex, RightMiddle, RightRing, RightLittle};
    case SlapPlacement::LeftFour:
        return {LeftLittle, LeftRing, LeftMiddle, LeftIndex};
    case SlapPlacement::BothThumbs:
        return {LeftThumb, RightThumb};
    case SlapPlacement::RightThumb:
        return {RightThumb};
    case SlapPlacement::LeftThumb:
        return {LeftThumb};
    }
    return {};
}

QList<SlapPlacement> placementsOf(FingerSequence sequence)
{
    using enum SlapPlacement;
    switch (sequence) {
    case FingerSequence::FourFourTwo:
        return {RightFour, LeftFour, BothThumbs};
    case FingerSequence::FourOneFourOne:
        return {RightFour, RightThumb, LeftFour, LeftThumb};
    case FingerSequence::TenSingles:
        return {};
    }
    return {};
}

QList<FingerPosition> rankedFingers(SlapPlacement placement)
{
    QList<FingerPosition> order = fingersOf(placement);
    // From the index finger to the little one, and from the right thumb to the left: codes ascend.
    std::sort(order.begin(), order.end());
    return order;
}

int bestSlap(SlapPlacement placement, const QList<SlapTry> &tries)
{
    const QList<FingerPosition> order = rankedFingers(placement);
    int best = -1;
    for (int i = 0; i < int(tries.size()); ++i) {
        if (tries[i].isUsable() && (best < 0 || wins(order, tries[i], tries[best])))
            best = i;
    }
    return best;
}

} // namespace indraj
