#pragma once

#include "biometrics/face/facemeasures.h"
#include "biometrics/face/inference.h"

#include <optional>

namespace indraj {

/// Where the portrait lies in the picture. 35 x 45 mm: the head (chin to crown) fills 70 to 80 % of the
/// height (ICAO Doc 9303-3), the eyes lie 50 to 70 % above the lower edge.
struct PortraitGeometry {
    cv::Rect crop; ///< width : height = 35 : 45, inside the picture
    double headShare = 0; ///< head height / crop height
    double eyeShare = 0; ///< eye line above the lower edge / crop height
    bool complete = false; ///< both shares are in range and nothing had to be cut
};

/// What a crop, wherever it lies, makes of a face with landmarks. `crown` as for portraitGeometry().
PortraitGeometry geometryOf(const cv::Rect &crop, const FaceMeasures &measures, std::optional<int> crown);

/// `crown`: row of the top of the head where known; without it, or when it cannot be right (a raised arm, a
/// tall hat), the head is taken as twice the distance from eyes to chin. Nothing without landmarks.
std::optional<PortraitGeometry> portraitGeometry(const FaceMeasures &measures, std::optional<int> crown);

/// The portrait at the scale of the picture: never enlarged. Its own pixels. Without landmarks the middle of
/// the picture in the same proportions.
struct Portrait {
    cv::Mat image; ///< CV_8UC3, BGR
    PortraitGeometry geometry;
};
tl::expected<Portrait, FaceModelError> cropPortrait(const cv::Mat &image, const FaceMeasures &measures,
                                                    Inference &personMaskNet);

} // namespace indraj
