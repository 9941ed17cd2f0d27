#pragma once

#include "biometrics/face/facemeasures.h"
#include "biometrics/face/facemesh.h"
#include "biometrics/face/portrait.h"

#include <optional>

namespace indraj {

/// The face moved to the aligned picture of ISO/IEC 29794-5 (616 x 616, eyes at (251, 272) and (364, 272)).
struct AlignedScene {
    static constexpr int side = 616;
    static constexpr double eyeDistance = 113;
    cv::Mat bgr; ///< CV_8UC3
    cv::Mat grey; ///< CV_8U, sRGB luma
    cv::Mat linear; ///< CV_32F, luminance of linear sRGB, 0..1
    cv::Mat face; ///< CV_8U, 255 inside the face from the brows down
    cv::Mat inside; ///< CV_8U, 255 where the picture really had pixels
    cv::Matx23f transform; ///< from the picture
    std::vector<cv::Point2f> mesh; ///< the 468 points

    cv::Point2f at(const cv::Point2f &inPicture) const;
    std::vector<cv::Point> at(const std::vector<cv::Point2f> &inPicture) const;
    cv::Point2f point(int index) const { return mesh[static_cast<std::size_t>(index)]; }
};

/// A still with everything the measures look at, computed once.
struct FaceScene {
    cv::Mat picture; ///< CV_8UC3, BGR, full size
    std::vector<DetectedFace> faces; ///< the largest first
    std::optional<FaceMesh> mesh; ///< of the largest
    FaceMeasures basics;
    AlignedScene aligned; ///< empty without mesh
    cv::Mat small; ///< the picture with its longer side at most 512 px
    double smallScale = 1; ///< small / picture
    cv::Mat person; ///< CV_32F, where the person is, 0..1, size of `small`
    std::optional<PortraitGeometry> crop; ///< where the portrait would be cut
    std::optional<int> crown; ///< row of the top of the head in the picture

    /// 0..1: how far the face is large enough for measures of detail.
    double detail() const;
};

/// Detects, finds the landmarks, aligns, separates person from background. `image` as FaceAnalyser::analyse.
tl::expected<FaceScene, FaceModelError> faceScene(FaceModels &models, const cv::Mat &image);

/// Scene without nets: the caller gives mesh and mask (may be empty). For tests and for a tracked face.
FaceScene sceneFrom(const cv::Mat &image, std::vector<DetectedFace> faces, std::optional<FaceMesh> mesh,
                    const cv::Mat &person);

} // namespace indraj
