#pragma once

#include "enrollment/samples.h"

#include <QLatin1StringView>

namespace indraj {

/// Settings that the log of a finger's try states (BSI TR-03121 LOG-FP-GENERIC): what the scanner's picture
/// had, in pixels per inch, before it was brought to 500; and how long the device was given, in milliseconds,
/// whether or not it took as long.
/// @{
inline constexpr QLatin1StringView scannerResolutionKey("scanner-resolution");
inline constexpr QLatin1StringView timeLimitKey("time-limit");
/// @}

/// One of these settings as a line of the log: it decides nothing.
inline CriterionValue loggedSetting(QLatin1StringView key, double value)
{
    CriterionValue line;
    line.key = key;
    line.value = value;
    line.level = QStringLiteral("inform");
    line.state = QStringLiteral("good");
    return line;
}

} // namespace indraj
