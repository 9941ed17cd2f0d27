#include "enrollment/enrolment.h"

#include <algorithm>

namespace indraj {

namespace {

const SampleInfo *firstOf(const QList<SampleInfo> &samples, SampleKind kind)
{
    const auto found = std::find_if(samples.cbegin(), samples.cend(),
                                    [kind](const SampleInfo &sample) { return sample.kind == kind; });
    return found == samples.cend() ? nullptr : &*found;
}

const SampleInfo *ofEye(const QList<SampleInfo> &samples, SampleKind kind, EyePosition eye)
{
    const auto found = std::find_if(samples.cbegin(), samples.cend(), [kind, eye](const SampleInfo &sample) {
        return sample.kind == kind && sample.eye == eye;
    });
    return found == samples.cend() ? nullptr : &*found;
}

} // namespace

const SampleInfo *Enrolment::portrait() const { return firstOf(samples, SampleKind::FacePortrait); }

const SampleInfo *Enrolment::signature() const { return firstOf(samples, SampleKind::ApplicantSignature); }

const SampleInfo *Enrolment::faceAtSignOff() const { return firstOf(samples, SampleKind::FaceAtSignOff); }

const SampleInfo *Enrolment::exceptionPhoto() const { return firstOf(samples, SampleKind::ExceptionPhoto); }

const SampleInfo *Enrolment::portraitRecord() const { return firstOf(samples, SampleKind::PortraitRecord); }

const SampleInfo *Enrolment::portraitTries() const { return firstOf(samples, SampleKind::PortraitTries); }

const SampleInfo *Enrolment::earlierCard() const { return firstOf(samples, SampleKind::EarlierCard); }

bool Enrolment::lacksExceptionPhoto() const { return !exceptions.isEmpty() && !exceptionPhoto(); }

const SampleInfo *Enrolment::finger(FingerPosition position) const
{
    const auto found = std::find_if(samples.cbegin(), samples.cend(), [position](const SampleInfo &sample) {
        return sample.kind == SampleKind::Finger && sample.finger == position;
    });
    return found == samples.cend() ? nullptr : &*found;
}

const BiometricException *Enrolment::exceptionFor(FingerPosition position) const
{
    const auto found
        = std::find_if(exceptions.cbegin(), exceptions.cend(),
                       [position](const BiometricException &each) { return each.finger == position; });
    return found == exceptions.cend() ? nullptr : &*found;
}

const SampleInfo *Enrolment::iris(EyePosition eye) const { return ofEye(samples, SampleKind::Iris, eye); }

const SampleInfo *Enrolment::irisRecord(EyePosition eye) const
{
    return ofEye(samples, SampleKind::IrisRecord, eye);
}

const EyeException *Enrolment::exceptionFor(EyePosition eye) const
{
    const auto found = std::find_if(eyeExceptions.cbegin(), eyeExceptions.cend(),
                                    [eye](const EyeException &each) { return each.eye == eye; });
    return found == eyeExceptions.cend() ? nullptr : &*found;
}

bool Enrolment::saysOfIrises() const
{
    return !eyeExceptions.isEmpty() || iris(EyePosition::Right) || iris(EyePosition::Left);
}

} // namespace indraj
