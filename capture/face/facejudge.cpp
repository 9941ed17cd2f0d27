#include "capture/face/facejudge.h"

#include "biometrics/face/facequality.h"

#include <algorithm>
#include <cmath>

namespace indraj {

namespace {

constexpr double wantedEyeHeight = 0.45; // of the frame, from above
constexpr double headInT = 2.0; // head height / distance from eyes to chin

CheckState atMost(double value, const FaceLimit &limit)
{
    if (limit.fail && value > *limit.fail)
        return CheckState::Fail;
    return limit.warn && value > *limit.warn ? CheckState::Warn : CheckState::Good;
}

CheckState atLeast(double value, const FaceLimit &limit)
{
    if (limit.fail && value < *limit.fail)
        return CheckState::Fail;
    return limit.warn && value < *limit.warn ? CheckState::Warn : CheckState::Good;
}

CheckState worst(std::initializer_list<CheckState> states) { return std::max(states); }

/// One frame against the thresholds: first the states, then the instruction that helps most.
class Judge {
public:
    Judge(const FaceMeasures &measures, const FaceThresholds &thresholds, double pixels)
        : m(measures)
        , t(thresholds)
        , m_eyes(measures.eyeDistance * pixels)
    {
        const cv::Point2d eyes = (m.leftEye + m.rightEye) * 0.5;
        m_right = m.pictureSize.width > 0 ? eyes.x / m.pictureSize.width - 0.5 : 0;
        m_down = m.pictureSize.height > 0 ? eyes.y / m.pictureSize.height - wantedEyeHeight : 0;
        m_headShare = m.pictureSize.height > 0 ? headInT * m.eyesToChin / m.pictureSize.height : 0;
        m_pitch = m.pitch - t.usualPitch;
    }

    QList<FaceCheckResult> checks() const
    {
        QList<FaceCheckResult> results{
            {FaceCheck::OneFace, oneFace(), static_cast<double>(m.faces), t.oneFaceRequired},
            {FaceCheck::Distance, distance(), m_eyes, t.distanceRequired},
            {FaceCheck::Position, position(), std::max(std::abs(m_right), std::abs(m_down)),
             t.positionRequired},
            {FaceCheck::HeadStraight, headStraight(), largestAngle(), t.headStraightRequired},
            {FaceCheck::Light, light(), m.luminance, t.lightRequired},
            {FaceCheck::EyesOpen, atLeast(m.eyesOpen, t.eyeGap), m.eyesOpen, t.eyesOpenRequired},
            {FaceCheck::MouthClosed, mouthClosed(), m.mouthOpen, t.mouthClosedRequired},
            {FaceCheck::Sharp, atLeast(m.sharpness, t.sharpness), m.sharpness, t.sharpRequired}};
        if (!m.hasLandmarks)
            for (auto &result : results)
                if (result.check != FaceCheck::OneFace)
                    result.state = CheckState::NotAssessed;
        return results;
    }

    FaceGuidance guidance() const
    {
        if (m.faces == 0)
            return FaceGuidance::NoFace;
        if (oneFace() == CheckState::Fail)
            return FaceGuidance::OneAtATime;
        if (!m.hasLandmarks)
            return FaceGuidance::LookStraight;
        for (const auto step : {&Judge::framingGuidance, &Judge::lightGuidance, &Judge::poseGuidance,
                                &Judge::stillnessGuidance})
            if (const auto guidance = (this->*step)(); guidance != FaceGuidance::None)
                return guidance;
        return FaceGuidance::None;
    }

private:
    CheckState oneFace() const
    {
        return m.faces == 0 ? CheckState::Fail : atMost(m.secondFaceArea, t.secondFace);
    }
    CheckState distance() const
    {
        return worst({atLeast(m_eyes, t.eyeDistance), atMost(m_headShare, t.headShare)});
    }
    CheckState position() const
    {
        return worst({atMost(std::abs(m_right), t.sideways), atMost(std::abs(m_down), t.upright)});
    }
    CheckState headStraight() const
    {
        return worst({atMost(std::abs(m.yaw), t.yaw), atMost(std::abs(m_pitch), t.pitch),
                      atMost(std::abs(m.roll), t.roll)});
    }
    double largestAngle() const { return std::max({std::abs(m.yaw), std::abs(m_pitch), std::abs(m.roll)}); }
    CheckState light() const
    {
        return worst({atLeast(m.entropy, t.entropy), atMost(m.overexposed, t.overexposed),
                      atLeast(m.evenness, t.evenness), atLeast(m.luminance, t.luminanceLow),
                      atMost(m.luminance, t.luminanceHigh)});
    }
    CheckState mouthClosed() const
    {
        return worst({atMost(m.mouthOpen, t.mouthGap), atMost(m.mouthWidth, t.mouthWidth)});
    }

