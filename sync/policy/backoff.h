#pragma once

#include <chrono>

namespace indraj {

/// How long to wait after a failure. Pure; any thread.
struct BackOff {
    std::chrono::milliseconds first{4000}; ///< after the first failure; doubles each time
    std::chrono::milliseconds longest{300000};

    /// `failures` in a row, 1 or more. `atLeast`: what central asked for by Retry-After; never earlier than
    /// that. `dice`, 0 to 1, spreads the answer over ±20 %, or over the 40 % after `atLeast`, so that
    /// stations cut off together do not come back together.
    std::chrono::milliseconds wait(int failures, std::chrono::milliseconds atLeast, double dice) const;
};

} // namespace indraj
