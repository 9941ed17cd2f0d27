#include "biometrics/finger/fingermeasures.h"

#include "biometrics/finger/fingerblocks.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace indraj {
namespace {

using namespace fingerblocks;
using Edges = std::array<double, 9>;

constexpr double whiteBorder = 250; ///< mean grey above which a border row or column is cut off
constexpr int maxWidth = 800, maxHeight = 1000;
constexpr int minWindows = 10; ///< fewer local values say nothing

constexpr Edges frequencyEdges{.268, .304, .33, .355, .38, .407, .44, .50, 1};
constexpr Edges clarityEdges{0, .70, .74, .77, .79, .81, .83, .85, .87};
constexpr Edges certaintyEdges{.337, .479, .579, .655, .716, .766, .81, .852, .898};
constexpr Edges flowEdges{.01715, .035, .0557, .081, .115, .1718, .2569, .4758, .748};
constexpr Edges uniformityEdges{.5, .667, .8, 1, 1.25, 1.5, 2, 24, 30};

MeasureHistogram histogram(const std::vector<double> &values, const Edges &edges)
{
    MeasureHistogram result;
    result.count = int(values.size());
    if (values.empty())
        return result;
    double sum = 0, squares = 0;
    for (const double value : values) {
        ++result.bins[size_t(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin())];
        sum += value;
    }
    result.mean = sum / double(values.size());
    for (const double value : values)
        squares += (value - result.mean) * (value - result.mean);
    result.deviation = std::sqrt(squares / double(values.size()));
    return result;
}

cv::Mat withoutWhiteBorder(const cv::Mat &picture)
{
    const auto rowIsWhite = [&](int y) { return cv::mean(picture.row(y))[0] > whiteBorder; };
    const auto columnIsWhite = [&](int x) { return cv::mean(picture.col(x))[0] > whiteBorder; };
    int top = 0, bottom = picture.rows, left = 0, right = picture.cols;
    while (top < bottom && rowIsWhite(top))
        ++top;
    while (bottom > top && rowIsWhite(bottom - 1))
        --bottom;
    while (left < right && columnIsWhite(left))
        ++left;
    while (right > left && columnIsWhite(right - 1))
        --right;
    return picture(cv::Range(top, bottom), cv::Range(left, right));
}

/// The share of the strongest period and its neighbours in the spectrum across the ridges.
double periodicity(const cv::Mat &picture, const Window &window)
{
    constexpr int length = 32, depth = 16, middle = patchSide / 2;
    const cv::Mat turned
        = turnedPatch(picture, window.area, window.covariance.orientation() + std::numbers::pi / 2, true);
    const cv::Mat cut = turned(cv::Rect(middle - depth / 2, middle - length / 2, depth, length));
    cv::Mat means, spectrum;
    cv::reduce(cut, means, 1, cv::REDUCE_AVG, CV_64F);
    cv::dft(means, spectrum, cv::DFT_COMPLEX_OUTPUT);
    std::array<double, length - 1> amplitude{}; // without the constant part
    for (int i = 1; i < length; ++i) {
        const auto value = spectrum.at<cv::Vec2d>(i, 0);
        amplitude[size_t(i - 1)] = std::hypot(value[0], value[1]);
    }
    double total = 0;
    for (size_t i = 0; i < 15; ++i)
        total += amplitude[i];
    const auto peak = size_t(std::max_element(amplitude.begin(), amplitude.end()) - amplitude.begin());
    if (peak == 0 || peak + 1 == amplitude.size())
        return 1;
    return (amplitude[peak] + 0.3 * (amplitude[peak - 1] + amplitude[peak + 1])) / total;
}

constexpr double widthUnit = 20; ///< NFIQ 2 compares widths as shares of five pixels at 125 pixels per inch

/// Mean run width, in widthUnit, of the kind of run that starts at `first`; the last run, cut off by the
/// window, does not count and the first one counts a pixel less. Widths are divided one by one, as NFIQ 2
/// does: means that equal a limit otherwise fall on its other side.
double meanRun(const std::vector<int> &changes, size_t first)
{
    double sum = 0;
    int count = 0;
    for (size_t i = first; i < changes.size(); i += 2) {
        sum += (i == 0 ? changes[0] : changes[i] - changes[i - 1]) / widthUnit;
        ++count;
    }
    return count ? sum * (1.0 / count) : 0;
}

double clarity(const RidgeProfile &profile)
{
    const std::vector<int> changes = profile.changes(0);
    if (changes.empty())
        return 0;
    const double ridgeWidth = meanRun(changes, profile.ridge[0] ? 0 : 1);
    const double valleyWidth = meanRun(changes, profile.ridge[0] ? 1 : 0);
    constexpr double minRidge = 3 / widthUnit, minValley = 2 / widthUnit, maxEither = 10 / widthUnit;
    if (ridgeWidth < minRidge || ridgeWidth > maxEither || valleyWidth < minValley || valleyWidth > maxEither)
        return 0;
    double wrongValley = 0, valley = 0, wrongRidge = 0, ridge = 0;
    for (int x = 0; x < profile.cut.cols; ++x) {
        const bool isRidge = profile.ridge[size_t(x)];
        const double border = profile.border[size_t(x)];
        (isRidge ? ridge : valley) += profile.cut.rows;
        for (int y = 0; y < profile.cut.rows; ++y) {
            const bool dark = profile.cut.at<uchar>(y, x) < border;
            if (isRidge && !dark)
                ++wrongRidge;
            else if (!isRidge && dark)
                ++wrongValley;
        }
    }
    return 1 - (wrongValley / valley + wrongRidge / ridge) / 2;
}

/// Ridge width over valley width of neighbours, from the window's end to its start, border runs left out.
void appendWidthRatios(const RidgeProfile &profile, std::vector<double> &ratios)
{
    const std::vector<int> changes = profile.changes(1);
    if (changes.size() < 3)
        return;
    std::vector<double> widths;
    for (size_t i = changes.size() - 1; i > 1; --i)
        widths.push_back(changes[i] - changes[i - 1]);
    const size_t startsWithRidge = profile.ridge[size_t(changes[0]) + 1] ? 1 : 0;
    for (size_t i = 0; i + 1 < widths.size(); ++i) {
        const double ratio = widths[i] / widths[i + 1];
        ratios.push_back(i % 2 == startsWithRidge ? 1 / ratio : ratio);
    }
}

std::vector<double> certainties(const cv::Mat &picture)
{
    std::vector<double> values;
    for (int y = 0; y + blockSide <= picture.rows; y += blockSide) {
        for (int x = 0; x + blockSide <= picture.cols; x += blockSide) {
            const double value
                = gradientCovariance(picture(cv::Rect(x, y, blockSide, blockSide))).certainty();
            if (value >= 0)
                values.push_back(value);
        }
    }
    return values;
}

/// How much a window's direction differs from its eight neighbours'; beyond the grid counts as direction 0.
std::optional<double> directionChange(const WindowGrid &grid, const Window &window)
{
    constexpr double radian = std::numbers::pi / 180;
    constexpr double least = 4 * radian, range = 86 * radian;
    double sum = 0;
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
            const int row = window.row + dy, column = window.column + dx;
            if (row < 0 || column < 0 || row >= grid.rows || column >= grid.columns)
                return {}; // beyond the grid is background
            const Window &neighbour = grid.at(row, column);
            if (!neighbour.foreground)
                return {};
            const double difference
                = std::abs(window.covariance.orientation() - neighbour.covariance.orientation());
            sum += std::min(difference, 360 * radian - difference);
        }
    }
    const double change = sum / 8;
    if (change <= least)
        return {};
    return (change - least) / range;
}

