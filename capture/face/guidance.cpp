#include "capture/face/guidance.h"

namespace indraj {

namespace {
constexpr std::chrono::milliseconds oddFrame{100};
}

GuidanceHold::GuidanceHold(std::chrono::milliseconds hold)
    : m_hold(hold)
{
}

FaceGuidance GuidanceHold::shown(FaceGuidance ofThisFrame, Time now)
{
    if (!m_begun) {
        m_begun = true;
        m_shown = m_last = ofThisFrame;
        m_shownSince = m_lastSince = now;
        return m_shown;
    }
    if (ofThisFrame != m_last) {
        m_last = ofThisFrame;
        m_lastSince = now;
    }
    if (m_last != m_shown && now - m_shownSince >= m_hold && now - m_lastSince >= oddFrame) {
        m_shown = m_last;
        m_shownSince = now;
    }
    return m_shown;
}

} // namespace indraj
