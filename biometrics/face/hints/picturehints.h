#pragma once

#include "biometrics/face/facemesh.h"
#include "biometrics/face/hints/facehint.h"

namespace indraj {

/// 0..1: how far the strongest regular pattern in the middle of the face stands above its surroundings in the
/// spectrum. `image`: BGR or BGRx; `mesh`: of the face in it. Nothing when the face has less than 128 pixels.
/// Any thread.
std::optional<double> screenPattern(const cv::Mat &image, const FaceMesh &mesh);

/// 0..1: the share of the face without the slight changes that every skin has. Nothing where these could not
/// be seen: a face of less than 65 pixels between the eyes, or too dark, too bright or too blurred to tell. 2
/// ms. Any thread.
std::optional<double> drawnLook(const cv::Mat &image, const FaceMesh &mesh);

} // namespace indraj
