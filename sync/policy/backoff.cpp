#include "sync/policy/backoff.h"

#include <algorithm>
#include <cmath>

namespace indraj {

using std::chrono::milliseconds;

milliseconds BackOff::wait(int failures, milliseconds atLeast, double dice) const
{
    milliseconds base = first;
    for (int i = 1; i < failures && base < longest; ++i)
        base *= 2;
    base = std::min(base, longest);
    const double spread = 0.4 * std::clamp(dice, 0.0, 1.0);
    const milliseconds own(std::llround(static_cast<double>(base.count()) * (0.8 + spread)));
    if (own >= atLeast)
        return own;
    return atLeast + milliseconds(std::llround(static_cast<double>(atLeast.count()) * spread));
}

} // namespace indraj
