#pragma once

#include "biometrics/face/facemeasures.h"
#include "capture/face/thresholds.h"
#include "capture/facecapture.h"
#include "devices/camera/wholepicture.h"

#include <opencv2/core/mat.hpp>

#include <chrono>
#include <deque>
#include <optional>

namespace indraj {

/// A judged frame. Copies share the pixels.
struct Moment {
    using Time = std::chrono::steady_clock::time_point;
    cv::Mat image; ///< as it was judged; empty where `whole` is a JPEG
    FaceMeasures measures;
    FaceJudgement judgement;
    Time time;
    QDateTime at; ///< UTC
    WholePicture whole = {}; ///< `image` with all its pixels; null: it has them
};

/// Decides which frames are looked at as stills. A run is an unbroken series of frames that meet all required
/// live rules. Once a run has lasted long enough (and the selector is armed) the best of its last two seconds
/// are handed over; after that the best frame of each further second, until there is a choice of three. When
/// nothing was accepted in time, the best so far are handed over, whatever they are (BSI TR-03121 v6.0,
/// ACQ-FI-AUTO-1). Time is that of the frames. Holds five pictures at most.
class PortraitSelector {
public:
    explicit PortraitSelector(const FaceThresholds &thresholds);

    enum class Cause {
        None,
        Candidate, ///< worth keeping
        Automatic, ///< could be the portrait
        TimeOut, ///< nothing better came in time; perhaps nobody was seen
    };
    struct Outcome {
        Cause cause = Cause::None;
        std::vector<Moment> pictures; ///< best live score first; at most three, at least one unless TimeOut
    };
    Outcome consider(const Moment &moment);
    /// A photograph for which the camera chose the moment: no run is waited for. Never None.
    Outcome considerPhotograph(const Moment &moment);
    Outcome pass(Moment::Time now); ///< a live picture of such a camera: only the time goes on
    void arm(); ///< the question is asked anew: a run must begin after it, and the time too
    /// The stills of the last run do not hold: another run is waited for, not before `pause` has gone by. The
    /// time goes on.
    void goOn();
    void disarm() { m_armed = false; }
    void forget(); ///< ends run and time without an outcome
    void useThresholds(const FaceThresholds &thresholds);

private:
    struct Slot {
        Moment::Time begun;
        Moment best;
    };
    Outcome considerGood(const Moment &moment);
    Outcome considerBad(const Moment &moment);
    Outcome timeOutAt(Moment::Time now);
    Outcome accept();
    void keepInRing(const Moment &moment);
    void keepAside(const Moment &moment);
    void endRun();

    std::chrono::milliseconds m_acceptAfter{};
    std::chrono::milliseconds m_spacing{};
    std::chrono::milliseconds m_timeOut{};
    bool m_armed = true;
    int m_further = 0; ///< candidates still wanted
    int m_refusals = 0; ///< of stills since armed
    std::optional<Moment::Time> m_armedSince;
    std::optional<Moment::Time> m_notBefore;
    std::optional<Moment::Time> m_now;
    bool m_timedOut = false;
    std::optional<Moment::Time> m_runSince;
    std::optional<Moment::Time> m_windowSince;
    std::optional<Moment> m_best; ///< of the window
    std::deque<Slot> m_ring; ///< of the run
    std::vector<Slot> m_aside; ///< the best that met the live rules badly
};

/// Keeps the best few of several moments that lie at least `spacing` apart; `better` orders them. Works on
/// anything that has a time: tested without pictures.
template <typename Entry, typename Better, typename TimeOf>
QList<Entry> bestApart(QList<Entry> entries, qsizetype most, std::chrono::milliseconds spacing, Better better,
                       TimeOf timeOf)
{
    std::stable_sort(entries.begin(), entries.end(), better);
    QList<Entry> kept;
    for (const Entry &entry : entries) {
        const bool isApart = std::all_of(kept.cbegin(), kept.cend(), [&](const Entry &other) {
            return std::abs(timeOf(entry) - timeOf(other)) >= spacing.count();
        });
        if (isApart && kept.size() < most)
            kept.append(entry);
    }
    return kept;
}

} // namespace indraj
