#pragma once

#include "biometrics/iris/irisquality.h"

#include <QByteArray>

#include <tl/expected.hpp>

namespace indraj {

enum class IrisPolicyFault {
    NotReadable,
    NotJson,
    WrongFormat,
    UnknownKey, ///< also a measure that there is not, and a profile that is not in the file
    OutOfRange, ///< a value is missing, no number, or outside its range
};

struct IrisPolicyError {
    IrisPolicyFault fault = IrisPolicyFault::NotReadable;
    QString detail; ///< the key, the profile or the path; for the log
};

/// resources/thresholds/irises.json: `format` 1, `profile` (the one to use), `profiles`: by name `source`,
/// `acceptFrom` 0-100, `maxTries` 1-10 and `measures`: by key of irisMeasureKey() `source` and `lower`,
/// `upper` or both. Anything else is refused: a threshold that is misspelt must not silently be left out.
/// `profile` takes the place of the file's own choice unless it is empty. Every profile is checked, not only
/// the one used. Pure.
tl::expected<IrisPolicy, IrisPolicyError> readIrisPolicy(const QByteArray &json, const QString &profile = {});
tl::expected<IrisPolicy, IrisPolicyError> loadIrisPolicy(const QString &path, const QString &profile = {});

} // namespace indraj
