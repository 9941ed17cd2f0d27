#pragma once

#include "capture/fingercapture.h"

#include <QByteArray>

#include <tl/expected.hpp>

namespace indraj {

enum class PolicyFault {
    NotReadable,
    NotJson,
    WrongFormat,
    UnknownKey,
    OutOfRange, ///< a value is missing, no whole number, or outside its range
};

struct PolicyError {
    PolicyFault fault = PolicyFault::NotReadable;
    QString detail; ///< the key or the path; for the log
};

/// resources/thresholds/fingers.json: `format` 1, `acceptFrom` 0-100, `maxTries` 1-10, and nothing else.
/// A threshold that is misspelt must not silently become the default.
tl::expected<FingerPolicy, PolicyError> readFingerPolicy(const QByteArray &json);
tl::expected<FingerPolicy, PolicyError> loadFingerPolicy(const QString &path);

} // namespace indraj
