#pragma once

#include "biometrics/finger/fingermeasures.h"

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

#include <vector>

namespace indraj {

enum class FingerModelFault {
    NotReadable,
    NotJson,
    WrongFormat, ///< another format number, or a key missing
    WrongFeatures, ///< trained on other measures than featureNames()
    WrongNumbers, ///< lists of unequal length, not finite, or no support vector
};

struct FingerModelError {
    FingerModelFault fault = FingerModelFault::NotReadable;
    QString detail; ///< for the log
};

/// A support vector regression with a radial basis kernel over featureVector(): the estimate of NFIQ 2's
/// unified score. NIST's own model is not distributable with us, so this one was fitted on NIST's public
/// conformance table.
class FingerQualityModel {
public:
    static tl::expected<FingerQualityModel, FingerModelError> fromJson(const QByteArray &json);
    static tl::expected<FingerQualityModel, FingerModelError> load(const QString &path);

    /// 0 to 100, rounded. Pure; any thread.
    int estimate(const FingerMeasures &measures) const;
    /// Before rounding and clamping; for training and its checks.
    double rawEstimate(const std::vector<double> &features) const;
    QString algorithm() const { return m_algorithm; }

private:
    QString m_algorithm;
    std::vector<double> m_mean;
    std::vector<double> m_scale;
    std::vector<std::vector<double>> m_support;
    std::vector<double> m_weights;
    double m_gamma = 0;
    double m_bias = 0;
};

} // namespace indraj
