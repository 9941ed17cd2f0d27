#include "biometrics/iris/irissearch.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace indraj::irissearch {
namespace {

double sampleGrey(const cv::Mat &grey, double x, double y)
{
    const double cx = std::clamp(x, 0.0, grey.cols - 1.001), cy = std::clamp(y, 0.0, grey.rows - 1.001);
    const int ix = int(cx), iy = int(cy);
    const double fx = cx - ix, fy = cy - iy;
    const uchar *above = grey.ptr<uchar>(iy) + ix;
    const uchar *below = grey.ptr<uchar>(iy + 1) + ix;
    return (above[0] * (1 - fx) + above[1] * fx) * (1 - fy) + (below[0] * (1 - fx) + below[1] * fx) * fy;
}

double meanOver(const cv::Mat &grey, cv::Point2d centre, double radius, const Directions &directions)
{
    double sum = 0;
    for (const cv::Point2d &unit : directions.units)
        sum += sampleGrey(grey, centre.x + radius * unit.x, centre.y + radius * unit.y);
    return sum / double(directions.units.size());
}

/// Where a parabola through three neighbours has its top, -0.5 to 0.5 from the middle one.
double topBetween(double left, double middle, double right)
{
    const double bend = left - 2 * middle + right;
    return bend < 0 ? std::clamp(0.5 * (left - right) / bend, -0.5, 0.5) : 0;
}

/// How much the grey steps over a curve, from the eye to the skin, of those of its points that lie in the
/// iris. Skin goes on behind a lid's border: what is bright in a narrow band only is a fold of the iris.
double lidStep(const cv::Mat &grey, const LidCurve &curve, const IrisCircle &iris, const IrisCircle &pupil,
               bool upper)
{
    constexpr int points = 41;
    constexpr double leastShare = 0.2; // fewer points say nothing
    // The pupil's own border is the strongest step there is: keep well away from it.
    const double clear = pupil.radius + 0.14 * iris.radius;
    const double span = std::max(2.0, 0.05 * iris.radius), towardsSkin = upper ? -1 : 1;
    const std::array<double, 3> behind{span, 0.14 * iris.radius, 0.26 * iris.radius};
    std::array<double, 3> skin{};
    double eye = 0;
    int inside = 0;
    for (int i = 0; i < points; ++i) {
        const double x = iris.centre.x() + iris.radius * (2.0 * i / (points - 1) - 1);
        const double y = curve.at(x);
        const double toIris = std::hypot(x - iris.centre.x(), y - iris.centre.y());
        const double toPupil = std::hypot(x - pupil.centre.x(), y - pupil.centre.y());
        if (toIris > iris.radius - span || toPupil < clear)
            continue;
        for (size_t k = 0; k < behind.size(); ++k)
            skin[k] += sampleGrey(grey, x, y + towardsSkin * behind[k]);
        eye += sampleGrey(grey, x, y - towardsSkin * span);
        ++inside;
    }
    const double share = double(inside) / points;
    if (share < leastShare)
        return 0;
    return (*std::min_element(skin.begin(), skin.end()) - eye) / inside * std::sqrt(share);
}

/// 1 where the inside of a circle is of one grey, less the more it varies by the step at its border: a pupil
/// is even, the skin between lashes is not.
double evenness(const cv::Mat &grey, const CircleFit &fit, const Directions &directions)
{
    double sum = 0, squares = 0;
    for (const cv::Point2d &unit : directions.units) {
        const cv::Point2d at = fit.centre + unit * (0.5 * fit.radius);
        const double value = sampleGrey(grey, at.x, at.y);
        sum += value;
        squares += value * value;
    }
    const auto count = double(directions.units.size());
    const double deviation = std::sqrt(std::max(0.0, squares / count - sum * sum / (count * count)));
    return fit.step / (fit.step + 2 * deviation);
}

} // namespace

Directions Directions::around(int count)
{
    Directions made;
    for (int i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * i / count;
        made.units.emplace_back(std::cos(angle), std::sin(angle));
    }
    return made;
}

Directions Directions::sideways(int count, double degrees)
{
    Directions made;
    const double widest = degrees * std::numbers::pi / 180;
    for (int i = 0; i < count; ++i) {
        const double angle = widest * (2.0 * i / (count - 1) - 1);
        made.units.emplace_back(std::cos(angle), std::sin(angle));
        made.units.emplace_back(-std::cos(angle), std::sin(angle));
    }
    return made;
}

CircleFit bestRadius(const cv::Mat &grey, cv::Point2d centre, double from, double to, double span,
                     const Directions &directions)
{
    const int first = int(std::floor(from - span)), last = int(std::ceil(to + span));
    std::vector<double> means;
    for (int radius = first; radius <= last; ++radius)
        means.push_back(meanOver(grey, centre, std::max(0, radius), directions));
    const int half = std::max(1, int(span));
    std::vector<double> steps(means.size(), -1e9);
    for (int i = half; i + half < int(means.size()); ++i) {
        double outside = 0, within = 0;
        for (int k = 1; k <= half; ++k) {
            outside += means[size_t(i) + size_t(k)];
            within += means[size_t(i) - size_t(k)];
        }
        steps[size_t(i)] = (outside - within) / half;
    }
    const auto top = std::max_element(steps.begin(), steps.end());
    const auto at = std::distance(steps.begin(), top);
    double radius = double(first + at);
    if (at > half && at + half + 1 < std::ptrdiff_t(steps.size()))
        radius += topBetween(top[-1], top[0], top[1]);
    return {centre, radius, *top, *top, 1};
}

