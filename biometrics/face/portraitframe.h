#pragma once

#include <opencv2/core/mat.hpp>

namespace indraj {

/// The frame of a portrait over the picture that it is cut from. All functions: pure, any thread; the frame
/// has to lie within the picture.
struct PortraitFrame {
    cv::Point2d centre; ///< px of the picture
    cv::Size2d size; ///< px of the picture
    double degrees = 0; ///< turned with the clock, -15 to 15
};

/// The frame without its turn, in whole pixels within the picture.
cv::Rect uprightRect(const PortraitFrame &frame, const cv::Size &picture);

/// The frame as an upright picture of `size`, which may not be larger than the frame. Made from the picture
/// in one step: a frame that is not turned is taken pixel by pixel and made smaller by area; a turned one is
/// interpolated once, at two to three points a pixel and axis where it is made smaller, of which the mean
/// counts, so that nothing fine folds into noise.
cv::Mat cutFrame(const cv::Mat &picture, const PortraitFrame &frame, const cv::Size &size);

/// The whole picture turned about the middle of the frame, so that this stands upright in it, at the same
/// place; what is outside the picture is its mirror. For measuring only. Shares the pixels of a frame that is
/// not turned.
cv::Mat turnedUpright(const cv::Mat &picture, const PortraitFrame &frame);

} // namespace indraj
