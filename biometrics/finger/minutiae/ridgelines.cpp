#include "biometrics/finger/minutiae/ridgelines.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace indraj::minutiae {
namespace {

constexpr int follow = 14; ///< pixels along a ridge to tell its direction
constexpr int shortSpur = 11; ///< pixels; a ridge is not shorter
constexpr float breakLength = 13; ///< pixels between two ends that were one ridge
constexpr float crowded = 5; ///< pixels; two so near are one flaw
constexpr int borderCells = 3;
constexpr float leastQuality = 0.25F;

const std::array<cv::Point, 8> ring{cv::Point{0, -1}, {1, -1}, {1, 0},  {1, 1},
                                    {0, 1},           {-1, 1}, {-1, 0}, {-1, -1}};

struct Found {
    Minutia minutia;
    cv::Point at;
    bool valid = true;
};

int crossings(const cv::Mat &lines, const cv::Point &at)
{
    int changes = 0;
    for (size_t i = 0; i < ring.size(); ++i)
        changes
            += std::abs(int(lines.at<uchar>(at + ring[i])) - int(lines.at<uchar>(at + ring[(i + 1) % 8])));
    return changes / 2;
}

float turned(float angle)
{
    constexpr auto pi = float(std::numbers::pi);
    return angle > pi ? angle - 2 * pi : angle <= -pi ? angle + 2 * pi : angle;
}

float between(float a, float b) { return std::abs(turned(a - b)); }

/// Where a line leads to.
struct Walk {
    cv::Point end;
    int length = 0;
    bool stopped = false; ///< the line ends or forks there
};

Walk walkAlong(const cv::Mat &lines, cv::Point from, cv::Point step, int most)
{
    cv::Point previous = from, now = from + step;
    int length = 1;
    while (length < most) {
        // The two pixels beside a fork may count as forks themselves.
        if (length > 2 && crossings(lines, now) != 2)
            return {now, length, true};
        cv::Point next = previous;
        int nearest = 4;
        for (const cv::Point &way : ring) {
            const cv::Point candidate = now + way;
            if (lines.at<uchar>(candidate) == 0 || candidate == previous)
                continue;
            // Not back to a neighbour of where we come from: stairs have two ways on.
            const int far = std::abs(candidate.x - previous.x) + std::abs(candidate.y - previous.y);
            if (far <= 1)
                continue;
            const int cost = way.x != 0 && way.y != 0 ? 2 : 1;
            if (cost < nearest) {
                nearest = cost;
                next = candidate;
            }
        }
        if (next == previous)
            return {now, length, true};
        previous = now;
        now = next;
        ++length;
    }
    return {now, length, false};
}

/// One pixel for each line that leaves.
std::vector<cv::Point> exits(const cv::Mat &lines, const cv::Point &at)
{
    std::vector<cv::Point> ways;
    for (size_t i = 0; i < ring.size(); ++i) {
        if (lines.at<uchar>(at + ring[i]) == 0)
            continue;
        const bool straight = ring[i].x == 0 || ring[i].y == 0;
        const bool besideStraight
            = lines.at<uchar>(at + ring[(i + 1) % 8]) != 0 || lines.at<uchar>(at + ring[(i + 7) % 8]) != 0;
        if (straight || !besideStraight)
            ways.push_back(ring[i]);
    }
    return ways;
}

float angleTo(const cv::Point &from, const cv::Point &to)
{
    return std::atan2(float(to.y - from.y), float(to.x - from.x));
}

/// The direction of the field that is nearer to `rough`.
float snapped(float rough, float direction)
{
    constexpr auto pi = float(std::numbers::pi);
    return between(rough, direction) <= pi / 2 ? turned(direction) : turned(direction + pi);
}

std::optional<float> endingAngle(const cv::Mat &lines, const cv::Point &at)
{
    const auto ways = exits(lines, at);
    if (ways.size() != 1)
        return {};
    const Walk walk = walkAlong(lines, at, ways[0], follow);
    if (walk.stopped && walk.length < shortSpur)
        return {};
    return angleTo(at, walk.end);
}

std::optional<float> forkAngle(const cv::Mat &lines, const cv::Point &at)
{
    const auto ways = exits(lines, at);
    if (ways.size() != 3)
        return {};
    std::array<float, 3> angles{};
    for (size_t i = 0; i < 3; ++i) {
        const Walk walk = walkAlong(lines, at, ways[i], follow);
        if (walk.stopped && walk.length < shortSpur)
            return {};
        angles[i] = angleTo(at, walk.end);
    }
    size_t first = 0, second = 1;
    for (size_t i = 0; i < 3; ++i) {
        if (between(angles[i], angles[(i + 1) % 3]) < between(angles[first], angles[second])) {
            first = i;
            second = (i + 1) % 3;
        }
    }
    return std::atan2(std::sin(angles[first]) + std::sin(angles[second]),
                      std::cos(angles[first]) + std::cos(angles[second]));
}

/// Two that together are a flaw: a broken ridge, or two too near to be true.
bool isFlaw(const Minutia &a, const Minutia &b)
{
    const float far = std::hypot(a.x - b.x, a.y - b.y);
    if (far < crowded)
        return true;
    if (far > breakLength)
        return false;
    constexpr float aligned = 0.6F; // radians
    const bool opposite = between(a.angle, b.angle) > float(std::numbers::pi) - aligned;
    if (a.kind == Minutia::Kind::Ending && b.kind == Minutia::Kind::Ending && opposite) {
        // The gap continues both ridges: each looks away from the other.
        const float gap = std::atan2(b.y - a.y, b.x - a.x);
        return between(a.angle, gap) > float(std::numbers::pi) - 2 * aligned;
    }
    return a.kind == Minutia::Kind::Bifurcation && b.kind == Minutia::Kind::Bifurcation && opposite
        && far < breakLength * 0.75F;
}

/// A fork may be several pixels that all look like one.
bool isCounted(const std::vector<Found> &all, const cv::Point &at, Minutia::Kind kind)
{
    return std::any_of(all.begin(), all.end(), [&](const Found &one) {
        return one.minutia.kind == kind && std::abs(one.at.x - at.x) <= 2 && std::abs(one.at.y - at.y) <= 2;
    });
}

void dropFlaws(std::vector<Found> &all)
{
    for (size_t i = 0; i < all.size(); ++i) {
        for (size_t j = i + 1; j < all.size(); ++j) {
            if (isFlaw(all[i].minutia, all[j].minutia))
                all[i].valid = all[j].valid = false;
        }
    }
    std::erase_if(all, [](const Found &one) { return !one.valid; });
}

} // namespace