CircleFit scoredRadius(const cv::Mat &grey, cv::Point2d centre, double from, double to, double span,
                       const Directions &directions)
{
    constexpr double ownShare = 0.45; ///< of the mean step, which a direction must have
    CircleFit fit = bestRadius(grey, centre, from, to, span, directions);
    int having = 0;
    for (const cv::Point2d &unit : directions.units) {
        double own = 0;
        for (int k = 1; k <= int(span); ++k)
            own += sampleGrey(grey, centre.x + (fit.radius + k) * unit.x,
                              centre.y + (fit.radius + k) * unit.y)
                - sampleGrey(grey, centre.x + (fit.radius - k) * unit.x,
                             centre.y + (fit.radius - k) * unit.y);
        having += own / std::max(1.0, std::floor(span)) > ownShare * fit.step;
    }
    const double share = double(having) / double(directions.units.size());
    fit.share = share;
    fit.score = fit.step * share * share;
    return fit;
}

CircleFit bestCircle(const cv::Mat &grey, const CircleSearch &search, const Directions &directions)
{
    constexpr double clearance = 1.1; ///< radii of what is enclosed
    CircleFit best;
    const int steps = int(search.reach / search.pitch);
    for (int row = -steps; row <= steps; ++row) {
        for (int column = -steps; column <= steps; ++column) {
            const cv::Point2d centre = search.centre + cv::Point2d(column, row) * search.pitch;
            double from = search.from;
            if (search.enclosed)
                from = std::max(
                    from, cv::norm(centre - search.enclosed->centre) + clearance * search.enclosed->radius);
            if (from > search.to)
                continue;
            const CircleFit fit = scoredRadius(grey, centre, from, search.to, search.span, directions);
            if (fit.score > best.score)
                best = fit;
        }
    }
    return best;
}

CircleFit findPupil(const cv::Mat &small)
{
    constexpr double darkestShare = 0.06; ///< of the picture: a pupil covers more than its centre
    constexpr int border = 12;
    cv::Mat calm;
    cv::blur(small, calm, {9, 9});
    std::vector<uchar> greys;
    for (int y = border; y < calm.rows - border; y += 2) {
        for (int x = border; x < calm.cols - border; x += 2)
            greys.push_back(calm.at<uchar>(y, x));
    }
    const auto at = greys.begin() + std::ptrdiff_t(double(greys.size()) * darkestShare);
    std::nth_element(greys.begin(), at, greys.end());
    const uchar dark = *at;
    const Directions directions = Directions::around(20);
    const double least = 7, most = 0.22 * small.cols;
    CircleFit best;
    for (int y = border; y < calm.rows - border; y += 2) {
        for (int x = border; x < calm.cols - border; x += 2) {
            if (calm.at<uchar>(y, x) > dark)
                continue;
            CircleFit fit = scoredRadius(small, cv::Point2d(x, y), least, most, 3, directions);
            fit.score *= std::sqrt(fit.radius); // a tuft of lashes has a border as well, but a short one
            if (fit.score > best.score)
                fit.score *= evenness(small, fit, directions);
            if (fit.score > best.score)
                best = fit;
        }
    }
    return best;
}

QList<PupilBorderPoint> traceBorder(const cv::Mat &grey, const CircleFit &circle,
                                    const Directions &directions)
{
    constexpr double reach = 0.2, leastShare = 0.5, pitch = 0.25, span = 2;
    QList<PupilBorderPoint> points;
    for (const cv::Point2d &unit : directions.units) {
        const auto at = [&](double radius) {
            return sampleGrey(grey, circle.centre.x + radius * unit.x, circle.centre.y + radius * unit.y);
        };
        PupilBorderPoint best{circle.radius, false};
        double most = leastShare * circle.step;
        const int steps = int(reach * circle.radius / pitch);
        for (int i = -steps; i <= steps; ++i) {
            const double radius = circle.radius + i * pitch;
            const double step
                = (at(radius + span) + at(radius + span / 2) - at(radius - span / 2) - at(radius - span)) / 2;
            if (step > most) {
                most = step;
                best = {radius, true};
            }
        }
        points.append(best);
    }
    return points;
}

LidCurve findLid(const cv::Mat &grey, const IrisCircle &iris, const IrisCircle &pupil, double leastStep,
                 bool upper)
{
    // Beyond the middle it would hide the pupil, which was seen.
    constexpr double first = -0.98, lowest = 0.1, leastPupilSeen = 0.4;
    const double radius = iris.radius, sign = upper ? 1 : -1;
    LidCurve best;
    double step = leastStep;
    for (int row = 0; first + row * 0.03 <= lowest; ++row) {
        for (int arch = 0; arch <= 7; ++arch) {
            for (int side = -3; side <= 3; ++side) {
                const double height = first + row * 0.03, bend = arch * 0.06, apex = side * 0.2;
                const LidCurve curve{true, iris.centre.x() + apex * radius,
                                     iris.centre.y() + sign * height * radius, sign * bend / radius};
                if (sign * (pupil.centre.y() - curve.at(pupil.centre.x())) < leastPupilSeen * pupil.radius)
                    continue;
                const double now = lidStep(grey, curve, iris, pupil, upper);
                if (now > step) {
                    step = now;
                    best = curve;
                }
            }
        }
    }
    return best;
}

cv::Mat withoutHighlights(const cv::Mat &grey)
{
    constexpr int bright = 60; ///< grey levels above what surrounds it
    constexpr int widest = 21; ///< pixels of a spot
    cv::Mat opened, calm = grey.clone();
    cv::morphologyEx(grey, opened, cv::MORPH_OPEN,
                     cv::getStructuringElement(cv::MORPH_ELLIPSE, {widest, widest}));
    cv::Mat spots = (grey - opened) > bright;
    cv::dilate(spots, spots, cv::Mat::ones(5, 5, CV_8U));
    opened.copyTo(calm, spots);
    return calm;
}

} // namespace indraj::irissearch
