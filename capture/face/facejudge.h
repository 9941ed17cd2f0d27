#pragma once

#include "biometrics/face/facemeasures.h"
#include "capture/face/thresholds.h"
#include "capture/facecapture.h"

namespace indraj {

/// Judges one frame by itself. The guidance is that of this very frame; GuidanceHold makes it readable.
FaceJudgement judgeFace(const FaceMeasures &measures, const FaceThresholds &thresholds);

} // namespace indraj
