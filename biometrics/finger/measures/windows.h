#pragma once

#include <opencv2/core.hpp>

#include <vector>

/// The windows that the local measures share. Internal to biometrics/finger.
namespace indraj::fingermeasure {

inline constexpr int blockSide = 32; ///< pixels
inline constexpr int overlap = 2; ///< pixels a window's patch reaches beyond it on every side
inline constexpr int patchSide = blockSide + 2 * overlap;

/// Means of gx*gx, gy*gy and gx*gy over a block; central differences, one-sided at its edges.
struct GradientCovariance {
    double xx = 0;
    double yy = 0;
    double xy = 0;

    /// Radians; across the ridges. Without the usual factor of two on xy: NFIQ 2 is trained without it.
    double orientation() const;
    /// 0 no direction, 1 a single one; negative when there is no gradient at all.
    double certainty() const;
};
GradientCovariance gradientCovariance(const cv::Mat &block);

struct Window {
    int row = 0; ///< in windows
    int column = 0;
    bool foreground = false;
    GradientCovariance covariance;
    cv::Rect area; ///< pixels of the picture
};

struct WindowGrid {
    int rows = 0;
    int columns = 0;
    std::vector<Window> windows; ///< row by row
    const Window &at(int row, int column) const
    {
        return windows[size_t(row) * size_t(columns) + size_t(column)];
    }
};

WindowGrid windowGrid(const cv::Mat &picture);

/// The patch round a window turned about its centre by `radians`, nearest neighbour. With `margin` NFIQ 2
/// turns a patch two pixels larger about the larger one's centre and keeps the smaller one's coordinates.
cv::Mat turnedPatch(const cv::Mat &picture, const cv::Rect &window, double radians, bool margin);

} // namespace indraj::fingermeasure
