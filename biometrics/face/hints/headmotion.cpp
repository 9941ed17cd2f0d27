#include "biometrics/face/hints/headmotion.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numbers>

namespace indraj {

namespace {

// Of the canonical mesh, spread over the head and over its depth.
constexpr std::array rigid{1,   4,   5,   195, 197, 6,   168, 8,   9,   151, 10,  98,  327, 33,  133, 362,
                           263, 70,  63,  105, 336, 296, 334, 300, 127, 356, 234, 454, 93,  323, 132, 361,
                           58,  288, 172, 397, 152, 175, 148, 377, 50,  280, 101, 330, 205, 425};

constexpr double leastChange = 0.022; ///< of the eye distance: less is the unrest of the points themselves
constexpr auto spacing = std::chrono::milliseconds(100);
// Movement of the points over the window, root mean square / eye distance.
constexpr double dead = 0.002; ///< a photo on a stand before a camera with little noise
constexpr double alive = 0.012; ///< about 0.8 mm

using Complex = std::complex<double>;

Complex complexOf(const cv::Point2f &p) { return {static_cast<double>(p.x), static_cast<double>(p.y)}; }

/// What is left when `a` is moved, turned and scaled onto `b` as well as can be, px, root mean square. With
/// points as complex numbers such a change is one multiplication and one addition.
double leftBySimilarity(const std::vector<cv::Point2f> &a, const std::vector<cv::Point2f> &b)
{
    const auto count = static_cast<double>(a.size());
    Complex meanA;
    Complex meanB;
    for (std::size_t k = 0; k < a.size(); ++k) {
        meanA += complexOf(a[k]) / count;
        meanB += complexOf(b[k]) / count;
    }
    double ofA = 1e-9;
    double ofB = 0;
    Complex both;
    for (std::size_t k = 0; k < a.size(); ++k) {
        const Complex p = complexOf(a[k]) - meanA;
        const Complex q = complexOf(b[k]) - meanB;
        ofA += std::norm(p);
        ofB += std::norm(q);
        both += std::conj(p) * q;
    }
    return std::sqrt(std::max(0.0, ofB - std::norm(both) / ofA) / count);
}

/// Moved and scaled so that their mean is the origin and their mean distance from it the root of two:
/// without, the equations of the plane are ill-conditioned.
cv::Matx33d toOrigin(const std::vector<cv::Point2f> &points)
{
    const auto count = static_cast<double>(points.size());
    Complex mean;
    for (const auto &p : points)
        mean += complexOf(p) / count;
    double spread = 1e-9;
    for (const auto &p : points)
        spread += std::abs(complexOf(p) - mean) / count;
    const double s = std::numbers::sqrt2 / spread;
    return {s, 0, -s * mean.real(), 0, s, -s * mean.imag(), 0, 0, 1};
}

cv::Vec3d movedBy(const cv::Matx33d &transform, const cv::Point2f &p)
{
    return transform * cv::Vec3d(static_cast<double>(p.x), static_cast<double>(p.y), 1);
}

/// What is left when `a` is seen as a plane that is tilted, px, root mean square: the best homography,
/// linear.
double leftByPlane(const std::vector<cv::Point2f> &a, const std::vector<cv::Point2f> &b)
{
    const cv::Matx33d fromA = toOrigin(a);
    const cv::Matx33d fromB = toOrigin(b);
    cv::Mat rows(2 * static_cast<int>(a.size()), 9, CV_64F);
    for (std::size_t k = 0; k < a.size(); ++k) {
        const cv::Vec3d p = movedBy(fromA, a[k]);
        const cv::Vec3d q = movedBy(fromB, b[k]);
        const std::array<double, 9> x{p[0], p[1], 1, 0, 0, 0, -q[0] * p[0], -q[0] * p[1], -q[0]};
        const std::array<double, 9> y{0, 0, 0, p[0], p[1], 1, -q[1] * p[0], -q[1] * p[1], -q[1]};
        const int row = 2 * static_cast<int>(k);
        std::copy(x.begin(), x.end(), rows.ptr<double>(row));
        std::copy(y.begin(), y.end(), rows.ptr<double>(row + 1));
    }
    cv::Mat solution;
    cv::SVD::solveZ(rows, solution);
    const cv::Matx33d homography = fromB.inv() * cv::Matx33d(solution.ptr<double>()) * fromA;
    double squares = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
        const cv::Vec3d moved = movedBy(homography, a[k]);
        const double w = std::abs(moved[2]) < 1e-9 ? 1e-9 : moved[2];
        squares += std::norm(Complex(moved[0] / w, moved[1] / w) - complexOf(b[k]));
    }
    return std::sqrt(squares / static_cast<double>(a.size()));
}

} // namespace

HeadPoints headPoints(const FaceMesh &mesh)
{
    HeadPoints head;
    head.points.reserve(rigid.size());
    for (const int index : rigid)
        head.points.push_back(mesh.point(index));
    constexpr int imageLeftCorner = 33;
    constexpr int imageRightCorner = 263;
    const cv::Point2f across = mesh.point(imageRightCorner) - mesh.point(imageLeftCorner);
    constexpr double cornersToIrises = 0.71;
    head.eyeDistance = std::max(1.0, cornersToIrises * std::abs(complexOf(across)));
    return head;
}

std::optional<double> planeShare(const HeadPoints &a, const HeadPoints &b)
{
    if (a.points.size() != b.points.size() || a.points.size() < 8)
        return std::nullopt;
    const double change = leftBySimilarity(a.points, b.points) / b.eyeDistance;
    if (change < leastChange)
        return std::nullopt;
    return std::clamp(1 - leftByPlane(a.points, b.points) / b.eyeDistance / change, 0.0, 1.0);
}

void HeadMotionWatch::see(const HeadPoints &head, Time now)
{
    if (!m_seen.empty() && now - m_seen.back().at < spacing)
        return;
    m_seen.push_back({head, now});
    while (m_seen.size() > 1 && now - m_seen[1].at >= m_window) // one that is as old as the window stays
        m_seen.pop_front();
}

std::optional<double> HeadMotionWatch::flatness() const
{
    if (m_seen.empty())
        return std::nullopt;
    // Between the two that differ most: the more it turns, the surer it is.
    std::optional<double> share;
    double largest = leastChange;
    const HeadPoints &now = m_seen.back().head;
    for (const Seen &before : m_seen) {
        const double change = leftBySimilarity(before.head.points, now.points) / now.eyeDistance;
        if (change <= largest)
            continue;
        largest = change;
        share = planeShare(before.head, now);
    }
    return share;
}

std::optional<double> HeadMotionWatch::stillness() const
{
    if (m_seen.size() < 2 || m_seen.back().at - m_seen.front().at < m_window)
        return std::nullopt;
    const std::size_t points = m_seen.front().head.points.size();
    std::vector<cv::Point2d> mean(points, cv::Point2d(0, 0));
    const auto count = static_cast<double>(m_seen.size());
    for (const Seen &each : m_seen)
        for (std::size_t k = 0; k < points; ++k)
            mean[k] += cv::Point2d(each.head.points[k]) * (1 / count);
    double squares = 0;
    for (const Seen &each : m_seen)
        for (std::size_t k = 0; k < points; ++k) {
            const cv::Point2d off = cv::Point2d(each.head.points[k]) - mean[k];
            squares += off.dot(off);
        }
    const double moved
        = std::sqrt(squares / (count * static_cast<double>(points))) / m_seen.back().head.eyeDistance;
    return std::clamp((alive - moved) / (alive - dead), 0.0, 1.0);
}

} // namespace indraj
