#pragma once

#include "capture/face/portraitselector.h"

#include <chrono>

namespace indraj::test {

/// One judged frame of a script: a face is there, and the rules are met or not.
inline Moment moment(bool met, int score, std::chrono::milliseconds at)
{
    Moment m;
    m.measures.hasLandmarks = true;
    m.judgement.allRequiredMet = met;
    m.judgement.score.value = score;
    m.time = Moment::Time(at);
    m.at = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + at.count(), Qt::UTC);
    return m;
}

} // namespace indraj::test
