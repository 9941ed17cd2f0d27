#include "capture/slap/slapjudge.h"

#include "biometrics/finger/resample.h"
#include "biometrics/finger/slap/slapsegmenter.h"
#include "capture/finger/fingercapturesession.h"

#include <QtConcurrent>

namespace indraj {

namespace {

QImage greyAtSampleResolution(const QImage &picture, int resolution)
{
    return atSampleResolution(picture.convertToFormat(QImage::Format_Grayscale8), resolution);
}

SlapKind kindOf(SlapPlacement placement)
{
    switch (placement) {
    case SlapPlacement::RightFour:
        return SlapKind::RightFour;
    case SlapPlacement::LeftFour:
        return SlapKind::LeftFour;
    default:
        return SlapKind::BothThumbs;
    }
}

/// One thumb alone is two of which the other is not waited for.
QSet<FingerPosition> notOnTheGlass(SlapPlacement placement, const QSet<FingerPosition> &missing)
{
    QSet<FingerPosition> absent = missing;
    if (placement == SlapPlacement::RightThumb)
        absent.insert(FingerPosition::LeftThumb);
    else if (placement == SlapPlacement::LeftThumb)
        absent.insert(FingerPosition::RightThumb);
    return absent;
}

std::optional<SlapFault> faultOf(const QList<SlapProblem> &problems)
{
    if (problems.contains(SlapProblem::NoFingers))
        return SlapFault::NothingSeen;
    if (problems.contains(SlapProblem::WrongHand))
        return SlapFault::OtherHand;
    if (problems.contains(SlapProblem::TooFew))
        return SlapFault::FingersMissing;
    if (problems.contains(SlapProblem::TooMany))
        return SlapFault::FingersUnexpected;
    if (problems.contains(SlapProblem::Tilted))
        return SlapFault::Misplaced;
    return {};
}

/// What the glass says of the hand. Unless the check is on, nothing but the reading stays of it.
HandReading readHand(SlapSegmentation &seen, HandCheck check)
{
    HandReading reading = HandReading::NotChecked;
    if (check != HandCheck::Off && seen.handChecked) {
        reading = seen.problems.contains(SlapProblem::WrongHand) ? HandReading::Other
            : seen.problems.contains(SlapProblem::HandUnclear)   ? HandReading::Unclear
                                                                 : HandReading::Same;
    }
    if (check != HandCheck::On) {
        seen.problems.removeAll(SlapProblem::WrongHand);
        seen.problems.removeAll(SlapProblem::HandUnclear);
    }
    return reading;
}

/// What the device cut itself. Its word is taken for which finger is which, but not against what the whole
/// picture shows.
void takeCut(JudgedSlap &slap, const SlapCapture &capture, const std::optional<SlapSegmentation> &seen)
{
    for (const SlapFinger &finger : capture.fingers) {
        SlapFingerTry one;
        one.finger = finger.finger;
        one.picture = greyAtSampleResolution(finger.image, finger.resolution);
        one.scannerResolution = finger.resolution;
        slap.fingers.append({one, {}});
    }
    if (seen && seen->handChecked && seen->problems.contains(SlapProblem::WrongHand))
        slap.attempt.fault = SlapFault::OtherHand;
}

void cutOurselves(JudgedSlap &slap, const QImage &picture, int resolution, const SlapSegmentation &seen)
{
    slap.attempt.fault = faultOf(seen.problems);
    slap.attempt.isDoubtful = !seen.isSure();
    if (slap.attempt.fault)
        return;
    for (const FingerSegment &segment : seen.fingers) {
        if (!segment.position)
            continue;
        SlapFingerTry one;
        one.finger = *segment.position;
        one.picture = cutFinger(picture, segment);
        one.scannerResolution = resolution;
        one.isDoubtful = !segment.doubts.isEmpty();
        slap.fingers.append({one, {}});
    }
    if (slap.fingers.isEmpty())
        slap.attempt.fault = SlapFault::NotReadable;
}

} // namespace

JudgedSlap judgeSlap(const FingerJudge &judge, SlapPlacement placement, const SlapCapture &capture,
                     const QSet<FingerPosition> &missing, HandCheck check)
{
    JudgedSlap slap;
    slap.attempt.at = capture.at;
    std::optional<SlapSegmentation> seen;
    if (!capture.picture.isNull()) {
        slap.attempt.picture = greyAtSampleResolution(capture.picture, capture.pictureResolution);
        seen = segmentSlap(slap.attempt.picture, kindOf(placement), notOnTheGlass(placement, missing));
        slap.attempt.hand = readHand(*seen, check);
    }
    if (!capture.fingers.isEmpty())
        takeCut(slap, capture, seen);
    else if (seen)
        cutOurselves(slap, slap.attempt.picture, capture.pictureResolution, *seen);
    else
        slap.attempt.fault = SlapFault::NotReadable;
    if (slap.attempt.fault)
        slap.fingers.clear();
    for (JudgedFinger &finger : slap.fingers) {
        const FingerJudgement judgement = judge.judge(finger.attempt.picture);
        finger.attempt.quality = judgement.quality;
        if (judgement.cause)
            finger.attempt.reason = retryReasonFor(*judgement.cause);
        slap.attempt.fingers.append(finger.attempt);
    }
    return slap;
}

void encodeFingers(JudgedSlap &slap)
{
    QtConcurrent::blockingMap(slap.fingers, [](JudgedFinger &finger) {
        if (auto encoded = encodeLossless(finger.attempt.picture))
            finger.encoded = std::move(*encoded);
    });
}

} // namespace indraj
