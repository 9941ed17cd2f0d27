// The part of IrisCaptureSession that says how each try went, and hands out what is to be saved.
#include "capture/iris/iriscapturesession.h"

#include <cmath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

CriterionValue criterionValue(const IrisCriterion &criterion, bool irisFound)
{
    CriterionValue value;
    value.key = irisMeasureKey(criterion.measure);
    value.value = criterion.value;
    value.score = criterion.score;
    value.least = criterion.least;
    value.most = criterion.most;
    value.lower = criterion.lower;
    value.upper = criterion.upper;
    value.level = criterion.lower || criterion.upper ? u"require"_s : u"inform"_s;
    value.state = !criterion.value ? u"notAssessed"_s : criterion.isHeld ? u"good"_s : u"bad"_s;
    if (!criterion.value)
        value.reason = irisNotTakenCode(criterion.measure, irisFound);
    return value;
}

/// A warning at most. Its value is how much one corner of the eye is brighter than the other.
CriterionValue sideValue(const IrisEyeTry &own)
{
    CriterionValue value;
    value.key = eyeSideKey;
    if (own.side.eye)
        value.value = std::abs(own.side.right.duct - own.side.left.duct);
    value.most = 1;
    value.level = u"warn"_s;
    value.state = !own.side.eye ? u"notAssessed"_s : own.isSideDoubted() ? u"bad"_s : u"good"_s;
    if (own.side.why)
        value.reason = sideUnknownCode(*own.side.why);
    return value;
}

} // namespace

QList<CaptureAttempt> IrisCaptureSession::attemptsOf(EyePosition eye) const
{
    QList<CaptureAttempt> attempts;
    for (const Entry *entry : entries(eye)) {
        const IrisTry &one = entry->irises.attempt;
        CaptureAttempt attempt{one.number, {}, u"captured"_s, one.at};
        attempt.profile = m_policy.profile;
        if (one.fault)
            attempt.outcome = irisFaultCode(*one.fault);
        if (const IrisEyeTry *own = one.of(eye)) {
            attempt.quality = own->quality;
            for (const IrisCriterion &criterion : own->criteria)
                attempt.criteria.append(criterionValue(criterion, own->irisCentre.has_value()));
            if (own->irisCentre)
                attempt.criteria.append(sideValue(*own));
            if (one.isForced)
                attempt.outcome = u"forced"_s;
            else if (!own->advice.isEmpty())
                attempt.outcome = irisAdviceCode(own->advice.first());
        }
        const auto accepted = m_accepted.constFind(eye);
        if (accepted != m_accepted.constEnd() && accepted->number == one.number) {
            attempt.veto = accepted->veto.kind;
            attempt.vetoReason = accepted->veto.reasonCode;
        }
        attempts.append(attempt);
    }
    return attempts;
}

std::optional<IrisSample> IrisCaptureSession::sample(EyePosition eye) const
{
    const Entry *entry = bestEntry(eye);
    if (!entry)
        return {};
    const IrisEyeTry &one = *entry->irises.attempt.of(eye);
    IrisSample sample;
    sample.eye = eye;
    sample.record = entry->irises.records.value(eye);
    sample.mimeType = irisRecordType;
    sample.width = one.picture.width();
    sample.height = one.picture.height();
    sample.quality = one.quality;
    sample.acceptFrom = m_policy.acceptFrom;
    sample.isGood = one.isGood;
    sample.device = sampleDeviceName(entry->device);
    sample.capturedAt = entry->irises.attempt.at;
    sample.veto = veto(eye);
    sample.attempts = attemptsOf(eye);
    sample.sampleTry = entry->irises.attempt.number;
    return sample;
}

} // namespace indraj
