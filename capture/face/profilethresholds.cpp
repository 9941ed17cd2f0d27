#include "capture/face/profilethresholds.h"

#include <QtMath>

#include <algorithm>
#include <cmath>

namespace indraj {

namespace {

const PortraitRule *ruleFor(const PortraitProfile &profile, FaceMeasureId id)
{
    const auto found = std::find_if(profile.rules.begin(), profile.rules.end(),
                                    [id](const PortraitRule &rule) { return rule.id == id; });
    return found == profile.rules.end() ? nullptr : &*found;
}

/// The end of a range that a live frame knows: angles count to both sides.
std::optional<double> endOf(const NativeRange &range, bool atLeast)
{
    if (atLeast)
        return range.low;
    if (range.low && *range.low < 0 && range.high)
        return std::min(std::abs(*range.low), std::abs(*range.high));
    return range.high;
}

void align(FaceLimit &limit, const PortraitProfile &profile, FaceMeasureId id, bool atLeast)
{
    const PortraitRule *rule = ruleFor(profile, id);
    if (!rule)
        return;
    limit.warn = endOf(rule->good, atLeast);
    limit.fail = rule->level == RuleLevel::Require ? endOf(rule->accept, atLeast) : std::nullopt;
}

} // namespace

FaceThresholds inLineWith(const PortraitProfile &profile, FaceThresholds thresholds)
{
    FaceThresholds &t = thresholds;
    align(t.secondFace, profile, FaceMeasureId::SecondFace, false);
    align(t.eyeDistance, profile, FaceMeasureId::EyeDistance, true);
    align(t.yaw, profile, FaceMeasureId::Yaw, false);
    align(t.pitch, profile, FaceMeasureId::Pitch, false);
    align(t.roll, profile, FaceMeasureId::Roll, false);
    align(t.eyeGap, profile, FaceMeasureId::EyesOpen, true);
    align(t.mouthGap, profile, FaceMeasureId::MouthClosed, false);
    return thresholds;
}

QSize leastPortrait(const PortraitProfile &profile)
{
    const auto least = [&](FaceMeasureId id) {
        const PortraitRule *rule = ruleFor(profile, id);
        return rule && rule->level == RuleLevel::Require ? qCeil(rule->accept.low.value_or(0)) : 0;
    };
    return {least(FaceMeasureId::PortraitWidth), least(FaceMeasureId::PortraitHeight)};
}

} // namespace indraj
