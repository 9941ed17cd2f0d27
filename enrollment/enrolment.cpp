#include "enrollment/enrolment.h"

#include <algorithm>

namespace indraj {

const SampleInfo *Enrolment::portrait() const
{
    const auto found = std::find_if(samples.cbegin(), samples.cend(), [](const SampleInfo &sample) {
        return sample.kind == SampleKind::FacePortrait;
    });
    return found == samples.cend() ? nullptr : &*found;
}

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

} // namespace indraj
