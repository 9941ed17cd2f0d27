#include "capture/face/rules/portraitreport.h"

#include <algorithm>
#include <tuple>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

RuleState stateOf(const FaceMeasure &measure, const PortraitRule &rule, double leastConfidence)
{
    if (measure.notAssessed)
        return RuleState::NotAssessed;
    if (!rule.accept.holds(measure.native))
        return RuleState::Bad;
    if (!rule.good.holds(measure.native))
        return RuleState::Doubtful;
    return measure.confidence < leastConfidence ? RuleState::Uncertain : RuleState::Good;
}

PortraitFinding findingOf(const FaceMeasure &measure, const PortraitRule &rule, double leastConfidence)
{
    PortraitFinding finding{measure, rule, stateOf(measure, rule, leastConfidence), false, false};
    const bool lost = finding.state == RuleState::Bad || finding.state == RuleState::NotAssessed;
    finding.refuses = rule.level == RuleLevel::Require && lost;
    finding.warns = !finding.refuses && rule.level != RuleLevel::Inform && finding.state != RuleState::Good;
    return finding;
}

} // namespace

QStringList PortraitReport::keysThat(bool PortraitFinding::*flag) const
{
    QStringList keys;
    for (const PortraitFinding &finding : findings)
        if (finding.*flag)
            keys.append(faceMeasureKey(finding.measure.id));
    return keys;
}

PortraitReport judgePortrait(const std::vector<FaceMeasure> &measures, const PortraitProfile &profile)
{
    PortraitReport report;
    report.profile = profile.name;
    report.fromAge = profile.fromAge;
    report.toAge = profile.toAge;
    report.confirmations = profile.confirmations;
    report.score = stillQuality(measures);
    for (const PortraitRule &rule : profile.rules) {
        const auto found = std::find_if(measures.begin(), measures.end(),
                                        [&](const FaceMeasure &measure) { return measure.id == rule.id; });
        FaceMeasure missing;
        missing.id = rule.id;
        missing.notAssessed = NotAssessed::NoFace;
        report.findings.push_back(
            findingOf(found == measures.end() ? missing : *found, rule, profile.leastConfidence));
    }
    const auto any = [&](bool PortraitFinding::*flag) {
        return std::any_of(report.findings.begin(), report.findings.end(),
                           [&](const PortraitFinding &finding) { return finding.*flag; });
    };
    report.verdict = any(&PortraitFinding::refuses) ? PortraitVerdict::Refused
        : any(&PortraitFinding::warns)              ? PortraitVerdict::AcceptedWithWarnings
                                                    : PortraitVerdict::Accepted;
    return report;
}

PortraitStanding standingOf(const PortraitReport &report)
{
    PortraitStanding standing;
    for (const PortraitFinding &finding : report.findings) {
        if (finding.rule.level == RuleLevel::Inform || finding.refuses)
            continue;
        standing.requiredMet += finding.rule.level == RuleLevel::Require ? 1 : 0;
        standing.warnedMet += finding.warns ? 0 : 1;
    }
    return standing;
}

bool isBetterPortrait(const PortraitStanding &a, qint64 takenA, const PortraitStanding &b, qint64 takenB)
{
    return std::tie(a.requiredMet, a.warnedMet, takenA) > std::tie(b.requiredMet, b.warnedMet, takenB);
}

QString ruleLevelKey(RuleLevel level)
{
    switch (level) {
    case RuleLevel::Inform:
        return u"inform"_s;
    case RuleLevel::Warn:
        return u"warn"_s;
    case RuleLevel::Require:
        return u"require"_s;
    }
    return {};
}

QString ruleStateKey(RuleState state)
{
    switch (state) {
    case RuleState::Good:
        return u"good"_s;
    case RuleState::Uncertain:
        return u"uncertain"_s;
    case RuleState::Doubtful:
        return u"doubtful"_s;
    case RuleState::Bad:
        return u"bad"_s;
    case RuleState::NotAssessed:
        return u"notAssessed"_s;
    }
    return {};
}

QString verdictKey(PortraitVerdict verdict)
{
    switch (verdict) {
    case PortraitVerdict::Accepted:
        return u"accepted"_s;
    case PortraitVerdict::AcceptedWithWarnings:
        return u"acceptedWithWarnings"_s;
    case PortraitVerdict::Refused:
        return u"refused"_s;
    }
    return {};
}

} // namespace indraj
