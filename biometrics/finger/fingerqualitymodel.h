#pragma once

#include "biometrics/finger/fingermeasures.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <tl/expected.hpp>

#include <vector>

namespace indraj {

enum class FingerModelFault {
    NotReadable,
    NotJson,
    WrongFormat, ///< another format number, or a key missing
    WrongFeatures, ///< a measure unknown, named twice, or not taken in its set
    WrongNumbers, ///< lists of unequal length, not finite, or no support vector
};

struct FingerModelError {
    FingerModelFault fault = FingerModelFault::NotReadable;
    QString detail; ///< for the log
};

/// Two support vector regressions with a radial basis kernel over featureVector(), one per measure set: the
/// estimate of NFIQ 2's unified score. NIST's own model is not distributable with us, so these were fitted on
/// NIST's public conformance table by packaging/train-finger-quality. "counts" in the file says whether the
/// counts of the histograms go in as they are ("plain") or as their roots ("root").
class FingerQualityModel {
public:
    static tl::expected<FingerQualityModel, FingerModelError> fromJson(const QByteArray &json);
    static tl::expected<FingerQualityModel, FingerModelError> load(const QString &path);

    /// 0 to 100, rounded, by the regression of the measures' own set. Pure; any thread.
    int estimate(const FingerMeasures &measures) const;
    /// Before rounding and clamping, from the whole featureVector(); for checks of the training.
    double rawEstimate(const std::vector<double> &features, MeasureSet set = MeasureSet::All) const;
    QString algorithm(MeasureSet set = MeasureSet::All) const { return regression(set).algorithm; }

private:
    struct Regression {
        QString algorithm;
        std::vector<size_t> features; ///< indices into featureVector()
        std::vector<bool> root; ///< the feature is a count of a histogram, of which the root is taken
        std::vector<double> mean;
        std::vector<double> scale;
        std::vector<std::vector<double>> support;
        std::vector<double> weights;
        double gamma = 0;
        double bias = 0;
    };
    static tl::expected<Regression, FingerModelError> regressionFrom(const QJsonObject &object,
                                                                     MeasureSet set);
    const Regression &regression(MeasureSet set) const
    {
        return set == MeasureSet::Preview ? m_preview : m_all;
    }

    Regression m_all;
    Regression m_preview;
};

} // namespace indraj
