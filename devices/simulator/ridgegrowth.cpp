#include "devices/simulator/ridgegrowth.h"

#include "devices/simulator/randomsource.h"

#include <array>
#include <cmath>
#include <numbers>

namespace indraj {
namespace {

constexpr int bins = 24; ///< directions
constexpr int side = 16; ///< stored width of a kernel row, a whole number of vector registers
constexpr int reach = 7; ///< pixels from the centre; the last column is zero
constexpr int rounds = 7;

using Kernel = std::array<std::array<float, side>, 2 * reach + 1>;

Kernel gaborKernel(double direction, double period)
{
    constexpr double pi = std::numbers::pi;
    const double sigma = 0.38 * period;
    Kernel kernel{};
    double sum = 0;
    double weight = 0;
    std::array<std::array<double, side>, 2 * reach + 1> envelope{};
    for (int y = -reach; y <= reach; ++y) {
        for (int x = -reach; x <= reach; ++x) {
            // Across the ridge; the picture's y runs downwards.
            const double across = x * std::sin(direction) + y * std::cos(direction);
            const double e = std::exp(-(x * x + y * y) / (2 * sigma * sigma));
            const double value = e * std::cos(2 * pi * across / period);
            kernel[size_t(y + reach)][size_t(x + reach)] = float(value);
            envelope[size_t(y + reach)][size_t(x + reach)] = e;
            sum += value;
            weight += e;
        }
    }
    // No answer to even grey, and a gain that saturates within a few rounds.
    double energy = 0;
    for (size_t y = 0; y < kernel.size(); ++y) {
        for (size_t x = 0; x < side; ++x) {
            kernel[y][x] -= float(envelope[y][x] * sum / weight);
            energy += std::abs(kernel[y][x]);
        }
    }
    for (auto &row : kernel) {
        for (float &value : row)
            value *= float(4.0 / energy);
    }
    return kernel;
}

float answer(const Kernel &kernel, const Plane &padded, int x, int y)
{
    std::array<float, side> sums{};
    for (size_t r = 0; r < kernel.size(); ++r) {
        const float *source = padded.row(y + int(r)) + x;
        const float *weights = kernel[r].data();
        for (size_t i = 0; i < side; ++i)
            sums[i] += weights[i] * source[i];
    }
    float total = 0;
    for (const float value : sums)
        total += value;
    return total;
}

/// -1..1 without the cost of tanh.
float saturate(float value) { return value / std::sqrt(1.0F + value * value); }

} // namespace

Plane growRidges(const Plane &orientation, double period, quint64 seed)
{
    constexpr double pi = std::numbers::pi;
    const int width = orientation.width(), height = orientation.height();
    std::vector<Kernel> kernels;
    for (int i = 0; i < bins; ++i)
        kernels.push_back(gaborKernel(pi * i / bins, period));
    std::vector<quint8> bin(size_t(width) * size_t(height));
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double turns = orientation.at(x, y) / pi;
            bin[size_t(y) * size_t(width) + size_t(x)]
                = quint8(int(std::floor((turns - std::floor(turns)) * bins + 0.5)) % bins);
        }
    }
    Plane now(width + side, height + side);
    RandomSource random(seed);
    for (int y = 0; y < now.height(); ++y) {
        for (int x = 0; x < now.width(); ++x)
            now.row(y)[x] = float(random.between(-0.3, 0.3));
    }
    Plane next = now;
    for (int round = 0; round < rounds; ++round) {
        for (int y = 0; y < height; ++y) {
            const quint8 *directions = bin.data() + size_t(y) * size_t(width);
            float *out = next.row(y + reach) + reach;
            for (int x = 0; x < width; ++x)
                out[x] = saturate(answer(kernels[directions[x]], now, x, y));
        }
        std::swap(now, next);
    }
    Plane ridges(width, height);
    for (int y = 0; y < height; ++y)
        std::copy_n(now.row(y + reach) + reach, width, ridges.row(y));
    return ridges;
}

} // namespace indraj
