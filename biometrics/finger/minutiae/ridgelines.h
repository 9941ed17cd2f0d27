#pragma once

#include "biometrics/finger/minutiae/fingertemplate.h"
#include "biometrics/finger/minutiae/ridgefield.h"

namespace indraj::minutiae {

/// The minutiae of thinned ridges (1 on a line), without those that noise makes: short spurs, breaks,
/// bridges, scraps, and what lies at the border.
std::vector<Minutia> findMinutiae(const cv::Mat &lines, const RidgeField &field);

} // namespace indraj::minutiae
