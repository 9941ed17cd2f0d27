#pragma once

#include "biometrics/face/measures/facemeasure.h"
#include "capture/face/rules/thresholderror.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

#include <optional>
#include <vector>

namespace indraj {

/// What follows when a rule does not hold.
enum class RuleLevel {
    Inform, ///< shown and recorded
    Warn, ///< the operator is told
    Require, ///< the portrait is refused; also when the measure could not be taken
};

/// A range of native values; an end without number is open.
struct NativeRange {
    std::optional<double> low;
    std::optional<double> high;
    bool holds(double value) const { return (!low || value >= *low) && (!high || value <= *high); }
};

/// The rule for one measure. `good` lies within `accept`; between the two the measure is doubtful.
struct PortraitRule {
    FaceMeasureId id = FaceMeasureId::FaceCount;
    RuleLevel level = RuleLevel::Inform;
    NativeRange good;
    NativeRange accept;
    QString source; ///< where the numbers are from, for whoever argues about them
};

/// The rules for one kind of applicant.
struct PortraitProfile {
    QString name;
    int fromAge = 0; ///< completed years of whom it is for; another's portrait is looked at closely
    std::optional<int> toAge; ///< inclusive; nothing: no end
    bool headCoveringAllowed = true; ///< the face must be free all the same
    /// What no measure can tell and the operator confirms, codes of portraitConfirmations().
    QStringList confirmations;
    double leastConfidence = 0.5; ///< a good value that is less sure is uncertain
    std::vector<PortraitRule> rules; ///< one per FaceMeasureId, in order
};

/// All profiles of resources/thresholds/portrait.json, in its alphabetical order.
struct PortraitRules {
    std::vector<PortraitProfile> profiles;
    const PortraitProfile *profile(const QString &name) const; ///< nullptr when there is none
};

QStringList portraitConfirmations();

/// Strict: an unknown or missing key, a measure without rule, ranges the wrong way round or outside the range
/// of the measure, and a measure that depends on skin or dress at level `require` are all refused.
tl::expected<PortraitRules, ThresholdError> parsePortraitRules(const QByteArray &json);
tl::expected<PortraitRules, ThresholdError> loadPortraitRules(const QString &path);

} // namespace indraj
