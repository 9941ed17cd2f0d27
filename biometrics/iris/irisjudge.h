#pragma once

#include "biometrics/iris/irisquality.h"
#include "biometrics/iris/irissegmenter.h"

namespace indraj {

/// What was found in a picture of one eye.
struct IrisJudgement {
    QualityScore quality; ///< of `irisQualityAlgorithm`; `failed` where no iris was found
    QList<IrisCriterion> criteria; ///< every measure, in the order of the enumeration
    QList<IrisAdvice> advice; ///< empty when it is good
    std::optional<IrisSegmentation> eye; ///< nothing: no iris was found
    bool isGood = false; ///< an iris, every measure within its thresholds, the score from acceptFrom on
};

/// The score is that of the weakest measure: one that is bad is not made up for by nine that are good. Each
/// measure's own score runs in straight lines through the points in irisjudge.cpp, 60 where the shipped
/// thresholds lie. It says nothing about how often this iris will be confused: no comparison stands behind
/// it.
inline constexpr QLatin1StringView irisQualityAlgorithm("indraj-iris-1 (weakest measure of ISO/IEC 29794-6)");

/// The measure's own score, 0-100.
int irisMeasureScore(IrisMeasure measure, double value);

/// Segments and measures a picture in near infrared light, Format_Grayscale8, both sides 240 to 2000 pixels;
/// any other is not an eye. Pure; any thread; the cost is in docs/iris-quality.md.
IrisJudgement judgeIris(const QImage &picture, const IrisPolicy &policy);

} // namespace indraj