double meanOfBlockMeans(const cv::Mat &picture)
{
    double sum = 0;
    int count = 0;
    for (int y = 0; y < picture.rows; y += blockSide) {
        for (int x = 0; x < picture.cols; x += blockSide) {
            sum += cv::mean(picture(cv::Rect(x, y, std::min(blockSide, picture.cols - x),
                                             std::min(blockSide, picture.rows - y))))[0];
            ++count;
        }
    }
    return sum / count;
}

/// What the causes need: where there are ridges at all, and how dark and how strong they are.
void measureRidges(const cv::Mat &picture, const WindowGrid &grid, FingerMeasures &measures)
{
    constexpr double clearDirection = 0.35, leastContrast = 8;
    double inkSum = 0, contrastSum = 0;
    int count = 0;
    for (const Window &window : grid.windows) {
        const cv::Mat block = picture(window.area);
        cv::Scalar mean, spread;
        cv::meanStdDev(block, mean, spread);
        if (spread[0] < leastContrast || window.covariance.certainty() < clearDirection)
            continue;
        double darkest = 0, lightest = 0;
        cv::minMaxLoc(block, &darkest, &lightest);
        inkSum += double(cv::countNonZero(block < (darkest + lightest) / 2)) / double(block.total());
        contrastSum += spread[0];
        ++count;
    }
    measures.ridgeArea = count * blockSide * blockSide;
    measures.inkShare = count ? inkSum / count : 0;
    measures.ridgeContrast = count ? contrastSum / count : 0;
}

