#pragma once

#include "enrollment/samples.h"

namespace indraj {

/// Whether a saved iris still needs a person's decision: it is below its floor or one of its measures is out
/// of bounds, and nobody has accepted it.
inline bool isUndecidedIris(const SampleInfo &iris)
{
    if (iris.manual)
        return false;
    const CaptureAttempt *own = iris.ownAttempt();
    const bool held = !own || own->outcome == u"captured" || own->outcome == u"forced";
    return !held || !iris.quality.isValid() || iris.quality.value < iris.acceptFrom;
}

} // namespace indraj
