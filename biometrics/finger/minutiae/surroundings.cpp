#include "biometrics/finger/minutiae/surroundings.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace indraj::minutiae {
namespace {

constexpr auto piOfBearings = float(std::numbers::pi);

struct Circle {
    float radius; ///< pixels: three, five, seven and nine ridges
    int places;
};
constexpr std::array<Circle, 4> circles{{{27, 10}, {45, 16}, {63, 22}, {81, 28}}};

constexpr size_t leastPlaces = 25; ///< seen by both, for a judgement
constexpr float likeDegrees = 9; ///< how fast likeness falls with the difference of two directions
constexpr float widestNeighbour = 130; ///< pixels
constexpr float neighbourSlack = 7, neighbourStretch = 0.09F; ///< pixels, and of the distance
constexpr float bearingSlack = 0.42F, turnSlack = 0.45F; ///< radians

float turnedBy(float angle)
{
    return angle > piOfBearings  ? angle - 2 * piOfBearings
        : angle <= -piOfBearings ? angle + 2 * piOfBearings
                                 : angle;
}

void lookAround(const FingerTemplate &finger, const Minutia &minutia, Surroundings &seen)
{
    const int own = int(std::lround(minutia.angle * 180 / piOfBearings));
    size_t at = 0;
    for (const Circle &circle : circles) {
        for (int i = 0; i < circle.places; ++i) {
            const float angle = minutia.angle + 2 * piOfBearings * float(i) / float(circle.places);
            const quint8 direction = finger.directionAt(minutia.x + circle.radius * std::cos(angle),
                                                        minutia.y + circle.radius * std::sin(angle));
            seen.directions[at++] = direction == FingerTemplate::outside
                ? FingerTemplate::outside
                : quint8((int(direction) - own + 540) % 180);
        }
    }
}

void lookForNeighbours(const FingerTemplate &finger, size_t self, Surroundings &seen)
{
    const Minutia &own = finger.minutiae[self];
    std::vector<Neighbour> near;
    for (size_t i = 0; i < finger.minutiae.size(); ++i) {
        const Minutia &other = finger.minutiae[i];
        const float dx = other.x - own.x, dy = other.y - own.y, distance = std::hypot(dx, dy);
        if (i == self || distance > widestNeighbour)
            continue;
        near.push_back(
            {distance, turnedBy(std::atan2(dy, dx) - own.angle), turnedBy(other.angle - own.angle)});
    }
    seen.neighbourTotal = std::min(near.size(), neighbourCount);
    std::partial_sort(near.begin(), near.begin() + std::ptrdiff_t(seen.neighbourTotal), near.end(),
                      [](const Neighbour &a, const Neighbour &b) { return a.distance < b.distance; });
    std::copy_n(near.begin(), seen.neighbourTotal, seen.neighbours.begin());
}

const std::array<float, 91> &likenessByDegrees()
{
    static const auto table = [] {
        std::array<float, 91> values{};
        for (size_t i = 0; i < values.size(); ++i)
            values[i] = std::exp(-float(i) / likeDegrees);
        return values;
    }();
    return table;
}

float directionsAlike(const Surroundings &a, const Surroundings &b)
{
    const auto &table = likenessByDegrees();
    float sum = 0;
    size_t both = 0;
    for (size_t i = 0; i < surroundingPlaces; ++i) {
        if (a.directions[i] == FingerTemplate::outside || b.directions[i] == FingerTemplate::outside)
            continue;
        const int apart = std::abs(int(a.directions[i]) - int(b.directions[i]));
        sum += table[size_t(std::min(apart, 180 - apart))];
        ++both;
    }
    if (both < leastPlaces)
        return 0;
    const float coverage = float(both) / float(surroundingPlaces);
    return sum / float(both) * (0.6F + 0.4F * coverage);
}

float neighboursAlike(const Surroundings &a, const Surroundings &b)
{
    const size_t fewer = std::min(a.neighbourTotal, b.neighbourTotal);
    if (fewer == 0)
        return 0;
    size_t alike = 0;
    unsigned taken = 0;
    for (size_t i = 0; i < a.neighbourTotal; ++i) {
        for (size_t j = 0; j < b.neighbourTotal; ++j) {
            const Neighbour &one = a.neighbours[i], &other = b.neighbours[j];
            if ((taken >> j & 1U) == 0
                && std::abs(one.distance - other.distance) < neighbourSlack + neighbourStretch * one.distance
                && std::abs(turnedBy(one.bearing - other.bearing)) < bearingSlack
                && std::abs(turnedBy(one.turn - other.turn)) < turnSlack) {
                taken |= 1U << j;
                ++alike;
                break;
            }
        }
    }
    return float(alike) / float(fewer);
}

} // namespace

std::vector<Surroundings> surroundingsOf(const FingerTemplate &finger)
{
    std::vector<Surroundings> all(finger.minutiae.size());
    for (size_t i = 0; i < all.size(); ++i) {
        lookAround(finger, finger.minutiae[i], all[i]);
        lookForNeighbours(finger, i, all[i]);
    }
    return all;
}

float surroundingsAlike(const Surroundings &a, const Surroundings &b)
{
    return 0.6F * directionsAlike(a, b) + 0.4F * neighboursAlike(a, b);
}

} // namespace indraj::minutiae
