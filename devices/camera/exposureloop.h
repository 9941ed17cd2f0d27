#pragma once

#include <chrono>
#include <optional>

namespace indraj {

/// Keeps the light of a face within a range by the exposure time of the camera: what an automatic that looks
/// at the whole picture does not, before a bright window. Exposure time is proportional to light, so one step
/// would do; it goes there in small ones, waits until the camera has followed, and rests inside the range, so
/// that the picture does not breathe. Skin is light or dark by nature: the range is wide, and only what lies
/// outside it is moved. One thread.
class ExposureLoop {
public:
    using Time = std::chrono::steady_clock::time_point;
    struct Settings {
        double darkest = 0.12; ///< mean luminance of the face, linear, 0..1: below it is made lighter
        double lightest = 0.45; ///< above it is made darker
        double mostBurnt = 0.02; ///< share of the face that may be white
        double largestStep = 1.6; ///< of the exposure time, up or down
        std::chrono::milliseconds settle{400}; ///< after a step; the camera and its queue need some frames
        int longest
            = 333; ///< in steps of 100 µs: longer would take frames away at 30 a second; 0: no such limit
    };
    /// Range of the control in its own unit (V4L2: 100 µs).
    struct Range {
        int least = 1;
        int most = 1;
        int step = 1;
    };

    ExposureLoop(const Settings &settings, const Range &range, int value);
    /// One judged frame with a face. Answers the value to set, or nothing.
    std::optional<int> consider(double luminance, double burnt, Time now);
    int value() const { return m_value; }
    /// The face is outside the range and the control cannot be moved further that way.
    bool atItsEnd() const { return m_atEnd; }

private:
    double wantedFactor(double luminance, double burnt) const;
    Settings m_settings;
    Range m_range;
    int m_value;
    bool m_atEnd = false;
    std::optional<Time> m_moved;
    double m_usual = 0; ///< luminance, smoothed since the last step
    double m_usualBurnt = 0;
    int m_frames = 0; ///< since the last step has settled
};

} // namespace indraj
