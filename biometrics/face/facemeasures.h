#pragma once

#include <opencv2/core/types.hpp>

namespace indraj {

/// What was measured on one picture. Pixels and points are of the picture, not mirrored; sides are the
/// person's.
struct FaceMeasures {
    int faces = 0; ///< seen by the detector
    double secondFaceArea = 0; ///< area of the second largest face / largest, 0..1
    bool hasLandmarks = false; ///< everything below is meaningless without

    cv::Size pictureSize;
    cv::Rect2d faceBox; ///< around the landmarks: brow line and chin, not the hair
    cv::Point2d leftEye; ///< iris centre
    cv::Point2d rightEye; ///< iris centre
    cv::Point2d chin;
    double eyeDistance = 0; ///< px between the iris centres
    double eyesToChin = 0; ///< px from the middle of the eyes to the chin: the measure T
    double yaw = 0; ///< degrees, > 0 to the person's own left
    double pitch = 0; ///< degrees, > 0 down
    double roll = 0; ///< degrees, > 0 towards the person's right shoulder
    double eyesOpen = 0; ///< lid gap of the more closed eye / T
    double mouthOpen = 0; ///< largest gap of the inner lips / T
    double mouthWidth = 0; ///< / eye distance; a smile widens it

    double luminance
        = 0; ///< mean in the face, linear, 0..1; depends on skin tone: may warn, must never block
    double overexposed = 0; ///< share of face pixels at 247 and above
    double entropy
        = 0; ///< of the face's luminance histogram, bits: little where light or exposure loses detail
    double evenness = 0; ///< darker / brighter outer cheek, 0..1
    double sharpness = 0; ///< variance of the Laplacian at a normed size
};

} // namespace indraj