    // Only what fails is spoken about: what merely warns may be how the person looks.
    FaceGuidance framingGuidance() const
    {
        if (atLeast(m_eyes, t.eyeDistance) == CheckState::Fail)
            return FaceGuidance::ComeCloser;
        if (atMost(m_headShare, t.headShare) == CheckState::Fail)
            return FaceGuidance::MoveBack;
        // The picture is not mirrored: its right side is the person's left.
        if (atMost(std::abs(m_right), t.sideways) == CheckState::Fail)
            return m_right > 0 ? FaceGuidance::MoveRight : FaceGuidance::MoveLeft;
        if (atMost(std::abs(m_down), t.upright) == CheckState::Fail)
            return m_down > 0 ? FaceGuidance::MoveUp : FaceGuidance::MoveDown;
        return FaceGuidance::None;
    }
    FaceGuidance lightGuidance() const
    {
        if (atMost(m.overexposed, t.overexposed) == CheckState::Fail)
            return FaceGuidance::TooBright;
        constexpr double middle = 0.5;
        if (atLeast(m.entropy, t.entropy) == CheckState::Fail)
            return m.luminance < middle ? FaceGuidance::TooDark : FaceGuidance::TooBright;
        return atLeast(m.evenness, t.evenness) == CheckState::Fail ? FaceGuidance::UnevenLight
                                                                   : FaceGuidance::None;
    }
    FaceGuidance poseGuidance() const
    {
        if (atMost(std::abs(m.roll), t.roll) == CheckState::Fail)
            return FaceGuidance::HeadUpright;
        if (atMost(std::abs(m.yaw), t.yaw) == CheckState::Fail)
            return m.yaw > 0 ? FaceGuidance::TurnRight : FaceGuidance::TurnLeft;
        if (atMost(std::abs(m_pitch), t.pitch) == CheckState::Fail)
            return m_pitch > 0 ? FaceGuidance::ChinUp : FaceGuidance::ChinDown;
        return FaceGuidance::None;
    }
    FaceGuidance stillnessGuidance() const
    {
        if (atLeast(m.sharpness, t.sharpness) == CheckState::Fail)
            return FaceGuidance::HoldStill; // before eyes and mouth, which a blur hides
        if (atLeast(m.eyesOpen, t.eyeGap) == CheckState::Fail)
            return FaceGuidance::OpenEyes;
        return atMost(m.mouthOpen, t.mouthGap) == CheckState::Fail ? FaceGuidance::CloseMouth
                                                                   : FaceGuidance::None;
    }

    const FaceMeasures &m;
    const FaceThresholds &t;
    double m_eyes; ///< distance in px of the camera's own picture
    double m_right = 0; ///< share of the width that the eyes are right of the middle
    double m_down = 0; ///< share of the height that the eyes are too low
    double m_headShare = 0;
    double m_pitch = 0;
};

QPointF pointOf(const cv::Point2d &p) { return {p.x, p.y}; }

} // namespace

FaceJudgement judgeFace(const FaceMeasures &measures, const FaceThresholds &thresholds, double pixels)
{
    const Judge judge(measures, thresholds, pixels);
    FaceJudgement judgement;
    judgement.checks = judge.checks();
    judgement.guidance = judge.guidance();
    judgement.allRequiredMet
        = std::all_of(judgement.checks.cbegin(), judgement.checks.cend(), [](const FaceCheckResult &result) {
              return !result.required || result.state == CheckState::Good || result.state == CheckState::Warn;
          });
    judgement.faces = measures.faces;
    judgement.frameSize = QSize(measures.pictureSize.width, measures.pictureSize.height);
    if (!measures.hasLandmarks) {
        judgement.allRequiredMet = false; // nothing to take, whatever the profile asks for
        judgement.score = {QualityScore::failed, faceQualityAlgorithm};
        return judgement;
    }
    judgement.score = {faceQuality(measures), faceQualityAlgorithm};
    judgement.faceBox
        = QRectF(measures.faceBox.x, measures.faceBox.y, measures.faceBox.width, measures.faceBox.height);
    judgement.leftEye = pointOf(measures.leftEye);
    judgement.rightEye = pointOf(measures.rightEye);
    judgement.eyeDistance = measures.eyeDistance;
    judgement.yaw = measures.yaw;
    judgement.pitch = measures.pitch;
    judgement.roll = measures.roll;
    judgement.luminance = measures.luminance;
    judgement.burnt = measures.overexposed;
    return judgement;
}

} // namespace indraj
