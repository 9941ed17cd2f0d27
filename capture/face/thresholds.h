#pragma once

#include "capture/face/rules/thresholderror.h"

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

#include <chrono>
#include <optional>

namespace indraj {

/// Where a measure becomes doubtful and where it fails. Whether more or less is better is a matter of the
/// rule.
struct FaceLimit {
    std::optional<double> warn;
    std::optional<double> fail;
};

/// The rules of a portrait, from resources/thresholds/face.json. Units as in FaceMeasures. Measures that
/// depend on skin tone (luminance) have no `fail` by construction.
struct FaceThresholds {
    QString profile;

    bool oneFaceRequired = true;
    FaceLimit secondFace; ///< area / largest face, at most

    bool distanceRequired = true;
    FaceLimit eyeDistance; ///< px, at least
    FaceLimit headShare; ///< head height / frame height, at most

    bool positionRequired = true;
    FaceLimit sideways; ///< eyes from the middle / frame width, at most
    FaceLimit upright; ///< eyes from their wanted height / frame height, at most

    bool headStraightRequired = true;
    FaceLimit yaw, pitch, roll; ///< degrees, at most
    double usualPitch = 0; ///< degrees that a straight head measures on average

    bool lightRequired = true;
    FaceLimit entropy; ///< bits, at least
    FaceLimit overexposed; ///< share, at most
    FaceLimit evenness; ///< 0..1, at least
    FaceLimit luminanceLow, luminanceHigh; ///< 0..1, warn only

    bool eyesOpenRequired = true;
    FaceLimit eyeGap; ///< / T, at least

    bool mouthClosedRequired = true;
    FaceLimit mouthGap; ///< / T, at most
    FaceLimit mouthWidth; ///< / eye distance, at most, warn only: smiles and neutral faces overlap

    bool sharpRequired = true;
    FaceLimit sharpness; ///< at least

    std::chrono::milliseconds guidanceHold{700};
    std::chrono::milliseconds acceptAfter{500};
    std::chrono::milliseconds candidateSpacing{1000};
    /// Without an accepted picture the best so far is shown (BSI TR-03121 v6.0, ACQ-FI-AUTO-1: 30 s).
    std::chrono::milliseconds timeOut{30000};
};

tl::expected<FaceThresholds, ThresholdError> parseFaceThresholds(const QByteArray &json);
tl::expected<FaceThresholds, ThresholdError> loadFaceThresholds(const QString &path);

} // namespace indraj
