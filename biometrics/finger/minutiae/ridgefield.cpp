#include "biometrics/finger/minutiae/ridgefield.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace indraj::minutiae {
namespace {

constexpr double smoothing = 2.4; ///< cells: about one ridge
constexpr float leastCoherence = 0.28F;
constexpr double leastEnergy = 0.10; ///< of the strong gradients of the same picture
constexpr int periodPatch = 32; ///< pixels, for the period
constexpr int patchStep = 16;
constexpr double shortest = 5.5, longest = 14; ///< pixels from ridge to ridge
constexpr float usualPeriod = 9;

cv::Mat cellsOf(const cv::Mat &pixels)
{
    cv::Mat cells;
    cv::resize(pixels, cells,
               {(pixels.cols + fieldStep - 1) / fieldStep, (pixels.rows + fieldStep - 1) / fieldStep}, 0, 0,
               cv::INTER_AREA);
    return cells;
}

/// The value below which this share of the cells lies.
float quantile(const cv::Mat &values, double share)
{
    std::vector<float> sorted(values.begin<float>(), values.end<float>());
    const auto at = sorted.begin() + std::ptrdiff_t(share * double(sorted.size() - 1));
    std::nth_element(sorted.begin(), at, sorted.end());
    return *at;
}

void keepLargest(cv::Mat &mask)
{
    cv::Mat labels, stats, centres;
    const int parts = cv::connectedComponentsWithStats(mask, labels, stats, centres, 4, CV_32S);
    int largest = 0;
    for (int i = 1; i < parts; ++i) {
        if (largest == 0 || stats.at<int>(i, cv::CC_STAT_AREA) > stats.at<int>(largest, cv::CC_STAT_AREA))
            largest = i;
    }
    mask.setTo(0, labels != largest);
}

/// Pixels from ridge to ridge by the strongest wave of the patch, 0 when there is none.
float periodOf(const cv::Mat &block, const cv::Mat &window)
{
    cv::Mat values, spectrum;
    block.convertTo(values, CV_32F, 1, -cv::mean(block)[0]);
    values = values.mul(window);
    cv::dft(values, spectrum, cv::DFT_COMPLEX_OUTPUT, 0);
    double weight = 0, sum = 0, best = 0, bestRadius = 0;
    for (int y = 0; y < periodPatch; ++y) {
        const auto *row = spectrum.ptr<cv::Vec2f>(y);
        const int fy = y > periodPatch / 2 ? y - periodPatch : y;
        for (int x = 0; x <= periodPatch / 2; ++x) {
            const double radius = std::hypot(x, fy);
            const double power
                = double(row[x][0]) * double(row[x][0]) + double(row[x][1]) * double(row[x][1]);
            if (radius * shortest <= periodPatch && radius * longest >= periodPatch && power > best) {
                best = power;
                bestRadius = radius;
            }
        }
    }
    if (best <= 0)
        return 0;
    // Between the bins: the centre of gravity around the peak's radius.
    for (int y = 0; y < periodPatch; ++y) {
        const auto *row = spectrum.ptr<cv::Vec2f>(y);
        const int fy = y > periodPatch / 2 ? y - periodPatch : y;
        for (int x = 0; x <= periodPatch / 2; ++x) {
            const double radius = std::hypot(x, fy);
            if (std::abs(radius - bestRadius) > 1)
                continue;
            const double power
                = double(row[x][0]) * double(row[x][0]) + double(row[x][1]) * double(row[x][1]);
            weight += power;
            sum += power * radius;
        }
    }
    return float(periodPatch * weight / sum);
}

cv::Mat periodMap(const cv::Mat &picture, const cv::Mat &inside)
{
    cv::Mat sum(inside.size(), CV_32F, cv::Scalar(0)), count(inside.size(), CV_32F, cv::Scalar(0));
    cv::Mat window;
    cv::createHanningWindow(window, {periodPatch, periodPatch}, CV_32F);
    for (int y = 0; y + periodPatch <= picture.rows; y += patchStep) {
        for (int x = 0; x + periodPatch <= picture.cols; x += patchStep) {
            const cv::Point centre((x + periodPatch / 2) / fieldStep, (y + periodPatch / 2) / fieldStep);
            if (inside.at<uchar>(centre) == 0)
                continue;
            const float period = periodOf(picture(cv::Rect(x, y, periodPatch, periodPatch)), window);
            if (period > 0) {
                sum.at<float>(centre) = period;
                count.at<float>(centre) = 1;
            }
        }
    }
    // A skin's period changes slowly: over some ten ridges one value is like the next.
    constexpr double reach = 48.0 / fieldStep;
    cv::GaussianBlur(sum, sum, {}, reach);
    cv::GaussianBlur(count, count, {}, reach);
    cv::Mat period(inside.size(), CV_32F, cv::Scalar(usualPeriod));
    for (int y = 0; y < period.rows; ++y) {
        for (int x = 0; x < period.cols; ++x) {
            if (count.at<float>(y, x) > 1e-5F)
                period.at<float>(y, x) = sum.at<float>(y, x) / count.at<float>(y, x);
        }
    }
    return period;
}

} // namespace

RidgeField ridgeField(const cv::Mat &picture)
{
    cv::Mat smooth, gx, gy;
    cv::GaussianBlur(picture, smooth, {}, 1.0);
    cv::Sobel(smooth, gx, CV_32F, 1, 0, 3, 1.0 / 8);
    cv::Sobel(smooth, gy, CV_32F, 0, 1, 3, 1.0 / 8);
    cv::Mat xx = cellsOf(gx.mul(gx)), yy = cellsOf(gy.mul(gy)), xy = cellsOf(gx.mul(gy));
    for (cv::Mat *one : {&xx, &yy, &xy})
        cv::GaussianBlur(*one, *one, {}, smoothing);
    RidgeField field;
    field.direction = cv::Mat(xx.size(), CV_32F);
    field.coherence = cv::Mat(xx.size(), CV_32F);
    const cv::Mat energy = xx + yy;
    for (int y = 0; y < xx.rows; ++y) {
        for (int x = 0; x < xx.cols; ++x) {
            const float along = xx.at<float>(y, x) - yy.at<float>(y, x), twice = 2 * xy.at<float>(y, x);
            const float across = 0.5F * std::atan2(twice, along);
            const float turned = across + float(std::numbers::pi) / 2; // across is -pi/2 to pi/2
            field.direction.at<float>(y, x) = turned >= float(std::numbers::pi) ? 0 : turned;
            field.coherence.at<float>(y, x)
                = std::hypot(along, twice) / std::max(energy.at<float>(y, x), 1e-3F);
        }
    }
    const double strong = double(quantile(energy, 0.9));
    cv::Mat coherent = field.coherence.clone();
    cv::GaussianBlur(coherent, coherent, {}, smoothing);
    field.inside = (energy > leastEnergy * strong) & (coherent > leastCoherence);
    const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, {7, 7});
    cv::morphologyEx(field.inside, field.inside, cv::MORPH_CLOSE, disc);
    cv::morphologyEx(field.inside, field.inside, cv::MORPH_OPEN, disc);
    keepLargest(field.inside);
    field.period = periodMap(picture, field.inside);
    return field;
}

} // namespace indraj::minutiae
