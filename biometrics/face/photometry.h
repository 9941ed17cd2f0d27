#pragma once

#include "biometrics/face/facemeasures.h"
#include "biometrics/face/facemesh.h"

namespace indraj {

/// The face from the brows down, moved to a normed place and size (113 px between the eyes, as in the aligned
/// picture of ISO/IEC 29794-5), so that measures do not depend on the distance to the camera.
struct AlignedFace {
    cv::Mat pixels; ///< CV_8UC3, BGR
    cv::Mat mask; ///< CV_8U, 255 inside the face
};

/// From the picture to the aligned picture of ISO/IEC 29794-5 (616 x 616), least squares over eyes, nose,
/// mouth.
cv::Matx23f alignment(const FaceMesh &mesh);

AlignedFace alignFace(const cv::Mat &image, const FaceMesh &mesh);

/// Moments of the luminance (linear sRGB Y) inside the face.
struct LuminanceMoments {
    double mean = 0; ///< 0..1. ISO/IEC 29794-5, 7.3.4; depends on skin tone
    double overexposed = 0; ///< share of pixels >= 247 of 255. 7.3.6
    double entropy = 0; ///< bits, 0..8. 7.3.7 (dynamic range)
};
LuminanceMoments luminanceMoments(const AlignedFace &face);

/// Mean luminance of the darker outer cheek / the brighter one, 0..1. ISO/IEC 29794-5, 7.3.3 names the zones;
/// the ratio is ours, because shared histograms do not see a strong light from the side.
double illuminationEvenness(const AlignedFace &face);

/// Variance of the Laplacian inside the face. In focus from about 100; blurred below 70. After 7.3.8, which
/// has a trained model instead.
double sharpness(const AlignedFace &face);

/// Fills the photometric part of the measures.
void measureLight(const cv::Mat &image, const FaceMesh &mesh, FaceMeasures &measures);

} // namespace indraj
