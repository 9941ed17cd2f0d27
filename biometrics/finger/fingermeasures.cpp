#include "biometrics/finger/fingermeasures.h"

#include "biometrics/finger/measures/certainty.h"
#include "biometrics/finger/measures/clarity.h"
#include "biometrics/finger/measures/flow.h"
#include "biometrics/finger/measures/frequency.h"
#include "biometrics/finger/measures/grey.h"
#include "biometrics/finger/measures/ridges.h"
#include "biometrics/finger/measures/uniformity.h"

#include <opencv2/core.hpp>

#include <algorithm>

namespace indraj {
namespace {

using namespace fingermeasure;

constexpr double whiteBorder = 250; ///< mean grey above which a border row or column is cut off
constexpr int maxWidth = 800, maxHeight = 1000;
constexpr int minWindows = 10; ///< fewer local values say nothing

/// The part without white rows and columns at its border; empty when nothing is left.
cv::Rect withoutWhiteBorder(const cv::Mat &picture)
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
    return {left, top, right - left, bottom - top};
}

QRect placed(const cv::Rect &rect, const cv::Point &by)
{
    return rect.empty() ? QRect() : QRect(rect.x + by.x, rect.y + by.y, rect.width, rect.height);
}

/// A picture that can be measured, its windows and where it lies in what was given.
struct Prepared {
    cv::Mat picture; ///< a copy: patches at its edge must not see what was cut off
    cv::Point origin;
    WindowGrid grid;
    double mean = 0, contrast = 0;
};

tl::expected<Prepared, MeasureFault> prepare(const QImage &given)
{
    if (given.format() != QImage::Format_Grayscale8 || given.isNull())
        return tl::unexpected(MeasureFault::NotGrey8);
    const cv::Mat whole(given.height(), given.width(), CV_8U, const_cast<uchar *>(given.constBits()),
                        size_t(given.bytesPerLine()));
    const cv::Rect part = withoutWhiteBorder(whole);
    if (part.width > maxWidth || part.height > maxHeight)
        return tl::unexpected(MeasureFault::TooLarge);
    if (part.empty())
        return tl::unexpected(MeasureFault::Uniform);
    Prepared prepared;
    prepared.picture = whole(part).clone();
    prepared.origin = part.tl();
    cv::Scalar mean, spread;
    cv::meanStdDev(prepared.picture, mean, spread);
    prepared.mean = mean[0];
    prepared.contrast = spread[0];
    if (spread[0] < 1 || mean[0] > whiteBorder)
        return tl::unexpected(MeasureFault::Uniform);
    prepared.grid = windowGrid(prepared.picture);
    const auto &windows = prepared.grid.windows;
    if (std::count_if(windows.begin(), windows.end(), [](const Window &w) { return w.foreground; })
        < minWindows)
        return tl::unexpected(MeasureFault::TooSmall);
    return prepared;
}

void measureWindows(const Prepared &prepared, FingerMeasures &measures)
{
    std::vector<double> frequencies, clarities, flows, ratios;
    const bool all = measures.set == MeasureSet::All;
    for (const Window &window : prepared.grid.windows) {
        if (!window.foreground)
            continue;
        frequencies.push_back(ridgeFrequency(prepared.picture, window));
        if (!all)
            continue;
        const double turn = window.covariance.orientation();
        clarities.push_back(
            ridgeClarity(ridgeProfile(turnedPatch(prepared.picture, window.area, turn, false))));
        appendWidthRatios(ridgeProfile(turnedPatch(prepared.picture, window.area, turn, true)), ratios);
        if (const auto change = orientationChange(prepared.grid, window))
            flows.push_back(*change);
    }
    measures.frequency = histogram(frequencies, frequencyEdges);
    measures.clarity = histogram(clarities, clarityEdges);
    measures.flow = histogram(flows, flowEdges);
    measures.uniformity = histogram(ratios, uniformityEdges);
    measures.certainty = histogram(orientationCertainties(prepared.picture), certaintyEdges);
}

void measureRidges(const Prepared &prepared, FingerMeasures &measures)
{
    const RidgeSummary ridges = summariseRidges(prepared.picture, prepared.grid);
    measures.ridgeArea = ridges.area;
    measures.inkShare = ridges.inkShare;
    measures.ridgeContrast = ridges.contrast;
    measures.ridgeCertainty = ridges.certainty;
    measures.unclearShare = ridges.unclearShare;
    measures.ridgeBox = placed(ridges.box, prepared.origin);
}

FingerWindow::Kind kindFor(WindowKind kind)
{
    switch (kind) {
    case WindowKind::Blank:
        return FingerWindow::Kind::Blank;
    case WindowKind::Unclear:
        return FingerWindow::Kind::Unclear;
    case WindowKind::Ridges:
        return FingerWindow::Kind::Ridges;
    }
    return FingerWindow::Kind::Blank;
}

} // namespace

tl::expected<FingerMeasures, MeasureFault> measureFinger(const QImage &picture, MeasureSet set)
{
    const auto prepared = prepare(picture);
    if (!prepared)
        return tl::unexpected(prepared.error());
    FingerMeasures measures;
    measures.set = set;
    measureWindows(*prepared, measures);
    measures.mean = prepared->mean;
    measures.meanOfBlocks = meanOfBlockMeans(prepared->picture);
    measures.width = prepared->picture.cols;
    measures.height = prepared->picture.rows;
    measures.contrast = prepared->contrast;
    measures.pictureSize = picture.size();
    measureRidges(*prepared, measures);
    return measures;
}

std::vector<FingerWindow> fingerWindows(const QImage &picture)
{
    std::vector<FingerWindow> result;
    const auto prepared = prepare(picture);
    if (!prepared)
        return result;
    for (const Window &window : prepared->grid.windows) {
        FingerWindow local;
        local.area = placed(window.area, prepared->origin);
        local.kind = kindFor(windowKind(prepared->picture, window));
        local.foreground = window.foreground;
        local.orientation = window.covariance.orientation();
        local.certainty = window.covariance.certainty();
        if (window.foreground) {
            local.frequency = ridgeFrequency(prepared->picture, window);
            local.clarity = ridgeClarity(
                ridgeProfile(turnedPatch(prepared->picture, window.area, local.orientation, false)));
        }
        result.push_back(local);
    }
    return result;
}

bool isCount(const QByteArray &featureName)
{
    return featureName.contains("_Bin10_") && featureName.back() >= '0' && featureName.back() <= '9';
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
