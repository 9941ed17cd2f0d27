#pragma once

#include "capture/face/portraitselector.h"

#include <chrono>

namespace indraj::test {

/// One judged frame of a script: a face is there, and the rules are met or not.
inline Moment moment(bool met, int score, std::chrono::milliseconds at)
{
    Moment m;
    m.measures.hasLandmarks = true;
    m.judgement.allRequiredMet = met;
    m.judgement.score.value = score;
    m.time = Moment::Time(at);
    m.at = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + at.count(), Qt::UTC);
    return m;
}

/// A person whom every live rule accepts, in a picture of 1280 x 720.
inline FaceMeasures good()
{
    FaceMeasures m;
    m.faces = 1;
    m.hasLandmarks = true;
    m.pictureSize = {1280, 720};
    m.eyeDistance = 130;
    m.eyesToChin = 235;
    m.rightEye = {575, 324};
    m.leftEye = {705, 324};
    m.pitch = 4;
    m.eyesOpen = 0.06;
    m.mouthWidth = 0.85;
    m.luminance = 0.3;
    m.entropy = 7;
    m.evenness = 0.9;
    m.sharpness = 300;
    return m;
}

} // namespace indraj::test
