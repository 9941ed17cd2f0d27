#include "biometrics/finger/minutiae/fingertemplate.h"

#include "biometrics/finger/minutiae/ridgefilter.h"
#include "biometrics/finger/minutiae/ridgelines.h"
#include "biometrics/shared/pixels.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace indraj {
namespace {

constexpr int smallest = 64, largest = 1600; ///< pixels a side
constexpr int leastCells = 100; ///< of 4 x 4 pixels: less than this is no finger
constexpr size_t mostMinutiae = 90;

void copyDirections(const minutiae::RidgeField &field, FingerTemplate &result)
{
    constexpr int ratio = FingerTemplate::cell / minutiae::fieldStep;
    const QSize cells((field.inside.cols + ratio - 1) / ratio, (field.inside.rows + ratio - 1) / ratio);
    result.cells = cells;
    result.directions.assign(size_t(cells.width()) * size_t(cells.height()), FingerTemplate::outside);
    for (int row = 0; row < cells.height(); ++row) {
        for (int column = 0; column < cells.width(); ++column) {
            const cv::Point at(std::min(column * ratio + ratio / 2, field.inside.cols - 1),
                               std::min(row * ratio + ratio / 2, field.inside.rows - 1));
            if (field.inside.at<uchar>(at) == 0)
                continue;
            const auto degrees
                = std::lround(double(field.direction.at<float>(at)) * 180 / std::numbers::pi) % 180;
            result.directions[size_t(row) * size_t(cells.width()) + size_t(column)] = quint8(degrees);
        }
    }
}

} // namespace

tl::expected<FingerTemplate, TemplateFault> fingerTemplate(const QImage &picture)
{
    if (picture.format() != QImage::Format_Grayscale8)
        return tl::unexpected(TemplateFault::NotGrey8);
    if (std::min(picture.width(), picture.height()) < smallest
        || std::max(picture.width(), picture.height()) > largest)
        return tl::unexpected(TemplateFault::WrongSize);
    const cv::Mat pixels = greyView(picture);
    const minutiae::RidgeField field = minutiae::ridgeField(pixels);
    if (cv::countNonZero(field.inside) < leastCells)
        return tl::unexpected(TemplateFault::NoRidges);
    FingerTemplate result;
    result.pictureSize = picture.size();
    copyDirections(field, result);
    result.minutiae = minutiae::findMinutiae(minutiae::thinned(minutiae::ridgePixels(pixels, field)), field);
    std::stable_sort(result.minutiae.begin(), result.minutiae.end(),
                     [](const Minutia &a, const Minutia &b) { return a.quality > b.quality; });
    if (result.minutiae.size() > mostMinutiae)
        result.minutiae.resize(mostMinutiae);
    return result;
}

} // namespace indraj
