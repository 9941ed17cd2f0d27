#pragma once

#include "biometrics/face/facedetector.h"
#include "biometrics/face/facemodels.h"

namespace indraj {

/// A square region of a picture that holds one face, turned so that the eyes are level.
struct FaceRegion {
    cv::Point2f centre;
    float side = 0; ///< pixels
    float angle = 0; ///< radians, clockwise in the picture
};

/// Landmarks of one face in pixels of the picture; z in the same unit, away from the camera.
/// "Image left" is the left side of an unmirrored picture: the person's right.
struct FaceMesh {
    std::vector<cv::Point3f> points; ///< 468, in MediaPipe's canonical order
    std::vector<cv::Point2f> lips; ///< 80 refined
    std::vector<cv::Point2f> imageLeftEye; ///< 71 refined
    std::vector<cv::Point2f> imageRightEye; ///< 71 refined
    std::vector<cv::Point2f> imageLeftIris; ///< 5, the centre first
    std::vector<cv::Point2f> imageRightIris; ///< 5, the centre first
    float presence = 0; ///< 0..1, that there is a face in the region
    cv::Point2f point(int index) const
    {
        return {points[static_cast<std::size_t>(index)].x, points[static_cast<std::size_t>(index)].y};
    }
};

FaceRegion regionAround(const DetectedFace &face);
FaceRegion regionAround(const FaceMesh &mesh); ///< where to look in the next frame

/// Points and presence only, without the heads: enough to tell where the face lies more exactly than the
/// detector does. Two thirds of the time of findMesh().
tl::expected<FaceMesh, FaceModelError> findMeshPoints(FaceModels &models, const cv::Mat &image,
                                                      const FaceRegion &region);

/// Runs the attention mesh on a region, with its three heads for eyes, irises and lips. Given the mesh of the
/// frame before, the heads rest and its refined points move along with the mesh under them: between two
/// frames of a live picture an eye opens or closes by less than the measures tell apart, and the heads are a
/// third of the time.
tl::expected<FaceMesh, FaceModelError> findMesh(FaceModels &models, const cv::Mat &image,
                                                const FaceRegion &region, const FaceMesh *before = nullptr);

} // namespace indraj
