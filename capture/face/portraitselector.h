#pragma once

#include "biometrics/face/facemeasures.h"
#include "capture/face/thresholds.h"
#include "capture/facecapture.h"

#include <opencv2/core/mat.hpp>

#include <chrono>
#include <optional>

namespace indraj {

/// A judged frame. Copies share the pixels.
struct Moment {
    using Time = std::chrono::steady_clock::time_point;
    cv::Mat image;
    FaceMeasures measures;
    FaceJudgement judgement;
    Time time;
    QDateTime at; ///< UTC
};

/// Decides what becomes a portrait. A run is an unbroken series of frames that meet all required rules. Once
/// a run has lasted long enough its best frame is accepted (when armed); the best frame of each further
/// second is a candidate. Holds one picture at a time.
class PortraitSelector {
public:
    explicit PortraitSelector(const FaceThresholds &thresholds);

    struct Outcome {
        std::optional<Moment> candidate; ///< a moment worth keeping
        bool accepted = false; ///< ... and it is the portrait
    };
    Outcome consider(const Moment &moment);
    void arm();
    void disarm() { m_armed = false; }
    void forget(); ///< ends the run without an outcome

private:
    std::chrono::milliseconds m_acceptAfter;
    std::chrono::milliseconds m_spacing;
    bool m_armed = true;
    std::optional<Moment::Time> m_runSince;
    std::optional<Moment::Time> m_windowSince;
    std::optional<Moment> m_best; ///< of the window
};

/// Keeps the best few of several moments that lie at least `spacing` apart. Works on anything that has a
/// score and a time: tested without pictures.
template <typename Entry, typename ScoreOf, typename TimeOf>
QList<Entry> bestApart(QList<Entry> entries, qsizetype most, std::chrono::milliseconds spacing,
                       ScoreOf scoreOf, TimeOf timeOf)
{
    std::stable_sort(entries.begin(), entries.end(),
                     [&](const Entry &a, const Entry &b) { return scoreOf(a) > scoreOf(b); });
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
