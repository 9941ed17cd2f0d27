#pragma once

#include "capture/face/rules/portraitrules.h"

namespace indraj {

/// How one measure stands to its rule.
enum class RuleState {
    Good,
    Uncertain, ///< in range, but the measure is not sure of itself
    Doubtful, ///< outside good, inside accept
    Bad, ///< outside accept
    NotAssessed, ///< never good
};

struct PortraitFinding {
    FaceMeasure measure;
    PortraitRule rule;
    RuleState state = RuleState::NotAssessed;
    bool refuses = false; ///< a required rule that does not hold
    bool warns = false; ///< the operator should look
};

enum class PortraitVerdict { Accepted, AcceptedWithWarnings, Refused };

/// The judgement of one still under one profile.
struct PortraitReport {
    QString profile;
    int fromAge = 0; ///< of the profile
    std::optional<int> toAge = {};
    PortraitVerdict verdict = PortraitVerdict::Refused;
    int score = 255; ///< of stillQualityAlgorithm
    std::vector<PortraitFinding> findings; ///< one per FaceMeasureId, in order
    QStringList confirmations; ///< what the operator has to see for himself

    /// Rules that hold for special cases only: whoever uses them says why (code `reasonOnRecord`).
    bool needsReason() const { return confirmations.contains(QStringLiteral("reasonOnRecord")); }
    QStringList keysThat(bool PortraitFinding::*flag) const; ///< of the findings with the flag set
};

/// `measures`: of measureFace(). A required rule refuses when the measure is bad or could not be taken; a
/// measure at `warn` warns when it is bad, doubtful, uncertain or could not be taken; at `require` it warns
/// when doubtful or uncertain. `inform` never does either.
PortraitReport judgePortrait(const std::vector<FaceMeasure> &measures, const PortraitProfile &profile);

/// What decides between several pictures: BSI TR-03121 v6.0, "best of several".
struct PortraitStanding {
    int requiredMet = 0; ///< findings at `require` that do not refuse
    /// Findings at `require` or `warn` that do neither: what is required and doubtful comes after what is
    /// good.
    int warnedMet = 0;
};
PortraitStanding standingOf(const PortraitReport &report);
/// Most required rules met, then most without a warning, then (at equal standing) the newer one.
bool isBetterPortrait(const PortraitStanding &a, qint64 takenA, const PortraitStanding &b, qint64 takenB);

QString ruleLevelKey(RuleLevel level);
QString ruleStateKey(RuleState state);
QString verdictKey(PortraitVerdict verdict);

} // namespace indraj
