#pragma once

#include "biometrics/face/embedding/facecomparison.h"
#include "biometrics/face/faceanalyser.h"

#include <QByteArray>
#include <QString>

#include <array>

namespace indraj {

/// Two pictures beside each other.
struct PictureComparison {
    std::array<QString, 2> names; ///< without folder
    std::array<std::optional<NotComparable>, 2> unfit;
    std::optional<FaceLikeness> likeness; ///< nothing when one of them is unfit
    QString modelDigest;
    int cohortFaces = 0;
};

/// Measures both, and compares them when both are fit for it.
tl::expected<PictureComparison, FaceModelError> compareFaces(FaceAnalyser &analyser, FaceEmbedder &embedder,
                                                             const std::array<cv::Mat, 2> &pictures,
                                                             const ComparisonRules &rules,
                                                             const FaceCohort *cohort);

QByteArray comparisonAsJson(const PictureComparison &comparison, const ComparisonRules &rules);

} // namespace indraj
