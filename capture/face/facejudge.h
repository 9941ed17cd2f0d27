#pragma once

#include "biometrics/face/facemeasures.h"
#include "capture/face/thresholds.h"
#include "capture/facecapture.h"

namespace indraj {

/// Judges one frame by itself. The guidance is that of this very frame; GuidanceHold makes it readable.
/// `pixels`: how many px of the camera's own picture one of the judged frame is wide, for what counts px.
FaceJudgement judgeFace(const FaceMeasures &measures, const FaceThresholds &thresholds, double pixels = 1);

} // namespace indraj
