#pragma once

#include "biometrics/face/facemesh.h"

namespace indraj {

/// The face as the recognition net was trained to see it: 150 x 150, BGR, turned and scaled (no shear) so
/// that 33 points of nose, eyes and mouth lie as near as can be where they lie in the mean face. Black
/// outside the picture. Empty when the points lie on one spot.
cv::Mat faceChip(const cv::Mat &bgr, const FaceMesh &mesh);

inline constexpr int faceChipSide = 150;

} // namespace indraj
