#pragma once

#include "biometrics/face/embedding/facecomparison.h"
#include "capture/likenesscheck.h"

namespace indraj {

/// With what faces are compared at a station.
struct LikenessSetup {
    QString modelFolder; ///< as left by packaging/get-face-models.sh
    ComparisonRules rules;
    QString cohortFile; ///< format of docs/face-quality.md; empty: without a cohort
};

/// What a look at the files says, before anything is compared.
struct LikenessOffer {
    LikenessCheck::Offer offer = LikenessCheck::Offer::Unknown;
    int cohortFaces = 0;
    QString detail; ///< for the log, when not offered
};

/// Opens net and cohort once. About 0.1 s. Any thread.
LikenessOffer likenessOffer(const LikenessSetup &setup);

/// Holds a face against each reference, in order. Opens the nets, and forgets them and all embeddings when it
/// returns; 0.3 to 1 s. Any thread.
tl::expected<QList<FaceComparison>, FaceModelError>
compareLikeness(const LikenessSetup &setup, const QImage &probe, const QList<LikenessReference> &references);

} // namespace indraj
