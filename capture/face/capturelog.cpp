#include "capture/face/capturelog.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qsizetype mostAttempts = 40;
}

QualityScore qualityOf(const FaceCandidate &candidate)
{
    return candidate.report ? QualityScore{candidate.report->score, stillQualityAlgorithm}
                            : candidate.judgement.score;
}

QList<CriterionValue> criteriaOf(const PortraitReport &report)
{
    QList<CriterionValue> criteria;
    for (const PortraitFinding &finding : report.findings) {
        const FaceMeasureInfo &info = faceMeasureInfo(finding.measure.id);
        CriterionValue value;
        value.key = QString::fromLatin1(info.key);
        if (!finding.measure.notAssessed)
            value.value = finding.measure.native;
        value.score = finding.measure.score;
        value.least = info.low;
        value.most = info.high;
        value.lower = finding.rule.accept.low;
        value.upper = finding.rule.accept.high;
        value.level = ruleLevelKey(finding.rule.level);
        value.state = ruleStateKey(finding.state);
        criteria.append(value);
    }
    return criteria;
}

void CaptureLog::add(const FaceCandidate &candidate, const QString &outcome)
{
    CaptureAttempt attempt{++m_count, qualityOf(candidate), outcome, candidate.at};
    if (candidate.report) {
        attempt.profile = candidate.report->profile;
        attempt.profileAges = AgeSpan{candidate.report->fromAge, candidate.report->toAge};
        attempt.criteria = criteriaOf(*candidate.report);
    }
    m_attempts.append(attempt);
    if (m_attempts.size() <= mostAttempts)
        return;
    const auto mere = std::find_if(m_attempts.begin(), m_attempts.end(), [](const CaptureAttempt &each) {
        return each.veto == Veto::None
            && (each.outcome == "candidate"_L1 || each.outcome == "rules-not-met"_L1);
    });
    m_attempts.erase(mere == m_attempts.end() ? m_attempts.begin() : mere);
}

void CaptureLog::clear()
{
    m_attempts.clear();
    m_count = 0;
}

void CaptureLog::reject(const QDateTime &at, const QString &reasonCode)
{
    for (CaptureAttempt &attempt : m_attempts) {
        if (attempt.at != at)
            continue;
        attempt.veto = Veto::Rejected;
        attempt.vetoReason = reasonCode;
    }
}

} // namespace indraj
