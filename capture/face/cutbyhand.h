#pragma once

#include "biometrics/face/faceanalyser.h"
#include "biometrics/face/portraitframe.h"
#include "capture/facecapture.h"

namespace indraj {

/// Every pixel of the picture of a candidate, BGR or BGRx; empty when it is damaged. May share its pixels.
cv::Mat wholePixelsOf(const FaceCandidate &candidate);

/// The frame of a candidate whose crop a person changed, over wholePixelsOf().
PortraitFrame frameOf(const FaceCandidate &cutByHand);

/// The candidate with its crop changed and judged anew by all measures, as a still is: those of the crop of
/// the new frame, all others of the picture turned as the frame asks. `adjustment` of withinPicture(); none
/// gives `automatic` itself. Its live judgement and its whole picture stay what they are. 0.1 to 0.4 s.
tl::expected<FaceCandidate, FaceModelError> cutByHand(const StillAnalyser &analyser,
                                                      const FaceCandidate &automatic,
                                                      const CropAdjustment &adjustment,
                                                      const PortraitProfile *profile);

} // namespace indraj
