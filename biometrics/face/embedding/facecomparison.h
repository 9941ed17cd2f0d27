#pragma once

#include "biometrics/face/embedding/faceembedder.h"
#include "biometrics/face/measures/facemeasure.h"

#include <optional>

namespace indraj {

/// What two faces look like to the net. Never a decision: a person looks.
enum class SameFace {
    Agrees, ///< nothing speaks against the same person
    LookClosely, ///< the grey zone
    Differs, ///< it looks like somebody else
};

/// Why two pictures are not compared. A poor picture makes false alarms, so it is not asked.
enum class NotComparable { NoFace, TooSmall, Blurred, Overexposed, TurnedAway };

/// Where the states begin, and what a picture must have. Distances from measurements on 36 pairs of one
/// person and 6,985 of two (docs/face-quality.md).
struct ComparisonRules {
    double agreesTo = 0.45;
    double differsFrom = 0.60;
    double leastEyeDistance = 60; ///< px
    double leastSharpness = 30; ///< of the measure `sharpness`
    double mostOverexposed = 0.3; ///< share of the face
    double mostTurned = 30; ///< degrees of yaw
};

/// Nothing: the picture is fit to be compared.
std::optional<NotComparable> unfitness(const std::vector<FaceMeasure> &measures,
                                       const ComparisonRules &rules);

SameFace stateOf(double distance, const ComparisonRules &rules);

/// ASCII, for files and logs.
QString sameFaceKey(SameFace state);
QString notComparableKey(NotComparable reason);

} // namespace indraj
