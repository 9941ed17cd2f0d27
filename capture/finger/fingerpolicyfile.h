#pragma once

#include "enrollment/fingerpolicy.h"

#include <QByteArray>

#include <tl/expected.hpp>

namespace indraj {

enum class PolicyFault {
    NotReadable,
    NotJson,
    WrongFormat,
    UnknownKey,
    OutOfRange, ///< a value is missing, no whole number, outside its range, or bands are not in order
    UnknownProfile, ///< the profile asked for is not in the file
};

struct PolicyError {
    PolicyFault fault = PolicyFault::NotReadable;
    QString detail; ///< the key, the profile or the path; for the log
};

/// resources/thresholds/fingers.json: `format` 2, `profile` (the one to use), `profiles`: by name `source`,
/// `maxTries` 1-10 and `bands` with `fromAge` (ascending, the first 0) and a floor 0-100 for each kind of
/// finger; nothing else. A threshold that is misspelt must not silently become the default.
/// `profile` takes the place of the file's own choice unless it is empty. Every profile is checked, not only
/// the one used. Pure.
tl::expected<FingerPolicy, PolicyError> readFingerPolicy(const QByteArray &json, const QString &profile = {});
tl::expected<FingerPolicy, PolicyError> loadFingerPolicy(const QString &path, const QString &profile = {});

} // namespace indraj
