#pragma once

#include "capture/facecapture.h"

#include <chrono>

namespace indraj {

/// Makes the instruction readable: what is shown stays for at least `hold`, and a new one must have been true
/// for a moment, so that a single odd frame says nothing.
class GuidanceHold {
public:
    using Time = std::chrono::steady_clock::time_point;
    explicit GuidanceHold(std::chrono::milliseconds hold);
    FaceGuidance shown(FaceGuidance ofThisFrame, Time now);

private:
    std::chrono::milliseconds m_hold;
    FaceGuidance m_shown = FaceGuidance::NoFace;
    FaceGuidance m_last = FaceGuidance::NoFace;
    Time m_shownSince;
    Time m_lastSince;
    bool m_begun = false;
};

} // namespace indraj
