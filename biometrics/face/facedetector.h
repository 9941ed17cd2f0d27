#pragma once

#include "biometrics/face/inference.h"

#include <opencv2/core/types.hpp>

#include <vector>

namespace indraj {

/// A face as the detector sees it, in pixels of the picture.
struct DetectedFace {
    cv::Rect2f box;
    float confidence = 0; ///< 0..1
    cv::Point2f imageLeftEye;
    cv::Point2f imageRightEye;
};

/// BlazeFace full-range: all faces of a picture, the largest first. ISO/IEC 29794-5:2025 7.4.2 (single face
/// present) rests on its count. Faces below a confidence of 0.6 are not reported.
tl::expected<std::vector<DetectedFace>, FaceModelError> detectFaces(Inference &net, const cv::Mat &image);

} // namespace indraj