FingerMeasures measureWindows(const cv::Mat &picture, const WindowGrid &grid)
{
    std::vector<double> frequencies, clarities, flows, ratios;
    for (const Window &window : grid.windows) {
        if (!window.foreground)
            continue;
        const double turn = window.covariance.orientation();
        frequencies.push_back(periodicity(picture, window));
        clarities.push_back(clarity(ridgeProfile(turnedPatch(picture, window.area, turn, false))));
        appendWidthRatios(ridgeProfile(turnedPatch(picture, window.area, turn, true)), ratios);
        if (const auto change = directionChange(grid, window))
            flows.push_back(*change);
    }
    FingerMeasures measures;
    measures.frequency = histogram(frequencies, frequencyEdges);
    measures.clarity = histogram(clarities, clarityEdges);
    measures.flow = histogram(flows, flowEdges);
    measures.uniformity = histogram(ratios, uniformityEdges);
    measures.certainty = histogram(certainties(picture), certaintyEdges);
    return measures;
}

} // namespace

tl::expected<FingerMeasures, MeasureFault> measureFinger(const QImage &picture)
{
    if (picture.format() != QImage::Format_Grayscale8 || picture.isNull())
        return tl::unexpected(MeasureFault::NotGrey8);
    const cv::Mat whole(picture.height(), picture.width(), CV_8U, const_cast<uchar *>(picture.constBits()),
                        size_t(picture.bytesPerLine()));
    // A copy, because patches at its edge must not see what was cut off.
    const cv::Mat trimmed = withoutWhiteBorder(whole).clone();
    if (trimmed.cols > maxWidth || trimmed.rows > maxHeight)
        return tl::unexpected(MeasureFault::TooLarge);
    if (trimmed.empty())
        return tl::unexpected(MeasureFault::Uniform);
    cv::Scalar mean, spread;
    cv::meanStdDev(trimmed, mean, spread);
    if (spread[0] < 1 || mean[0] > whiteBorder)
        return tl::unexpected(MeasureFault::Uniform);
    const WindowGrid grid = windowGrid(trimmed);
    const auto foreground = std::count_if(grid.windows.begin(), grid.windows.end(),
                                          [](const Window &window) { return window.foreground; });
    if (foreground < minWindows)
        return tl::unexpected(MeasureFault::TooSmall);
    FingerMeasures measures = measureWindows(trimmed, grid);
    measures.mean = mean[0];
    measures.meanOfBlocks = meanOfBlockMeans(trimmed);
    measures.width = trimmed.cols;
    measures.height = trimmed.rows;
    measures.contrast = spread[0];
    measureRidges(trimmed, grid, measures);
    return measures;
}

std::vector<double> featureVector(const FingerMeasures &measures)
{
    std::vector<double> values;
    for (const MeasureHistogram *part : {&measures.frequency, &measures.clarity, &measures.certainty,
                                         &measures.flow, &measures.uniformity}) {
        values.insert(values.end(), part->bins.begin(), part->bins.end());
        values.push_back(part->mean);
        values.push_back(part->deviation);
    }
    values.push_back(measures.mean);
    values.push_back(measures.meanOfBlocks);
    return values;
}

const std::vector<QByteArray> &featureNames()
{
    static const std::vector<QByteArray> names = [] {
        std::vector<QByteArray> list;
        for (const QByteArray prefix :
             {"FDA_Bin10_", "LCS_Bin10_", "OCL_Bin10_", "OF_Bin10_", "RVUP_Bin10_"}) {
            for (int i = 0; i < 10; ++i)
                list.push_back(prefix + QByteArray::number(i));
            list.push_back(prefix + "Mean");
            list.push_back(prefix + "StdDev");
        }
        list.push_back("Mu");
        list.push_back("MMB");
        return list;
    }();
    return names;
}

} // namespace indraj
