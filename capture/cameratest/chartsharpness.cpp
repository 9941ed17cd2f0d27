#include "capture/cameratest/chartsharpness.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace indraj {

namespace {

constexpr double leastSide = 60; ///< px; shorter ones hold too few rows of pixels
constexpr double leastContrast = 50; ///< grey levels between square and ground
constexpr double sideUsed = 0.6; ///< the middle of a side: the corners are round
constexpr int binsPerPixel = 4;
constexpr int reach = 16; ///< px to each side of the edge
constexpr int bins = 2 * reach * binsPerPixel;

using Corners = std::array<cv::Point2d, 4>;

cv::Mat greyOf(const cv::Mat &image)
{
    cv::Mat grey;
    cv::cvtColor(image, grey, image.channels() == 4 ? cv::COLOR_BGRA2GRAY : cv::COLOR_BGR2GRAY);
    return grey;
}

/// Contrast is a matter of light, not of the coded values (sRGB, near enough a power of 2.2).
cv::Mat linearOf(const cv::Mat &grey)
{
    cv::Mat table(1, 256, CV_32F);
    for (int k = 0; k < 256; ++k)
        table.at<float>(k) = static_cast<float>(std::pow(k / 255.0, 2.2));
    cv::Mat linear;
    cv::LUT(grey, table, linear);
    return linear;
}

double distance(const cv::Point2d &a, const cv::Point2d &b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// Whether four corners are a dark square on a light ground, seen not too much from the side.
bool isChart(const cv::Mat &grey, const std::vector<cv::Point> &corners)
{
    if (corners.size() != 4 || !cv::isContourConvex(corners))
        return false;
    double shortest = 1e9;
    double longest = 0;
    for (std::size_t k = 0; k < 4; ++k) {
        const double side = distance(corners[k], corners[(k + 1) % 4]);
        shortest = std::min(shortest, side);
        longest = std::max(longest, side);
    }
    if (shortest < 0.65 * longest)
        return false;
    cv::Mat inside = cv::Mat::zeros(grey.size(), CV_8U);
    cv::fillConvexPoly(inside, corners, cv::Scalar(255));
    cv::Mat around;
    const int ring = std::max(3, static_cast<int>(0.12 * shortest));
    const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_RECT, cv::Size(2 * ring + 1, 2 * ring + 1));
    cv::dilate(inside, around, kernel);
    cv::erode(inside, inside, kernel);
    around -= [&] {
        cv::Mat filled = cv::Mat::zeros(grey.size(), CV_8U);
        cv::fillConvexPoly(filled, corners, cv::Scalar(255));
        cv::dilate(filled, filled, cv::Mat());
        return filled;
    }();
    return cv::countNonZero(inside) > 0 && cv::countNonZero(around) > 0
        && cv::mean(grey, around)[0] - cv::mean(grey, inside)[0] >= leastContrast;
}

std::optional<Corners> findChart(const cv::Mat &grey)
{
    constexpr double wantedWidth = 640;
    const double scale = std::min(1.0, wantedWidth / grey.cols);
    cv::Mat small;
    cv::resize(grey, small, cv::Size(), scale, scale, cv::INTER_AREA);
    cv::Mat dark;
    cv::threshold(small, dark, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(dark, contours, cv::RETR_LIST, cv::CHAIN_APPROX_SIMPLE);
    std::sort(contours.begin(), contours.end(),
              [](const auto &a, const auto &b) { return cv::contourArea(a) > cv::contourArea(b); });
    constexpr std::size_t mostTried = 12;
    for (std::size_t k = 0; k < std::min(contours.size(), mostTried); ++k) {
        std::vector<cv::Point> corners;
        cv::approxPolyDP(contours[k], corners, 0.04 * cv::arcLength(contours[k], true), true);
        if (!isChart(small, corners))
            continue;
        Corners found;
        for (std::size_t i = 0; i < 4; ++i)
            found[i] = cv::Point2d((corners[i].x + 0.5) / scale - 0.5, (corners[i].y + 0.5) / scale - 0.5);
        return found;
    }
    return std::nullopt;
}

/// One side of the square: along it and across it.
struct Side {
    cv::Point2d middle;
    cv::Point2d along;
    cv::Point2d across;
    double length = 0;
};

Side sideBetween(const cv::Point2d &a, const cv::Point2d &b)
{
    Side side;
    side.middle = (a + b) * 0.5;
    side.length = distance(a, b);
    side.along = (b - a) * (1 / side.length);
    side.across = {-side.along.y, side.along.x};
    return side;
}

double sampled(const cv::Mat &linear, const cv::Point2d &p)
{
    const int x = static_cast<int>(std::floor(p.x));
    const int y = static_cast<int>(std::floor(p.y));
    if (x < 0 || y < 0 || x + 1 >= linear.cols || y + 1 >= linear.rows)
        return -1;
    const double fx = p.x - x;
    const double fy = p.y - y;
    const auto at = [&](int dx, int dy) { return static_cast<double>(linear.at<float>(y + dy, x + dx)); };
    return (at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy;
}

/// Where the edge really lies across the side, as a line: offset = first + second * along. Nothing when it
/// leaves the picture or is no edge.
std::optional<std::array<double, 2>> edgeLine(const cv::Mat &linear, const Side &side)
{
    std::vector<cv::Point2d> places; // along, across
    for (double t = -side.length * sideUsed / 2; t <= side.length * sideUsed / 2; t += 1) {
        double weight = 0;
        double moment = 0;
        double before = sampled(linear, side.middle + side.along * t - side.across * (reach / 2.0));
        for (double d = -reach / 2.0 + 0.5; d <= reach / 2.0; d += 0.5) {
            const double here = sampled(linear, side.middle + side.along * t + side.across * d);
            if (here < 0 || before < 0)
                return std::nullopt;
            weight += std::abs(here - before);
            moment += std::abs(here - before) * (d - 0.25);
            before = here;
        }
        if (weight > 0.05)
            places.emplace_back(t, moment / weight);
    }
    constexpr std::size_t fewest = 20;
    if (places.size() < fewest)
        return std::nullopt;
    double st = 0, sd = 0, stt = 0, std_ = 0;
    for (const auto &p : places) {
        st += p.x;
        sd += p.y;
        stt += p.x * p.x;
        std_ += p.x * p.y;
    }
    const auto n = static_cast<double>(places.size());
    const double slope = (n * std_ - st * sd) / std::max(1e-9, n * stt - st * st);
    return std::array{(sd - slope * st) / n, slope};
}

/// The edge as light over distance, four values a pixel, from the pixels themselves: their places against a
/// slanted edge are all different, which is what makes more than one value a pixel possible.
std::optional<std::array<double, bins>> edgeProfile(const cv::Mat &linear, const Side &side,
                                                    const std::array<double, 2> &line)
{
    std::array<double, bins> sum{};
    std::array<int, bins> count{};
    const double half = side.length * sideUsed / 2;
    const double far = half + reach;
    const int left = std::max(0, static_cast<int>(side.middle.x - far));
    const int right = std::min(linear.cols - 1, static_cast<int>(side.middle.x + far));
    const int top = std::max(0, static_cast<int>(side.middle.y - far));
    const int bottom = std::min(linear.rows - 1, static_cast<int>(side.middle.y + far));
    const double straighten = std::cos(std::atan(line[1]));
    for (int y = top; y <= bottom; ++y)
        for (int x = left; x <= right; ++x) {
            const cv::Point2d p = cv::Point2d(x, y) - side.middle;
            const double t = p.dot(side.along);
            if (std::abs(t) > half)
                continue;
            const double d = (p.dot(side.across) - line[0] - line[1] * t) * straighten;
            const int bin = static_cast<int>(std::floor((d + reach) * binsPerPixel));
            if (bin < 0 || bin >= bins)
                continue;
            sum[static_cast<std::size_t>(bin)] += static_cast<double>(linear.at<float>(y, x));
            ++count[static_cast<std::size_t>(bin)];
        }
    for (std::size_t k = 0; k < bins; ++k) {
        if (count[k] == 0)
            return std::nullopt; // the edge lies along the rows: too few different places
        sum[k] /= count[k];
    }
    return sum;
}

/// Frequency at which the modulation falls to a half, cycles per pixel.
std::optional<double> mtf50Of(const std::array<double, bins> &edge)
{
    std::array<double, bins> slope{};
    double weight = 0;
    double centre = 0;
    for (std::size_t k = 1; k < bins; ++k) {
        slope[k] = edge[k] - edge[k - 1];
        weight += std::abs(slope[k]);
        centre += std::abs(slope[k]) * static_cast<double>(k);
    }
    if (weight < 0.02)
        return std::nullopt;
    centre /= weight;
    for (std::size_t k = 0; k < bins; ++k) { // Hann, about the edge: what lies far from it is not the edge
        const double from = (static_cast<double>(k) - centre) / (bins / 2.0);
        slope[k] *= std::abs(from) < 1 ? 0.5 + 0.5 * std::cos(std::numbers::pi * from) : 0;
    }
    const auto modulation = [&](double frequency) {
        double re = 0, im = 0;
        for (std::size_t k = 0; k < bins; ++k) {
            const double phase = 2 * std::numbers::pi * frequency * static_cast<double>(k) / binsPerPixel;
            re += slope[k] * std::cos(phase);
            im += slope[k] * std::sin(phase);
        }
        return std::hypot(re, im);
    };
    const double whole = modulation(0);
    if (whole <= 0)
        return std::nullopt;
    constexpr double step = 0.005;
    double before = 1;
    for (double f = step; f <= 1.0; f += step) {
        const double now = modulation(f) / whole;
        if (now <= 0.5)
            return f - step * (0.5 - now) / std::max(1e-9, before - now);
        before = now;
    }
    return std::nullopt;
}

} // namespace

std::optional<ChartSharpness> chartSharpness(const cv::Mat &image)
{
    if (image.empty() || image.depth() != CV_8U || image.channels() < 3)
        return std::nullopt;
    const cv::Mat grey = greyOf(image);
    const auto corners = findChart(grey);
    if (!corners)
        return std::nullopt;
    const cv::Mat linear = linearOf(grey);
    std::vector<double> found;
    double length = 0;
    for (std::size_t k = 0; k < 4; ++k) {
        const Side side = sideBetween((*corners)[k], (*corners)[(k + 1) % 4]);
        length += side.length / 4;
        if (side.length < leastSide)
            continue;
        const auto line = edgeLine(linear, side);
        const auto profile = line ? edgeProfile(linear, side, *line) : std::nullopt;
        if (const auto mtf50 = profile ? mtf50Of(*profile) : std::nullopt)
            found.push_back(*mtf50);
    }
    if (found.empty())
        return std::nullopt;
    std::sort(found.begin(), found.end());
    return ChartSharpness{found[found.size() / 2], static_cast<int>(found.size()), length};
}

} // namespace indraj
