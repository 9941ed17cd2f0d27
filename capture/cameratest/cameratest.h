#pragma once

#include "capture/cameratest/cardcolour.h"
#include "capture/cameratest/chartsharpness.h"

#include <QMetaType>

#include <deque>

namespace indraj {

/// What is asked of a camera. The numbers are our own: what webcams that make good portraits reach.
struct CameraTestRules {
    double sharpFrom = 0.18; ///< MTF50, cycles per pixel
    double blurredBelow = 0.10;
    double grainTo = 3; ///< grey levels
    double grainyFrom = 6;
    double castTo = 6; ///< CIELAB
    double castFrom = 12;
    double darkestCard = 30; ///< CIELAB L; outside of these the light is the fault, not the camera
    double lightestCard = 85;
};

enum class CameraTestGrade { NotSeen, Good, Fair, Poor };

/// The state of a camera test: each part by itself, as soon as it is seen.
struct CameraTestResult {
    CameraTestGrade sharpness = CameraTestGrade::NotSeen;
    double mtf50 = 0;
    CameraTestGrade grain = CameraTestGrade::NotSeen;
    double grainLevels = 0;
    CameraTestGrade colour = CameraTestGrade::NotSeen;
    CardColour card;
    bool cardTooDark = false;
    bool cardTooLight = false;
    bool isComplete() const
    {
        return sharpness != CameraTestGrade::NotSeen && grain != CameraTestGrade::NotSeen
            && colour != CameraTestGrade::NotSeen;
    }
};

/// Puts the looks of single frames together: the median of the last few, so that a hand that shakes does not
/// decide. What was seen once stays until it is seen again. One thread.
class CameraTestJudge {
public:
    explicit CameraTestJudge(const CameraTestRules &rules = {})
        : m_rules(rules)
    {
    }
    /// A full frame, BGR or BGRx. About 15 ms at 1280 x 720.
    const CameraTestResult &look(const cv::Mat &frame);
    const CameraTestResult &result() const { return m_result; }

private:
    CameraTestRules m_rules;
    CameraTestResult m_result;
    std::deque<double> m_mtf50;
    std::deque<double> m_grain;
    cv::Mat m_before;
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::CameraTestResult)
