#include "biometrics/finger/minutiae/ridgefilter.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace indraj::minutiae {
namespace {

constexpr int directions = 32;
constexpr int periods = 9;
constexpr float firstPeriod = 6, periodStep = 1;
constexpr int reach = 9; ///< pixels; of a filter to each side
constexpr int side = 2 * reach + 1;
constexpr double envelope = 4.2; ///< pixels, deviation

using Filter = std::array<float, size_t(side *side)>;

Filter makeFilter(int direction, int period)
{
    const double angle = std::numbers::pi * direction / directions;
    const double wave = 2 * std::numbers::pi / double(firstPeriod + periodStep * float(period));
    Filter filter{};
    double sum = 0, weight = 0;
    std::array<double, filter.size()> bell{};
    for (int y = -reach; y <= reach; ++y) {
        for (int x = -reach; x <= reach; ++x) {
            const auto at = size_t((y + reach) * side + x + reach);
            const double across = -x * std::sin(angle) + y * std::cos(angle);
            bell[at] = std::exp(-(x * x + y * y) / (2 * envelope * envelope));
            const double value = bell[at] * std::cos(wave * across);
            filter[at] = float(value);
            sum += value;
            weight += bell[at];
        }
    }
    for (size_t at = 0; at < filter.size(); ++at) // no answer to plain grey
        filter[at] -= float(bell[at] * sum / weight);
    return filter;
}

const Filter &filterFor(float direction, float period)
{
    static const auto bank = [] {
        std::vector<Filter> all;
        for (int p = 0; p < periods; ++p) {
            for (int d = 0; d < directions; ++d)
                all.push_back(makeFilter(d, p));
        }
        return all;
    }();
    const int d = int(std::lround(double(direction) / std::numbers::pi * directions)) % directions;
    const int p = std::clamp(int(std::lround((period - firstPeriod) / periodStep)), 0, periods - 1);
    return bank[size_t(p * directions + d)];
}

/// Contrast evened out, ridges positive.
cv::Mat evened(const cv::Mat &picture)
{
    cv::Mat values, mean, square;
    picture.convertTo(values, CV_32F, -1);
    constexpr int around = 33;
    cv::boxFilter(values, mean, CV_32F, {around, around});
    cv::boxFilter(values.mul(values), square, CV_32F, {around, around});
    cv::Mat spread = square - mean.mul(mean);
    cv::sqrt(cv::max(spread, 0), spread);
    return (values - mean) / (spread + 4);
}

/// The eight neighbours as bits, clockwise from above.
unsigned around(const cv::Mat &lines, int x, int y)
{
    const uchar *above = lines.ptr(y - 1) + x, *here = lines.ptr(y) + x, *below = lines.ptr(y + 1) + x;
    return unsigned(above[0] | above[1] << 1 | here[1] << 2 | below[1] << 3 | below[0] << 4 | below[-1] << 5
                    | here[-1] << 6 | above[-1] << 7);
}

/// Whether a pixel with these neighbours may go in this half of a turn; Guo and Hall 1989, algorithm A1.
bool mayGo(unsigned bits, int half)
{
    const auto p = [bits](int i) { return (bits >> i & 1U) != 0; }; // 0 is p2 (above) ... 7 is p9
    const int c = (!p(0) && (p(1) || p(2))) + (!p(2) && (p(3) || p(4))) + (!p(4) && (p(5) || p(6)))
        + (!p(6) && (p(7) || p(0)));
    const int n1 = (p(7) || p(0)) + (p(1) || p(2)) + (p(3) || p(4)) + (p(5) || p(6));
    const int n2 = (p(0) || p(1)) + (p(2) || p(3)) + (p(4) || p(5)) + (p(6) || p(7));
    const int n = std::min(n1, n2);
    const bool m = half == 0 ? (p(4) || p(5) || !p(7)) && p(6) : (p(0) || p(1) || !p(3)) && p(2);
    return c == 1 && n >= 2 && n <= 3 && !m;
}

} // namespace

cv::Mat ridgePixels(const cv::Mat &picture, const RidgeField &field)
{
    cv::Mat values;
    cv::copyMakeBorder(evened(picture), values, reach, reach, reach, reach, cv::BORDER_REFLECT_101);
    cv::Mat ridges(picture.size(), CV_8U, cv::Scalar(0));
    for (int y = 0; y < picture.rows; ++y) {
        for (int x = 0; x < picture.cols; ++x) {
            const cv::Point cell(x / fieldStep, y / fieldStep);
            if (field.inside.at<uchar>(cell) == 0)
                continue;
            const Filter &filter = filterFor(field.direction.at<float>(cell), field.period.at<float>(cell));
            float sum = 0;
            for (int row = 0; row < side; ++row) {
                const float *line = values.ptr<float>(y + row) + x;
                const float *weights = filter.data() + row * side;
                for (int i = 0; i < side; ++i)
                    sum += line[i] * weights[i];
            }
            ridges.at<uchar>(y, x) = sum > 0 ? 255 : 0;
        }
    }
    return ridges;
}

cv::Mat thinned(const cv::Mat &ridges)
{
    static const auto tables = [] {
        std::array<std::array<bool, 256>, 2> both{};
        for (unsigned bits = 0; bits < 256; ++bits) {
            both[0][bits] = mayGo(bits, 0);
            both[1][bits] = mayGo(bits, 1);
        }
        return both;
    }();
    cv::Mat lines = ridges / 255;
    lines.row(0).setTo(0);
    lines.row(lines.rows - 1).setTo(0);
    lines.col(0).setTo(0);
    lines.col(lines.cols - 1).setTo(0);
    std::vector<cv::Point> left, gone;
    cv::findNonZero(lines, left);
    for (int quiet = 0, half = 0; quiet < 2; half = 1 - half) {
        gone.clear();
        std::vector<cv::Point> stay;
        stay.reserve(left.size());
        for (const cv::Point &at : left)
            (tables[size_t(half)][around(lines, at.x, at.y)] ? gone : stay).push_back(at);
        for (const cv::Point &at : gone)
            lines.at<uchar>(at) = 0;
        left.swap(stay);
        quiet = gone.empty() ? quiet + 1 : 0;
    }
    return lines;
}

} // namespace indraj::minutiae
