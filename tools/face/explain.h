#pragma once

#include "biometrics/face/measures/facescene.h"
#include "capture/face/rules/portraitreport.h"

namespace indraj {

/// The picture with faces, landmarks and crop drawn in, and all measures beside it, the bad ones in red.
cv::Mat explainedPicture(const FaceScene &scene, const PortraitReport &report);

} // namespace indraj
