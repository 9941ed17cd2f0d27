#include "enrollment/samples.h"

#include <algorithm>

namespace indraj {

bool SampleInfo::sharesPlace(const SampleInfo &other) const
{
    return kind == other.kind && (kind != SampleKind::Finger || finger == other.finger)
        && (!isOfEye() || eye == other.eye);
}

const CaptureAttempt *SampleInfo::ownAttempt() const
{
    const auto own = std::find_if(attempts.cbegin(), attempts.cend(),
                                  [this](const CaptureAttempt &each) { return each.at == capturedAt; });
    return own == attempts.cend() ? nullptr : &*own;
}

void SampleInfo::accept(Veto decision, const QString &reasonCode, const QString &note)
{
    manual = true;
    manualReason = reasonCode;
    manualNote = note;
    veto = decision;
    for (CaptureAttempt &attempt : attempts) {
        if (attempt.at != capturedAt)
            continue;
        attempt.veto = decision;
        attempt.vetoReason = reasonCode;
    }
}

} // namespace indraj
