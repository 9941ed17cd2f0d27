#include "biometrics/iris/irisside.h"

#include "biometrics/shared/pixels.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

// Lengths in radii of the iris from its centre, angles in degrees. The corners of an eye lie about 2.5 radii
// away; a head may be tilted by the widest angle.
constexpr double whiteFrom = 1.12, whiteTo = 1.45;
constexpr double searchFrom = 1.8, searchTo = 3.0;
constexpr double neededReach = 2.45; ///< where the duct is seen, if there is one
constexpr double stepWide = 0.14, gap = 0.06; ///< of both means over which a step is taken, and between them
constexpr double pitch = 0.02;
constexpr int widestAngle = 20, anglePitch = 2, whiteAngle = 12;
constexpr double lashWidth = 0.12;
constexpr double stillWhite = 0.65; ///< of the grey of the white beside the iris: it darkens outwards
constexpr double clearLead = 0.08; ///< by which the brighter corner has to be so
constexpr double shifted = 0.01; ///< radii; less of a shift of the pupil says nothing

size_t placeOf(double along) { return size_t(std::lround((along - whiteFrom) / pitch)); }

/// Greys along a line outwards from the iris, as far as the picture reaches.
std::vector<double> ray(const cv::Mat &grey, const IrisCircle &iris, double side, int degrees)
{
    std::vector<double> greys;
    const double angle = degrees * std::numbers::pi / 180;
    for (size_t i = 0; i <= placeOf(searchTo); ++i) {
        const double along = whiteFrom + pitch * double(i);
        const double x = iris.centre.x() - 0.5 + side * along * iris.radius * std::cos(angle);
        const double y = iris.centre.y() - 0.5 + along * iris.radius * std::sin(angle);
        const int column = int(std::lround(x)), row = int(std::lround(y));
        if (column < 0 || row < 0 || column >= grey.cols || row >= grey.rows)
            break;
        greys.push_back(grey.at<uchar>(row, column));
    }
    return greys;
}

double mean(const std::vector<double> &greys, size_t from, size_t count)
{
    double sum = 0;
    for (size_t i = from; i < from + count; ++i)
        sum += greys[i];
    return sum / double(count);
}

/// The strongest rise outwards from what is as bright as the white, in grey levels; 0 where there is none. A
/// lash or a lid's shadow before skin is no rise.
double strongestRise(const std::vector<double> &greys, double white)
{
    const auto wide = size_t(std::lround(stepWide / pitch)), between = size_t(std::lround(gap / pitch));
    double most = 0;
    for (size_t at = placeOf(searchFrom); at + wide <= greys.size(); ++at) {
        const double before = mean(greys, at - between - wide, wide);
        if (before >= stillWhite * white)
            most = std::max(most, mean(greys, at, wide) - before);
    }
    return most;
}

/// The grey of the white beside the iris.
double whiteGrey(const std::vector<std::vector<double>> &rays)
{
    std::vector<double> greys;
    for (size_t i = 0; i < rays.size(); ++i) {
        const int angle = -widestAngle + anglePitch * int(i);
        if (std::abs(angle) > whiteAngle)
            continue;
        for (size_t k = 0; k < std::min(rays[i].size(), placeOf(whiteTo)); ++k)
            greys.push_back(rays[i][k]);
    }
    if (greys.empty())
        return 0;
    const auto middle = greys.begin() + std::ptrdiff_t(greys.size() / 2);
    std::nth_element(greys.begin(), middle, greys.end());
    return *middle;
}

EyeCorner readCorner(const cv::Mat &grey, const IrisCircle &iris, double side)
{
    std::vector<std::vector<double>> rays;
    for (int angle = -widestAngle; angle <= widestAngle; angle += anglePitch)
        rays.push_back(ray(grey, iris, side, angle));
    EyeCorner corner;
    corner.inPicture = rays[rays.size() / 2].size() > placeOf(neededReach);
    const double white = whiteGrey(rays);
    if (white <= 0)
        return corner;
    // A patch, not a hair: neighbouring lines have to agree.
    for (size_t i = 1; i + 1 < rays.size(); ++i) {
        const double rise = std::min({strongestRise(rays[i - 1], white), strongestRise(rays[i], white),
                                      strongestRise(rays[i + 1], white)});
        corner.duct = std::max(corner.duct, rise / white);
    }
    return corner;
}

} // namespace

QString sideUnknownCode(SideUnknown why)
{
    switch (why) {
    case SideUnknown::NoIris:
        return u"no-iris"_s;
    case SideUnknown::CornerNotInPicture:
        return u"corner-not-in-picture"_s;
    case SideUnknown::NoTearDuct:
        return u"no-tear-duct"_s;
    case SideUnknown::BothAlike:
        return u"both-alike"_s;
    case SideUnknown::CluesDisagree:
        return u"clues-disagree"_s;
    }
    return u"no-iris"_s;
}

IrisSideReading readIrisSide(const QImage &picture, const IrisSegmentation &eye)
{
    // Lashes are thin and dark, and from lash to skin is as strong a rise as any: they are filled up first.
    const int hair = 2 * int(lashWidth * eye.iris.radius / 2) + 1;
    cv::Mat calm;
    cv::GaussianBlur(greyView(picture), calm, {}, 1.5);
    cv::morphologyEx(calm, calm, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {hair, hair}));
    cv::GaussianBlur(calm, calm, {}, std::max(1.0, 0.02 * eye.iris.radius));
    IrisSideReading reading;
    reading.left = readCorner(calm, eye.iris, -1);
    reading.right = readCorner(calm, eye.iris, 1);
    reading.pupilShift = (eye.pupil.centre.x() - eye.iris.centre.x()) / eye.iris.radius;
    const bool rightBrighter = reading.right.duct >= reading.left.duct;
    const EyeCorner &brighter = rightBrighter ? reading.right : reading.left;
    const EyeCorner &other = rightBrighter ? reading.left : reading.right;
    if (brighter.duct < tearDuctFrom) {
        const bool both = brighter.inPicture && other.inPicture;
        reading.why = both ? SideUnknown::NoTearDuct : SideUnknown::CornerNotInPicture;
    } else if (brighter.duct - other.duct < clearLead) {
        reading.why = SideUnknown::BothAlike;
    } else if ((rightBrighter ? -1 : 1) * reading.pupilShift > shifted) {
        reading.why = SideUnknown::CluesDisagree;
    } else {
        reading.eye = rightBrighter ? EyePosition::Right : EyePosition::Left;
        reading.why.reset();
    }
    return reading;
}

} // namespace indraj
