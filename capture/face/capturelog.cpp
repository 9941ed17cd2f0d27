#include "capture/face/capturelog.h"

#include "capture/face/stilljudge.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qsizetype mostAttempts = 40;
}

QString outcomeOf(const StillAnswer &answer)
{
    switch (answer.cause) {
    case StillCause::Automatic:
        return answer.candidates.first().refused() ? u"rules-not-met"_s : u"captured"_s;
    case StillCause::ByHand:
        return u"manual"_s;
    case StillCause::TimeOut:
        return u"time-out"_s;
    case StillCause::Candidate:
        break;
    }
    return u"candidate"_s;
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
        if (finding.measure.notAssessed)
            value.reason = notAssessedKey(*finding.measure.notAssessed);
        else
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

QList<CriterionValue> criteriaOf(const QList<FaceHint> &hints)
{
    QList<CriterionValue> criteria;
    for (const FaceHint &hint : hints) {
        const FaceHintInfo &info = faceHintInfo(hint.id);
        CriterionValue line;
        line.key = QString::fromLatin1(info.key);
        line.value = hint.value;
        if (hint.value)
            line.score = qRound(100 * (1 - *hint.value));
        line.most = 1;
        line.upper = info.limit;
        line.level = ruleLevelKey(RuleLevel::Inform);
        line.state = ruleStateKey(hint.raised      ? RuleState::Doubtful
                                      : hint.value ? RuleState::Good
                                                   : RuleState::NotAssessed);
        criteria.append(line);
    }
    return criteria;
}

void addRaised(CaptureAttempt &attempt, const QList<FaceHint> &raised)
{
    for (const CriterionValue &line : criteriaOf(raised)) {
        const auto known = std::find_if(attempt.criteria.begin(), attempt.criteria.end(),
                                        [&](const CriterionValue &each) { return each.key == line.key; });
        if (known == attempt.criteria.end())
            attempt.criteria.append(line);
        else
            *known = line;
    }
}

QList<FaceHintId> raisedHints(const CaptureAttempt &attempt)
{
    QList<FaceHintId> raised;
    for (const CriterionValue &line : attempt.criteria)
        if (const auto id = faceHintByKey(line.key); id && line.state == ruleStateKey(RuleState::Doubtful))
            raised.append(*id);
    return raised;
}

void CaptureLog::add(const FaceCandidate &candidate, const QString &outcome)
{
    CaptureAttempt attempt{++m_count, qualityOf(candidate), outcome, candidate.at};
    if (candidate.report) {
        attempt.profile = candidate.report->profile;
        attempt.profileAges = AgeSpan{candidate.report->fromAge, candidate.report->toAge};
        attempt.criteria = criteriaOf(*candidate.report);
    }
    attempt.criteria += criteriaOf(candidate.judgement.hints);
    if (candidate.adjustment) {
        attempt.crop = candidate.adjustment;
        attempt.cutFrom = candidate.taken();
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