std::vector<Minutia> findMinutiae(const cv::Mat &lines, const RidgeField &field)
{
    cv::Mat inner;
    constexpr int width = 2 * borderCells + 1;
    cv::erode(field.inside, inner, cv::getStructuringElement(cv::MORPH_ELLIPSE, {width, width}),
              cv::Point(-1, -1), 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    std::vector<Found> all;
    for (int y = follow + 2; y < lines.rows - follow - 2; ++y) {
        for (int x = follow + 2; x < lines.cols - follow - 2; ++x) {
            const cv::Point at(x, y), cell(x / fieldStep, y / fieldStep);
            if (lines.at<uchar>(at) == 0 || inner.at<uchar>(cell) == 0)
                continue;
            const int crossing = crossings(lines, at);
            if (crossing != 1 && crossing != 3)
                continue;
            const auto rough = crossing == 1 ? endingAngle(lines, at) : forkAngle(lines, at);
            const float quality = field.coherence.at<float>(cell);
            if (!rough || quality < leastQuality)
                continue;
            const auto kind = crossing == 1 ? Minutia::Kind::Ending : Minutia::Kind::Bifurcation;
            if (isCounted(all, at, kind))
                continue;
            Found found;
            found.at = at;
            found.minutia
                = {float(x), float(y), snapped(*rough, field.direction.at<float>(cell)), quality, kind};
            all.push_back(found);
        }
    }
    dropFlaws(all);
    std::vector<Minutia> minutiae;
    for (const Found &one : all)
        minutiae.push_back(one.minutia);
    return minutiae;
}

} // namespace indraj::minutiae
