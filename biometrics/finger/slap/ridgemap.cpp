#include "biometrics/finger/slap/ridgemap.h"

#include <opencv2/imgproc.hpp>

#include <array>
#include <cmath>
#include <numbers>

namespace indraj::slap {
namespace {

constexpr int patch = 32; ///< pixels; three ridges
constexpr int stride = 2 * cellSide;
constexpr double leastSpread = 12; ///< grey deviation of a patch that can be skin
constexpr double shortestPeriod = 4.5, longestPeriod = 14.5; ///< pixels, children's and thumbs' included
constexpr double lowestRadius = 1.4; ///< bins; what lies below is shading
constexpr int surroundings = 49; ///< pixels; five ridges
constexpr double darker = 14; ///< grey
constexpr double lightSlack = 35; ///< grey above the middle between ink and paper; faint ridges are ink too
constexpr double leastRidges = 0.29, leastInk = 0.13;

/// Tables of the patch's spectrum, made once.
struct Spectrum {
    cv::Mat window = cv::Mat(patch, patch, CV_32F); // braces would make a list of three numbers
    std::array<std::array<float, patch>, patch> radius{};

    Spectrum()
    {
        for (int y = 0; y < patch; ++y) {
            for (int x = 0; x < patch; ++x) {
                const auto hann
                    = [](int i) { return 0.5 - 0.5 * std::cos(2 * std::numbers::pi * (i + 0.5) / patch); };
                window.at<float>(y, x) = float(hann(x) * hann(y));
                const int fx = x > patch / 2 ? x - patch : x, fy = y > patch / 2 ? y - patch : y;
                radius[size_t(y)][size_t(x)] = float(std::hypot(fx, fy));
            }
        }
    }
};

/// The share of the strongest ridge-like frequency and its neighbours.
float ridgeShare(const cv::Mat &block, const Spectrum &tables)
{
    cv::Scalar mean, spread;
    cv::meanStdDev(block, mean, spread);
    if (spread[0] < leastSpread)
        return 0;
    cv::Mat values, spectrum;
    block.convertTo(values, CV_32F, 1, -mean[0]);
    values = values.mul(tables.window);
    cv::dft(values, spectrum, cv::DFT_COMPLEX_OUTPUT);
    std::array<std::array<float, patch>, patch> energy{};
    float total = 0, highest = 0, highestBelow = 0;
    int peakX = 0, peakY = 0;
    for (int y = 0; y < patch; ++y) {
        const auto *row = spectrum.ptr<cv::Vec2f>(y);
        for (int x = 0; x < patch; ++x) {
            const float radius = tables.radius[size_t(y)][size_t(x)];
            if (radius < float(lowestRadius))
                continue;
            const float value = row[x][0] * row[x][0] + row[x][1] * row[x][1];
            energy[size_t(y)][size_t(x)] = value;
            total += value;
            if (radius * float(longestPeriod) < patch) {
                highestBelow = std::max(highestBelow, value);
            } else if (value > highest && radius * float(shortestPeriod) <= patch) {
                highest = value;
                peakX = x;
                peakY = y;
            }
        }
    }
    if (highest <= highestBelow)
        return 0; // an edge or a pen stroke: the longer the wave, the stronger
    float around = 0;
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx)
            around += energy[size_t((peakY + dy + patch) % patch)][size_t((peakX + dx + patch) % patch)];
    }
    return std::min(1.0F, 2 * around / total);
}

cv::Mat inkShare(const cv::Mat &picture, cv::Size cells)
{
    cv::Mat dark, unused, share, result;
    // Against the grey around: inside solid black nothing is dark, and a grey card is no ink.
    cv::adaptiveThreshold(picture, dark, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, surroundings,
                          darker);
    // Nor are the streaks of rough paper, which are darker than their surroundings but light all the same.
    const double middle = cv::threshold(picture, unused, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    dark.setTo(0, picture > middle + lightSlack);
    constexpr int reach = 2 * cellSide + 1; // two ridges
    cv::boxFilter(dark, share, CV_32F, {reach, reach});
    cv::resize(share, result, cells, 0, 0, cv::INTER_AREA);
    return result / 255;
}

} // namespace

RidgeMap ridgeMap(const cv::Mat &picture)
{
    static const Spectrum tables;
    const cv::Size cells((picture.cols + cellSide - 1) / cellSide, (picture.rows + cellSide - 1) / cellSide);
    RidgeMap map;
    map.ink = inkShare(picture, cells);
    if (picture.cols < patch || picture.rows < patch) {
        map.ridges = cv::Mat(cells, CV_32F, cv::Scalar(0));
        return map;
    }
    cv::Mat coarse((picture.rows - patch) / stride + 1, (picture.cols - patch) / stride + 1, CV_32F);
    for (int row = 0; row < coarse.rows; ++row) {
        for (int column = 0; column < coarse.cols; ++column)
            coarse.at<float>(row, column)
                = ridgeShare(picture(cv::Rect(column * stride, row * stride, patch, patch)), tables);
    }
    // Every cell takes the best of the patches it lies in: the border of a finger is still that finger.
    cv::dilate(coarse, coarse, cv::Mat());
    map.ridges = cv::Mat(cells, CV_32F);
    for (int y = 0; y < cells.height; ++y) {
        for (int x = 0; x < cells.width; ++x) {
            const int row = std::clamp((y * cellSide + cellSide / 2 - patch / 2 + stride / 2) / stride, 0,
                                       coarse.rows - 1);
            const int column = std::clamp((x * cellSide + cellSide / 2 - patch / 2 + stride / 2) / stride, 0,
                                          coarse.cols - 1);
            map.ridges.at<float>(y, x) = coarse.at<float>(row, column);
        }
    }
    return map;
}

cv::Mat fingerCells(const RidgeMap &map)
{
    cv::Mat cells = (map.ridges > leastRidges) & (map.ink > leastInk);
    cv::medianBlur(cells, cells, 3);
    const cv::Mat square = cv::getStructuringElement(cv::MORPH_RECT, {3, 3});
    cv::morphologyEx(cells, cells, cv::MORPH_CLOSE, square);
    cv::morphologyEx(cells, cells, cv::MORPH_OPEN, square, cv::Point(-1, -1), 2);
    return cells;
}

} // namespace indraj::slap
