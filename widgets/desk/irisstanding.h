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

/// Whether a saved iris looks like the eye it is said to be; NotTold also where nobody looked.
enum class EyeSide { AsSaid, Other, NotTold };

inline EyeSide eyeSideOf(const SampleInfo &iris)
{
    const CaptureAttempt *own = iris.ownAttempt();
    for (const CriterionValue &criterion : own ? own->criteria : QList<CriterionValue>()) {
        if (criterion.key == eyeSideKey)
            return criterion.state == u"good" ? EyeSide::AsSaid
                : criterion.state == u"bad"   ? EyeSide::Other
                                              : EyeSide::NotTold;
    }
    return EyeSide::NotTold;
}

} // namespace indraj
