#include "biometrics/iris/irissegmenter.h"

#include "biometrics/iris/irissearch.h"
#include "biometrics/shared/pixels.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace indraj {
namespace {

using namespace irissearch;

constexpr int leastEyeSide = 240, mostEyeSide = 2000; ///< pixels
constexpr int borderPoints = 96;
constexpr double leastBorderSeen = 0.4; ///< of the pupil, by lids and lashes
constexpr int searchWidth = 320; ///< pixels of the small picture
constexpr double leastPupilStep = 14, leastIrisStep = 5; ///< grey levels
constexpr double leastPupilBorder = 0.6, leastIrisBorder = 0.5; ///< of the directions looked in
constexpr double leastLidStep = 6, lidShare = 0.3; ///< grey levels; of the step from iris to sclera
constexpr double leastPupilShare = 0.1, mostPupilShare = 0.85; ///< of the iris's radius

IrisCircle circleOf(const CircleFit &fit) { return {{fit.centre.x + 0.5, fit.centre.y + 0.5}, fit.radius}; }

int medianWhere(const cv::Mat &grey, const cv::Mat &where)
{
    std::array<int, 256> counts{};
    int total = 0;
    for (int y = 0; y < grey.rows; ++y) {
        for (int x = 0; x < grey.cols; ++x) {
            if (where.at<uchar>(y, x)) {
                ++counts[grey.at<uchar>(y, x)];
                ++total;
            }
        }
    }
    int seen = 0;
    for (int value = 0; value < 256; ++value) {
        seen += counts[size_t(value)];
        if (2 * seen >= total)
            return value;
    }
    return 0;
}

void drawDisc(cv::Mat &mask, const IrisCircle &circle, double scale, int value)
{
    constexpr int bits = 4;
    constexpr double fraction = 1 << bits;
    cv::circle(mask,
               {int(std::lround((circle.centre.x() - 0.5) * fraction)),
                int(std::lround((circle.centre.y() - 0.5) * fraction))},
               int(std::lround(circle.radius * scale * fraction)), cv::Scalar(value), cv::FILLED, cv::LINE_8,
               bits);
}

/// The pupil coarsely, then at the picture's own size.
CircleFit locatePupil(const cv::Mat &grey)
{
    const double scale = double(searchWidth) / grey.cols;
    cv::Mat small;
    cv::resize(grey, small, {}, scale, scale, cv::INTER_AREA);
    const CircleFit coarse = findPupil(small);
    CircleFit fit{(coarse.centre + cv::Point2d(0.5, 0.5)) / scale - cv::Point2d(0.5, 0.5),
                  coarse.radius / scale, coarse.step, coarse.score, coarse.share};
    const Directions directions = Directions::around(64);
    for (const double pitch : {2.0, 0.5}) {
        const double reach = pitch * 3;
        fit = bestCircle(grey,
                         {fit.centre, reach, pitch, fit.radius - reach - 2, fit.radius + reach + 2, 3, {}},
                         directions);
    }
    return fit;
}

/// The picture with the pupil painted over in the grey around it: its border is far stronger than that of the
/// iris and would pull the circle to itself.
cv::Mat withoutPupil(const cv::Mat &grey, const CircleFit &pupil)
{
    constexpr double brim = 1.1; ///< radii of the pupil
    cv::Mat painted = grey.clone(), disc = cv::Mat::zeros(grey.size(), CV_8U), around = disc.clone();
    drawDisc(disc, circleOf(pupil), brim, 255);
    drawDisc(around, circleOf(pupil), brim * brim, 255);
    around.setTo(0, disc);
    painted.setTo(medianWhere(grey, around), disc);
    return painted;
}

CircleFit locateIris(const cv::Mat &seen, const CircleFit &pupil)
{
    constexpr double halfSector = 38; ///< degrees
    const cv::Mat grey = withoutPupil(seen, pupil);
    const double scale = double(searchWidth) / grey.cols;
    cv::Mat small;
    cv::resize(grey, small, {}, scale, scale, cv::INTER_AREA);
    cv::GaussianBlur(small, small, {}, 1.2);
    const CircleFit inner{pupil.centre * scale, pupil.radius * scale, 0, 0, 0};
    const Directions sides = Directions::sideways(16, halfSector);
    const double most = 0.4 * small.cols;
    const double least = std::max(1.25 * inner.radius, 22.0);
    CircleFit coarse = bestCircle(small, {inner.centre, 16, 4, least, most, 4, inner}, sides);
    coarse = bestCircle(small, {coarse.centre, 3, 1.5, least, most, 4, inner}, sides);
    CircleFit fit{coarse.centre / scale, coarse.radius / scale, coarse.step, coarse.score, coarse.share};
    const Directions fine = Directions::sideways(48, halfSector);
    for (const double pitch : {2.0, 0.5}) {
        const double reach = pitch * 3;
        fit = bestCircle(
            grey, {fit.centre, reach, pitch, fit.radius - reach - 3, fit.radius + reach + 3, 5, pupil}, fine);
    }
    return fit;
}

/// What of the ring is seen: not behind a lid, no lash, no reflection.
cv::Mat usableRing(const cv::Mat &grey, const IrisSegmentation &eye)
{
    constexpr double lashShare = 0.5; ///< between the pupil's grey and the iris's
    constexpr int glare = 55; ///< above the iris's grey
    cv::Mat ring = cv::Mat::zeros(grey.size(), CV_8U), pupil = cv::Mat::zeros(grey.size(), CV_8U);
    drawDisc(ring, eye.iris, 1, 255);
    drawDisc(pupil, eye.pupil, 0.8, 255);
    const int pupilGrey = medianWhere(grey, pupil);
    drawDisc(ring, eye.pupil, 1.02, 0);
    const int irisGrey = medianWhere(grey, ring);
    const double lash = pupilGrey + lashShare * (irisGrey - pupilGrey);
    cv::Mat shut = (grey < lash) | (grey > irisGrey + glare);
    cv::dilate(shut, shut, cv::Mat::ones(3, 3, CV_8U));
    ring.setTo(0, shut);
    for (int y = 0; y < ring.rows; ++y) {
        uchar *row = ring.ptr<uchar>(y);
        for (int x = 0; x < ring.cols; ++x) {
            if ((eye.upperLid.found && y + 0.5 < eye.upperLid.at(x + 0.5))
                || (eye.lowerLid.found && y + 0.5 > eye.lowerLid.at(x + 0.5)))
                row[x] = 0;
        }
    }
    return ring;
}

void findLids(const cv::Mat &grey, IrisSegmentation &eye)
{
    const double least = std::max(leastLidStep, lidShare * eye.irisEdge);
    eye.upperLid = findLid(grey, eye.iris, eye.pupil, least, true);
    eye.lowerLid = findLid(grey, eye.iris, eye.pupil, least, false);
}

/// The iris once more, from all of its border that the lids leave free: the sides alone do not tell well how
/// high it lies.
void refineIris(const cv::Mat &grey, const CircleFit &pupil, IrisSegmentation &eye)
{
    constexpr double clear = 0.06; ///< radii of the iris, beside a lid
    constexpr size_t leastDirections = 30;
    Directions free;
    for (const cv::Point2d &unit : Directions::around(borderPoints).units) {
        const double x = eye.iris.centre.x() + eye.iris.radius * unit.x;
        const double y = eye.iris.centre.y() + eye.iris.radius * unit.y;
        const double room = clear * eye.iris.radius;
        if ((!eye.upperLid.found || y > eye.upperLid.at(x) + room)
            && (!eye.lowerLid.found || y < eye.lowerLid.at(x) - room))
            free.units.push_back(unit);
    }
    if (free.units.size() < leastDirections)
        return;
    const cv::Mat painted = withoutPupil(grey, pupil);
    const cv::Point2d centre(eye.iris.centre.x() - 0.5, eye.iris.centre.y() - 0.5);
    CircleFit fit{centre, eye.iris.radius, 0, 0, 0};
    for (const double pitch : {2.0, 0.5}) {
        const double reach = pitch * 3;
        fit = bestCircle(painted,
                         {fit.centre, reach, pitch, fit.radius - reach - 3, fit.radius + reach + 3, 5, pupil},
                         free);
    }
    if (fit.share >= leastIrisBorder) {
        eye.iris = circleOf(fit);
        findLids(grey, eye);
    }
}

/// A lid's edge over the pupil is no border of the pupil.
void markCovered(IrisSegmentation &eye)
{
    constexpr double clear = 3; ///< pixels
    const auto &units = Directions::around(borderPoints).units;
    for (int i = 0; i < borderPoints; ++i) {
        PupilBorderPoint &point = eye.pupilBorder[i];
        const double x = eye.pupil.centre.x() + point.radius * units[size_t(i)].x;
        const double y = eye.pupil.centre.y() + point.radius * units[size_t(i)].y;
        if ((eye.upperLid.found && y < eye.upperLid.at(x) + clear)
            || (eye.lowerLid.found && y > eye.lowerLid.at(x) - clear))
            point.isSeen = false;
    }
}

} // namespace

