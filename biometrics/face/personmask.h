#pragma once

#include "biometrics/face/inference.h"

#include <optional>

namespace indraj {

/// Where the person is, 0..1, CV_32F, in the size of `image`. About 13 ms: for stills, not for every frame.
tl::expected<cv::Mat, FaceModelError> personMask(Inference &net, const cv::Mat &image);

/// The row where the person begins (hair or headgear) in the columns `centre` ± `halfWidth`; nothing when the
/// person fills the picture to its upper edge or is not found there.
std::optional<int> topOfPerson(const cv::Mat &mask, double centre, double halfWidth);

} // namespace indraj
