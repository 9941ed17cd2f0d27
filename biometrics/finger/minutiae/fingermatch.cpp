#include "biometrics/finger/minutiae/fingermatch.h"

#include "biometrics/finger/minutiae/surroundings.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace indraj {
namespace {

using minutiae::Surroundings;

constexpr auto pi = float(std::numbers::pi);
constexpr size_t mostBeginnings = 40; ///< alignments tried
constexpr float coarseDistance = 16, fineDistance = 12; ///< pixels two minutiae may lie apart
constexpr float stretch = 0.04F; ///< of the distance from the middle of the pairs: skin is elastic
constexpr float coarseTurn = 0.5F, fineTurn = 0.4F; ///< radians
constexpr size_t leastPairs = 4; ///< to lay the pictures on each other anew

float turned(float angle)
{
    while (angle > pi)
        angle -= 2 * pi;
    while (angle <= -pi)
        angle += 2 * pi;
    return angle;
}

struct Placement {
    float rotation = 0;
    float cosine = 1, sine = 0;
    float x = 0, y = 0;
    QPointF of(float px, float py) const
    {
        return {double(cosine * px - sine * py + x), double(sine * px + cosine * py + y)};
    }
};

Placement placement(float rotation, const QPointF &from, const QPointF &to)
{
    Placement p{rotation, std::cos(rotation), std::sin(rotation), 0, 0};
    const QPointF now = p.of(float(from.x()), float(from.y()));
    p.x = float(to.x() - now.x());
    p.y = float(to.y() - now.y());
    return p;
}

struct Pair {
    int first = 0, second = 0;
    float alike = 0;
};

/// Everything of one comparison.
class Comparison {
public:
    Comparison(const FingerTemplate &first, const FingerTemplate &second)
        : m_first(first)
        , m_second(second)
        , m_columns(second.minutiae.size())
        , m_alike(first.minutiae.size() * second.minutiae.size())
    {
        const auto a = minutiae::surroundingsOf(first), b = minutiae::surroundingsOf(second);
        for (size_t i = 0; i < a.size(); ++i) {
            for (size_t j = 0; j < b.size(); ++j)
                m_alike[i * m_columns + j] = minutiae::surroundingsAlike(a[i], b[j]);
        }
    }

    FingerMatch best() const
    {
        FingerMatch best;
        for (const Pair &beginning : beginnings()) {
            const Minutia &a = m_first.minutiae[size_t(beginning.first)];
            const Minutia &b = m_second.minutiae[size_t(beginning.second)];
            Placement place = placement(turned(b.angle - a.angle), {a.x, a.y}, {b.x, b.y});
            std::vector<Pair> pairs = pairsUnder(place, {b.x, b.y}, coarseDistance, coarseTurn);
            if (pairs.size() < leastPairs)
                continue;
            place = refined(pairs);
            pairs = pairsUnder(place, middleOf(pairs), fineDistance, fineTurn);
            const double likeness = judge(place, pairs);
            if (likeness <= best.likeness)
                continue;
            best.likeness = likeness;
            best.rotation = double(place.rotation);
            best.shift = {double(place.x), double(place.y)};
            best.pairs.clear();
            for (const Pair &pair : pairs)
                best.pairs.emplace_back(pair.first, pair.second);
        }
        return best;
    }

private:
    float alike(size_t i, size_t j) const { return m_alike[i * m_columns + j]; }

    /// The pairs that are most alike and stand out from their rows and columns.
    std::vector<Pair> beginnings() const
    {
        const size_t rows = m_first.minutiae.size();
        std::vector<float> rowSum(rows), columnSum(m_columns);
        for (size_t i = 0; i < rows; ++i) {
            for (size_t j = 0; j < m_columns; ++j) {
                rowSum[i] += alike(i, j);
                columnSum[j] += alike(i, j);
            }
        }
        std::vector<Pair> pairs;
        for (size_t i = 0; i < rows; ++i) {
            for (size_t j = 0; j < m_columns; ++j) {
                const float value = alike(i, j);
                const float mean = (rowSum[i] / float(m_columns) + columnSum[j] / float(rows)) / 2;
                pairs.push_back({int(i), int(j), value * (value - 0.5F * mean)});
            }
        }
        const size_t count = std::min(pairs.size(), mostBeginnings);
        std::partial_sort(pairs.begin(), pairs.begin() + std::ptrdiff_t(count), pairs.end(),
                          [](const Pair &a, const Pair &b) { return a.alike > b.alike; });
        pairs.resize(count);
        return pairs;
    }

