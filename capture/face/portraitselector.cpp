#include "capture/face/portraitselector.h"

namespace indraj {

PortraitSelector::PortraitSelector(const FaceThresholds &thresholds)
    : m_acceptAfter(thresholds.acceptAfter)
    , m_spacing(thresholds.candidateSpacing)
{
}

void PortraitSelector::arm()
{
    m_armed = true;
    forget(); // a run must begin after the question was asked
}

void PortraitSelector::forget()
{
    m_runSince.reset();
    m_windowSince.reset();
    m_best.reset();
}

PortraitSelector::Outcome PortraitSelector::consider(const Moment &moment)
{
    if (!moment.judgement.allRequiredMet) {
        // What a run too short for acceptance leaves behind was chance.
        const bool wasSteady = m_runSince && m_best && m_best->time - *m_runSince >= m_acceptAfter;
        Outcome outcome;
        if (wasSteady)
            outcome.candidate = std::move(m_best);
        forget();
        return outcome;
    }
    if (!m_runSince)
        m_runSince = moment.time;
    if (!m_windowSince)
        m_windowSince = moment.time;
    if (!m_best || moment.judgement.score.value > m_best->judgement.score.value)
        m_best = moment;

    Outcome outcome;
    outcome.accepted = m_armed && moment.time - *m_runSince >= m_acceptAfter;
    const bool windowFull = moment.time - *m_windowSince >= m_spacing;
    if (!outcome.accepted && !windowFull)
        return outcome;
    outcome.candidate = std::move(m_best);
    m_best.reset();
    m_windowSince.reset();
    if (outcome.accepted)
        m_armed = false;
    return outcome;
}

} // namespace indraj
