#pragma once

#include <cmath>
#include <cstdint>

namespace indraj {

/// SplitMix64 with our own distributions: the standard library's differ between implementations, and a finger
/// must look the same on every station.
class RandomSource {
public:
    explicit RandomSource(std::uint64_t seed)
        : m_state(seed)
    {
    }
    std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    double unit() { return double(next() >> 11) * 0x1.0p-53; } ///< [0, 1)
    double between(double low, double high) { return low + (high - low) * unit(); }
    /// Mean 0, deviation 1, never beyond 3.5: the sum of the four quarters of one number.
    double normal()
    {
        const std::uint64_t bits = next();
        const double sum = double(bits & 0xFFFF) + double(bits >> 16 & 0xFFFF) + double(bits >> 32 & 0xFFFF)
            + double(bits >> 48);
        return (sum / 65535 - 2) * 1.7320508;
    }
    static std::uint64_t mix(std::uint64_t a, std::uint64_t b)
    {
        return RandomSource(a ^ RandomSource(b).next()).next();
    }

private:
    std::uint64_t m_state;
};

} // namespace indraj
