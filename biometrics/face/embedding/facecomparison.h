#pragma once

#include "biometrics/face/embedding/facecohort.h"
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
/// resources/thresholds/face-comparison.json holds the numbers of a station; these are the same.
struct ComparisonRules {
    double agreesTo = 0.45; ///< of the distance
    double differsFrom = 0.60;
    int nearest = 3; ///< of a cohort, for each of the two faces
    double normalisedAgreesTo = -0.15; ///< of the distance against a cohort
    double normalisedDiffersFrom = -0.05;
    double leastEyeDistance = 60; ///< px
    double leastSharpness = 30; ///< of the measure `sharpness`
    double mostOverexposed = 0.3; ///< share of the face
    double mostTurned = 30; ///< degrees of yaw
};

/// Nothing: the picture is fit to be compared.
std::optional<NotComparable> unfitness(const std::vector<FaceMeasure> &measures,
                                       const ComparisonRules &rules);

SameFace stateOf(double distance, const ComparisonRules &rules);

/// Two faces held against each other, with the limits that counted.
struct FaceLikeness {
    SameFace state = SameFace::LookClosely;
    double distance = 0;
    std::optional<double> normalised; ///< with a cohort
    double agreesTo = 0; ///< of `normalised` where there is one, else of `distance`
    double differsFrom = 0;
};

/// With a cohort the normalised distance tells the state, but faces that are far apart by the plain one never
/// agree: a cohort of another country's faces must not make everybody alike.
FaceLikeness likenessOf(const FaceEmbedding &a, const FaceEmbedding &b, const ComparisonRules &rules,
                        const FaceCohort *cohort = nullptr);

/// ASCII, for files and logs.
QString sameFaceKey(SameFace state);
QString notComparableKey(NotComparable reason);

} // namespace indraj
