#include "capture/face/portraitselector.h"

#include <algorithm>
#include <tuple>

namespace indraj {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t mostInRing = 3;
constexpr std::size_t mostAside = 2;
constexpr int wantedBeside = 2; // the accepted one and these make three to choose from
constexpr auto ringSpacing = 200ms;
constexpr auto ringLength = 2000ms;
constexpr auto pauseAfterRefusal = 2000ms;

int checksMet(const FaceJudgement &judgement)
{
    return static_cast<int>(
        std::count_if(judgement.checks.cbegin(), judgement.checks.cend(), [](const FaceCheckResult &result) {
            return result.state == CheckState::Good || result.state == CheckState::Warn;
        }));
}

/// Which of two frames looks more like a portrait, as far as a live frame tells; the newer of equals.
bool isBetterFrame(const Moment &a, const Moment &b)
{
    const auto rank = [](const Moment &m) {
        const QualityScore &score = m.judgement.score;
        return std::tuple(checksMet(m.judgement), score.isValid() ? score.value : -1, m.time);
    };
    return rank(a) > rank(b);
}

} // namespace

PortraitSelector::PortraitSelector(const FaceThresholds &thresholds) { useThresholds(thresholds); }

void PortraitSelector::useThresholds(const FaceThresholds &thresholds)
{
    m_acceptAfter = thresholds.acceptAfter;
    m_spacing = thresholds.candidateSpacing;
    m_timeOut = thresholds.timeOut;
}

void PortraitSelector::arm()
{
    forget();
    m_armed = true;
}

void PortraitSelector::goOn()
{
    endRun();
    m_armed = true;
    m_further = 0;
    ++m_refusals;
    if (m_now)
        m_notBefore = *m_now + pauseAfterRefusal;
}

void PortraitSelector::endRun()
{
    m_runSince.reset();
    m_windowSince.reset();
    m_best.reset();
    m_ring.clear();
}

void PortraitSelector::forget()
{
    endRun();
    m_aside.clear();
    m_armedSince.reset();
    m_notBefore.reset();
    m_timedOut = false;
    m_further = 0;
    m_refusals = 0;
}

void PortraitSelector::keepInRing(const Moment &moment)
{
    while (!m_ring.empty() && moment.time - m_ring.front().begun > ringLength)
        m_ring.pop_front();
    if (m_ring.empty() || moment.time - m_ring.back().begun >= ringSpacing)
        m_ring.push_back({moment.time, moment});
    else if (moment.judgement.score.value > m_ring.back().best.judgement.score.value)
        m_ring.back().best = moment;
    if (m_ring.size() > mostInRing)
        m_ring.pop_front();
}

void PortraitSelector::keepAside(const Moment &moment)
{
    if (!m_armed || m_timedOut || !moment.measures.hasLandmarks)
        return;
    const auto near = std::find_if(m_aside.begin(), m_aside.end(), [&](const Slot &slot) {
        return moment.time - slot.best.time < m_spacing;
    });
    if (near != m_aside.end()) {
        if (isBetterFrame(moment, near->best))
            near->best = moment;
    } else {
        m_aside.push_back({moment.time, moment});
    }
    std::stable_sort(m_aside.begin(), m_aside.end(),
                     [](const Slot &a, const Slot &b) { return isBetterFrame(a.best, b.best); });
    if (m_aside.size() > mostAside)
        m_aside.pop_back();
}

PortraitSelector::Outcome PortraitSelector::consider(const Moment &moment)
{
    m_now = moment.time;
    if (!m_armedSince)
        m_armedSince = moment.time;
    Outcome outcome = moment.judgement.allRequiredMet ? considerGood(moment) : considerBad(moment);
    return outcome.cause == Cause::None ? timeOutAt(moment.time) : outcome;
}

PortraitSelector::Outcome PortraitSelector::considerPhotograph(const Moment &moment)
{
    Outcome outcome = pass(moment.time);
    if (outcome.cause == Cause::None && m_armed) {
        outcome.cause = Cause::Automatic;
        m_armed = false;
        m_further = 0;
    } else if (outcome.cause == Cause::None) {
        outcome.cause = Cause::Candidate;
    }
    outcome.pictures = {moment};
    return outcome;
}

PortraitSelector::Outcome PortraitSelector::pass(Moment::Time now)
{
    m_now = now;
    if (!m_armedSince)
        m_armedSince = now;
    return timeOutAt(now);
}

PortraitSelector::Outcome PortraitSelector::timeOutAt(Moment::Time now)
{
    if (!m_armed || m_timedOut || now - *m_armedSince < m_timeOut)
        return {};
    m_timedOut = true;
    Outcome outcome{Cause::TimeOut, {}};
    for (Slot &slot : m_aside)
        outcome.pictures.push_back(std::move(slot.best));
    m_aside.clear();
    return outcome;
}

PortraitSelector::Outcome PortraitSelector::considerBad(const Moment &moment)
{
    keepAside(moment);
    // What a run too short for acceptance leaves behind was chance.
    const bool wasSteady = m_runSince && m_best && m_best->time - *m_runSince >= m_acceptAfter;
    Outcome outcome;
    if (wasSteady && m_further > 0) {
        --m_further;
        outcome.cause = Cause::Candidate;
        outcome.pictures.push_back(std::move(*m_best));
    }
    endRun();
    return outcome;
}

PortraitSelector::Outcome PortraitSelector::considerGood(const Moment &moment)
{
    if (m_notBefore && moment.time < *m_notBefore)
        return {};
    if (!m_runSince)
        m_runSince = moment.time;
    if (m_armed) {
        keepInRing(moment);
        return moment.time - *m_runSince >= m_acceptAfter ? accept() : Outcome();
    }
    if (m_further == 0)
        return {};
    if (!m_windowSince)
        m_windowSince = moment.time;
    if (!m_best || moment.judgement.score.value > m_best->judgement.score.value)
        m_best = moment;
    if (moment.time - *m_windowSince < m_spacing)
        return {};
    Outcome outcome{Cause::Candidate, {}};
    outcome.pictures.push_back(std::move(*m_best));
    m_best.reset();
    m_windowSince.reset();
    --m_further;
    return outcome;
}

PortraitSelector::Outcome PortraitSelector::accept()
{
    Outcome outcome{Cause::Automatic, {}};
    for (Slot &slot : m_ring)
        outcome.pictures.push_back(std::move(slot.best));
    m_ring.clear();
    std::stable_sort(outcome.pictures.begin(), outcome.pictures.end(), isBetterFrame);
    if (m_refusals > 0)
        outcome.pictures.resize(1); // its like was refused before: one still tells whether it is mended
    m_armed = false;
    m_further = wantedBeside;
    return outcome;
}

} // namespace indraj
