#include "biometrics/iris/irislikeness.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace indraj {
namespace {

/// Takes the mean of the columns around from every value: what is broad is light, not the iris.
void keepFine(IrisStrip &strip)
{
    constexpr int half = 12;
    std::vector<float> fine(strip.values.size(), 0.0F);
    for (int row = 0; row < IrisStrip::rows; ++row) {
        const size_t begin = size_t(row) * IrisStrip::columns;
        for (int column = 0; column < IrisStrip::columns; ++column) {
            double sum = 0;
            int count = 0;
            for (int k = -half; k <= half; ++k) {
                const size_t at = begin + size_t((column + k + IrisStrip::columns) % IrisStrip::columns);
                sum += strip.seen[at] ? double(strip.values[at]) : 0.0;
                count += strip.seen[at] ? 1 : 0;
            }
            const size_t own = begin + size_t(column);
            if (strip.seen[own])
                fine[own] = float(double(strip.values[own]) - sum / count);
        }
    }
    strip.values = std::move(fine);
}

double correlation(const IrisStrip &one, const IrisStrip &other, int turn)
{
    constexpr qsizetype leastSeen = qsizetype(IrisStrip::rows) * IrisStrip::columns / 5;
    double product = 0, first = 0, second = 0;
    qsizetype count = 0;
    for (int row = 0; row < IrisStrip::rows; ++row) {
        const size_t begin = size_t(row) * IrisStrip::columns;
        for (int column = 0; column < IrisStrip::columns; ++column) {
            const size_t a = begin + size_t(column);
            const size_t b = begin + size_t((column + turn + IrisStrip::columns) % IrisStrip::columns);
            if (!one.seen[a] || !other.seen[b])
                continue;
            const auto left = double(one.values[a]), right = double(other.values[b]);
            product += left * right;
            first += left * left;
            second += right * right;
            ++count;
        }
    }
    return count < leastSeen || first <= 0 || second <= 0 ? 0 : product / std::sqrt(first * second);
}

} // namespace

IrisStrip unrollIris(const QImage &picture, const IrisSegmentation &eye)
{
    constexpr double inner = 0.12, outer = 0.88; ///< of the way across: clear of both borders
    IrisStrip strip;
    strip.values.assign(size_t(IrisStrip::rows) * IrisStrip::columns, 0.0F);
    strip.seen.assign(strip.values.size(), 0);
    for (int column = 0; column < IrisStrip::columns; ++column) {
        const double angle = 2 * std::numbers::pi * column / IrisStrip::columns;
        const QPointF unit(std::cos(angle), std::sin(angle));
        const QPointF from = eye.pupil.centre + unit * eye.pupil.radius;
        const QPointF to = eye.iris.centre + unit * eye.iris.radius;
        for (int row = 0; row < IrisStrip::rows; ++row) {
            const double across = inner + (outer - inner) * row / (IrisStrip::rows - 1);
            const QPointF at = from + (to - from) * across;
            const int x = int(at.x()), y = int(at.y());
            if (x < 1 || y < 1 || x + 1 >= picture.width() || y + 1 >= picture.height()
                || !eye.usable.constScanLine(y)[x])
                continue;
            int sum = 0;
            for (int dy = -1; dy <= 1; ++dy) {
                for (int dx = -1; dx <= 1; ++dx)
                    sum += picture.constScanLine(y + dy)[x + dx];
            }
            const size_t own = size_t(row) * IrisStrip::columns + size_t(column);
            strip.values[own] = float(sum) / 9.0F;
            strip.seen[own] = 1;
        }
    }
    keepFine(strip);
    return strip;
}

double irisLikeness(const IrisStrip &one, const IrisStrip &other)
{
    constexpr int mostTurn = IrisStrip::columns * 15 / 360;
    double best = -1;
    for (int turn = -mostTurn; turn <= mostTurn; ++turn)
        best = std::max(best, correlation(one, other, turn));
    return best;
}

} // namespace indraj
