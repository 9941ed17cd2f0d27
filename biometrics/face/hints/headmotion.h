#pragma once

#include "biometrics/face/facemesh.h"

#include <chrono>
#include <deque>
#include <optional>

namespace indraj {

/// Where the rigid points of a head are in a picture: brows, eyes' corners, nose, cheeks, chin; not lids and
/// lips.
struct HeadPoints {
    std::vector<cv::Point2f> points;
    double eyeDistance = 1; ///< px
};
HeadPoints headPoints(const FaceMesh &mesh);

/// How much of the change between two pictures of a head a plane explains: 1 is a print that is tilted, a
/// turning head stays well below. Nothing when the change is hardly more than moving, turning in the picture
/// and coming closer, which everything does alike.
std::optional<double> planeShare(const HeadPoints &a, const HeadPoints &b);

/// Watches the head of a live picture over some seconds. One thread.
class HeadMotionWatch {
public:
    using Time = std::chrono::steady_clock::time_point;
    explicit HeadMotionWatch(std::chrono::milliseconds window = std::chrono::milliseconds(5000))
        : m_window(window)
    {
    }
    void see(const HeadPoints &head, Time now);
    void forget() { m_seen.clear(); }
    /// The largest planeShare() between the newest picture and those of the window; nothing until the head
    /// has turned.
    std::optional<double> flatness() const;
    /// 0..1: 1 when nothing moved at all for the whole window, 0 from the movement of a person who sits
    /// still.
    std::optional<double> stillness() const;

private:
    struct Seen {
        HeadPoints head;
        Time at;
    };
    std::chrono::milliseconds m_window;
    std::deque<Seen> m_seen;
};

} // namespace indraj