tl::expected<IrisSegmentation, IrisProblem> segmentIris(const QImage &picture)
{
    if (picture.format() != QImage::Format_Grayscale8)
        return tl::unexpected(IrisProblem::NotGrey);
    if (std::min(picture.width(), picture.height()) < leastEyeSide
        || std::max(picture.width(), picture.height()) > mostEyeSide)
        return tl::unexpected(IrisProblem::WrongSize);
    const cv::Mat grey = greyView(picture);
    cv::Mat calm = withoutHighlights(grey);
    cv::GaussianBlur(calm, calm, {}, 1.0);
    const CircleFit pupil = locatePupil(calm);
    if (pupil.step < leastPupilStep || pupil.share < leastPupilBorder)
        return tl::unexpected(IrisProblem::NoPupil);
    const CircleFit iris = locateIris(calm, pupil);
    const double share = pupil.radius / std::max(1.0, iris.radius);
    if (iris.step < leastIrisStep || iris.share < leastIrisBorder || share < leastPupilShare
        || share > mostPupilShare)
        return tl::unexpected(IrisProblem::NoIris);
    IrisSegmentation eye;
    eye.pupil = circleOf(pupil);
    eye.iris = circleOf(iris);
    eye.pupilEdge = pupil.step;
    eye.irisEdge = iris.step;
    findLids(calm, eye);
    refineIris(calm, pupil, eye);
    eye.pupilBorder = traceBorder(calm, pupil, Directions::around(borderPoints));
    markCovered(eye);
    const auto bordered = std::count_if(eye.pupilBorder.begin(), eye.pupilBorder.end(),
                                        [](const PupilBorderPoint &point) { return point.isSeen; });
    if (double(bordered) < leastBorderSeen * borderPoints)
        return tl::unexpected(IrisProblem::NoPupil);
    eye.usable = greyImage(usableRing(grey, eye));
    return eye;
}

} // namespace indraj
