#pragma once

#include "biometrics/face/facegeometry.h"

namespace indraj {

/// Yaw and pitch of a still, so that they do not move with the light: the mesh leans with one-sided, coloured
/// and weak light by more than a degree. Here each colour of the crop is divided by its own slow course
/// first, and the mesh looks six times, at three widths of the crop and at their mirror images, whose yaw is
/// the opposite: the mean counts. ISO/IEC 29794-5, 7.4.11; decision 0018. `region` as for findMesh(). About
/// six runs of findMeshPoints(): 30 ms. Roll is that of headPose(mesh). Nothing where the mesh sees no face
/// in any of the six.
tl::expected<std::optional<HeadTurn>, FaceModelError> steadyTurn(FaceModels &models, const cv::Mat &image,
                                                                 const FaceRegion &region);

} // namespace indraj
