#pragma once

#include <QString>

namespace indraj {

/// What can be wrong with a file of thresholds or rules.
enum class ThresholdFault {
    Unreadable, ///< the file cannot be opened
    Malformed, ///< not JSON, or not this format
    UnknownKey, ///< a key nobody knows: a typing error must not switch a rule off silently
    MissingKey,
    BadValue, ///< wrong type, out of range, or warn and fail the wrong way round
};

struct ThresholdError {
    ThresholdFault fault = ThresholdFault::Unreadable;
    QString where; ///< path of the key, such as "light.entropy.warn", or the file name
    QString detail; ///< for the log
};

} // namespace indraj
