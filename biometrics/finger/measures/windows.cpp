#include "biometrics/finger/measures/windows.h"

#include <opencv2/imgproc.hpp>

#include <cmath>
#include <numbers>

namespace indraj::fingermeasure {
namespace {

constexpr double foregroundDeviation = 0.1; ///< of the whole picture's deviation

double deviation(const cv::Mat &part)
{
    cv::Scalar mean, spread;
    cv::meanStdDev(part, mean, spread);
    return spread[0];
}

/// 255 where a block of the grid from (0,0) has contrast.
cv::Mat foregroundMask(const cv::Mat &picture)
{
    const double whole = deviation(picture);
    cv::Mat mask(picture.size(), CV_8U, cv::Scalar(0));
    for (int y = 0; y < picture.rows; y += blockSide) {
        for (int x = 0; x < picture.cols; x += blockSide) {
            const cv::Rect block(x, y, std::min(blockSide, picture.cols - x),
                                 std::min(blockSide, picture.rows - y));
            if (deviation(picture(block)) / whole > foregroundDeviation)
                mask(block).setTo(255);
        }
    }
    return mask;
}

} // namespace

double GradientCovariance::orientation() const
{
    const double difference = xx - yy;
    // The common divisor does not change the angle, but keeps a gradientless block at zero.
    const double size = xy * xy + difference * difference + std::numeric_limits<double>::epsilon();
    return std::atan2(xy / size, difference / size) / 2;
}

double GradientCovariance::certainty() const
{
    const double middle = (xx + yy) / 2;
    const double spread = std::sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
    const double largest = middle + spread;
    return largest == 0 ? -1 : 1 - (middle - spread) / largest;
}

GradientCovariance gradientCovariance(const cv::Mat &block)
{
    GradientCovariance sum;
    const auto slope
        = [](double before, double after, bool edge) { return (after - before) / (edge ? 1 : 2); };
    for (int y = 0; y < block.rows; ++y) {
        const uchar *above = block.ptr(std::max(y - 1, 0));
        const uchar *row = block.ptr(y);
        const uchar *below = block.ptr(std::min(y + 1, block.rows - 1));
        const bool edgeRow = y == 0 || y == block.rows - 1;
        for (int x = 0; x < block.cols; ++x) {
            const bool edgeColumn = x == 0 || x == block.cols - 1;
            const double gx
                = slope(row[std::max(x - 1, 0)], row[std::min(x + 1, block.cols - 1)], edgeColumn);
            const double gy = slope(above[x], below[x], edgeRow);
            sum.xx += gx * gx;
            sum.yy += gy * gy;
            sum.xy += gx * gy;
        }
    }
    const double count = double(block.rows) * block.cols;
    return {sum.xx / count, sum.yy / count, sum.xy / count};
}

WindowGrid windowGrid(const cv::Mat &picture)
{
    const cv::Mat mask = foregroundMask(picture);
    WindowGrid grid;
    constexpr int reach = blockSide + overlap - 1;
    for (int y = overlap; y < picture.rows - reach; y += blockSide) {
        grid.columns = 0;
        for (int x = overlap; x < picture.cols - reach; x += blockSide) {
            Window window;
            window.row = grid.rows;
            window.column = grid.columns++;
            window.area = cv::Rect(x, y, blockSide, blockSide);
            window.foreground = cv::countNonZero(mask(window.area)) == blockSide * blockSide;
            window.covariance = gradientCovariance(picture(window.area));
            grid.windows.push_back(window);
        }
        ++grid.rows;
    }
    return grid;
}

cv::Mat turnedPatch(const cv::Mat &picture, const cv::Rect &window, double radians, bool margin)
{
    cv::Mat patch = picture(cv::Rect(window.x - overlap, window.y - overlap, patchSide, patchSide));
    if (margin) {
        cv::Mat wider; // on a part of a picture this takes the pixels around it; black beyond the picture
        cv::copyMakeBorder(patch, wider, 2, 2, 2, 2, cv::BORDER_CONSTANT, 0);
        patch = wider;
    }
    const cv::Point2f centre(float(patch.cols) / 2.0F, float(patch.rows) / 2.0F);
    const cv::Mat turn = cv::getRotationMatrix2D(centre, radians * 180 / std::numbers::pi, 1);
    cv::Mat turned;
    cv::warpAffine(patch, turned, turn, cv::Size(patchSide, patchSide), cv::INTER_NEAREST);
    return turned;
}

} // namespace indraj::fingermeasure
