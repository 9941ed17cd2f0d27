#pragma once

#include "biometrics/finger/minutiae/ridgefield.h"

namespace indraj::minutiae {

/// 255 on ridges, 0 elsewhere: every pixel filtered by a wave of its place's direction and period (Hong, Wan
/// and Jain's Gabor filters), which closes breaks and parts ridges that run together.
cv::Mat ridgePixels(const cv::Mat &picture, const RidgeField &field);

/// The lines of one pixel's width in the middle of the ridges (Guo and Hall's thinning), 1 on them, 0
/// elsewhere.
cv::Mat thinned(const cv::Mat &ridges);

} // namespace indraj::minutiae
