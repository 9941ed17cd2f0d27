#pragma once

#include "biometrics/face/embedding/facecomparison.h"
#include "capture/face/rules/thresholderror.h"

namespace indraj {

/// resources/thresholds/face-comparison.json. Strict: an unknown or missing key, a value out of range, and
/// limits the wrong way round are refused.
tl::expected<ComparisonRules, ThresholdError> parseComparisonRules(const QByteArray &json);
tl::expected<ComparisonRules, ThresholdError> loadComparisonRules(const QString &path);

} // namespace indraj