    /// One to one, the nearest and most alike first.
    std::vector<Pair> pairsUnder(const Placement &place, const QPointF &middle, float distance,
                                 float turn) const
    {
        struct Candidate {
            Pair pair;
            float cost;
        };
        std::vector<Candidate> candidates;
        for (size_t i = 0; i < m_first.minutiae.size(); ++i) {
            const Minutia &a = m_first.minutiae[i];
            const QPointF at = place.of(a.x, a.y);
            const float slack
                = distance + stretch * float(std::hypot(at.x() - middle.x(), at.y() - middle.y()));
            const float angle = a.angle + place.rotation;
            for (size_t j = 0; j < m_columns; ++j) {
                const Minutia &b = m_second.minutiae[j];
                const float dx = b.x - float(at.x()), dy = b.y - float(at.y());
                if (std::abs(dx) > slack || std::abs(dy) > slack)
                    continue;
                const float apart = std::hypot(dx, dy);
                if (apart > slack)
                    continue;
                const float off = std::abs(turned(b.angle - angle));
                if (off > turn)
                    continue;
                candidates.push_back({{int(i), int(j), alike(i, j)}, apart / slack + off / turn});
            }
        }
        std::sort(candidates.begin(), candidates.end(),
                  [](const Candidate &a, const Candidate &b) { return a.cost < b.cost; });
        std::vector<bool> usedFirst(m_first.minutiae.size()), usedSecond(m_columns);
        std::vector<Pair> pairs;
        for (const Candidate &candidate : candidates) {
            const auto i = size_t(candidate.pair.first), j = size_t(candidate.pair.second);
            if (usedFirst[i] || usedSecond[j])
                continue;
            usedFirst[i] = usedSecond[j] = true;
            pairs.push_back(candidate.pair);
        }
        return pairs;
    }

    QPointF middleOf(const std::vector<Pair> &pairs) const
    {
        QPointF sum;
        for (const Pair &pair : pairs)
            sum += QPointF(double(m_second.minutiae[size_t(pair.second)].x),
                           double(m_second.minutiae[size_t(pair.second)].y));
        return sum / double(pairs.size());
    }

    /// The rotation and shift of least squares over the pairs.
    Placement refined(const std::vector<Pair> &pairs) const
    {
        QPointF from;
        const QPointF to = middleOf(pairs);
        for (const Pair &pair : pairs) {
            const Minutia &a = m_first.minutiae[size_t(pair.first)];
            from += QPointF(double(a.x), double(a.y)) / double(pairs.size());
        }
        double along = 0, across = 0;
        for (const Pair &pair : pairs) {
            const Minutia &a = m_first.minutiae[size_t(pair.first)];
            const Minutia &b = m_second.minutiae[size_t(pair.second)];
            const double ax = double(a.x) - from.x(), ay = double(a.y) - from.y();
            const double bx = double(b.x) - to.x(), by = double(b.y) - to.y();
            along += ax * bx + ay * by;
            across += ax * by - ay * bx;
        }
        return placement(float(std::atan2(across, along)), from, to);
    }

    /// How many minutiae of one lie where the other has ridges too.
    static int inCommon(const FingerTemplate &one, const FingerTemplate &other, const Placement &place)
    {
        int count = 0;
        for (const Minutia &minutia : one.minutiae) {
            const QPointF at = place.of(minutia.x, minutia.y);
            count += other.directionAt(float(at.x()), float(at.y())) != FingerTemplate::outside ? 1 : 0;
        }
        return count;
    }

    /// 0-1: how well the directions of the ridges agree where both have ridges; `share` is how much that is.
    float fieldsAgree(const Placement &place, float *share) const
    {
        const float turnDegrees = place.rotation * 180 / pi;
        float sum = 0;
        int both = 0, own = 0;
        for (int row = 0; row < m_first.cells.height(); row += 2) {
            for (int column = 0; column < m_first.cells.width(); column += 2) {
                const float px = (float(column) + 0.5F) * FingerTemplate::cell,
                            py = (float(row) + 0.5F) * FingerTemplate::cell;
                const quint8 direction = m_first.directionAt(px, py);
                if (direction == FingerTemplate::outside)
                    continue;
                ++own;
                const QPointF at = place.of(px, py);
                const quint8 other = m_second.directionAt(float(at.x()), float(at.y()));
                if (other == FingerTemplate::outside)
                    continue;
                const float apart = (float(direction) + turnDegrees - float(other)) * pi / 180;
                sum += 0.5F + 0.5F * std::cos(2 * apart);
                ++both;
            }
        }
        *share = own == 0 ? 0 : float(both) / float(own);
        return both == 0 ? 0 : sum / float(both);
    }

    double judge(const Placement &place, const std::vector<Pair> &pairs) const
    {
        Placement back;
        back.rotation = -place.rotation;
        back.cosine = place.cosine;
        back.sine = -place.sine;
        back.x = -(back.cosine * place.x - back.sine * place.y);
        back.y = -(back.sine * place.x + back.cosine * place.y);
        const int commonFirst = inCommon(m_first, m_second, place);
        const int commonSecond = inCommon(m_second, m_first, back);
        if (commonFirst == 0 || commonSecond == 0)
            return 0;
        float alikeSum = 0;
        for (const Pair &pair : pairs)
            alikeSum += pair.alike;
        float share = 0;
        const float fields = fieldsAgree(place, &share);
        const auto count = double(pairs.size());
        const double ratio = count / std::sqrt(double(commonFirst) * double(commonSecond));
        // Many minutiae, most of those that could fall together, alike, and the ridges run the same way.
        const double strength
            = double(alikeSum) * std::min(1.0, ratio * ratio) * std::pow(double(fields), 6.0);
        return 100 * (1 - std::exp(-strength / 10));
    }

    const FingerTemplate &m_first;
    const FingerTemplate &m_second;
    size_t m_columns;
    std::vector<float> m_alike;
};

} // namespace

FingerMatch compareFingers(const FingerTemplate &first, const FingerTemplate &second)
{
    if (first.minutiae.empty() || second.minutiae.empty())
        return {};
    return Comparison(first, second).best();
}

} // namespace indraj
