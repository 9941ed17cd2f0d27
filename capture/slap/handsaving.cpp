// The part of HandCaptureSession that says how each try went, and hands out what is to be saved.
#include "capture/finger/fingercapturesession.h"
#include "capture/finger/fingerlog.h"
#include "capture/slap/handcapturesession.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The check of the hand as a line of the log: "inform" where it decides nothing.
CriterionValue handLine(HandReading reading, HandCheck check)
{
    CriterionValue line;
    line.key = slapHandKey;
    line.level = check == HandCheck::On ? u"require"_s : u"inform"_s;
    line.state = reading == HandReading::Same ? u"good"_s
        : reading == HandReading::Other       ? u"bad"_s
                                              : u"uncertain"_s;
    return line;
}

} // namespace

QList<CaptureAttempt> HandCaptureSession::attemptsOf(SlapPlacement placement, FingerPosition finger) const
{
    QList<CaptureAttempt> attempts;
    for (const Entry &entry : m_entries.value(placement)) {
        const SlapTry &one = entry.slap.attempt;
        CaptureAttempt attempt{one.number, {}, u"captured"_s, one.at};
        attempt.profile = m_policy.profile;
        if (one.fault)
            attempt.outcome = slapFaultCode(*one.fault);
        attempt.criteria.append(loggedSetting(timeLimitKey, timeLimit()));
        if (one.hand != HandReading::NotChecked)
            attempt.criteria.append(handLine(one.hand, m_policy.handCheck));
        for (const SlapFingerTry &each : one.fingers) {
            if (each.finger != finger)
                continue;
            attempt.quality = each.quality;
            attempt.criteria.append(loggedSetting(scannerResolutionKey, each.scannerResolution));
            if (one.isForced)
                attempt.outcome = u"forced"_s;
            else if (each.reason)
                attempt.outcome = retryReasonCode(*each.reason);
        }
        attempts.append(attempt);
    }
    return attempts;
}

QList<Sample> HandCaptureSession::bestSamples(SlapPlacement placement) const
{
    QList<Sample> samples;
    const int chosen = best(placement);
    if (chosen < 0)
        return samples;
    const Entry &entry = m_entries[placement][chosen];
    for (qsizetype i = 0; i < entry.slap.fingers.size(); ++i) {
        const SlapFingerTry &finger = entry.slap.attempt.fingers[i];
        Sample sample;
        sample.bytes = entry.slap.fingers[i].encoded.bytes;
        SampleInfo &info = sample.info;
        info.id = entry.ids.value(finger.finger);
        info.kind = SampleKind::Finger;
        info.finger = finger.finger;
        info.mimeType = entry.slap.fingers[i].encoded.mimeType;
        info.width = finger.picture.width();
        info.height = finger.picture.height();
        info.resolution = sampleResolution;
        info.quality = finger.quality;
        info.device = sampleDeviceName(entry.device);
        info.capturedAt = entry.slap.attempt.at;
        info.acceptFrom = acceptFrom(finger.finger);
        info.attempts = attemptsOf(placement, finger.finger);
        if (!sample.bytes.isEmpty())
            samples.append(sample);
    }
    return samples;
}

} // namespace indraj
