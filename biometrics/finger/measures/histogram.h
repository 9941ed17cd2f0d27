#pragma once

#include <array>
#include <vector>

namespace indraj {

/// Local values of one kind: ten bins with fixed edges, their mean and their population deviation.
struct MeasureHistogram {
    std::array<int, 10> bins{};
    double mean = 0;
    double deviation = 0;
    int count = 0; ///< local values that went in

    friend bool operator==(const MeasureHistogram &, const MeasureHistogram &) = default;
};

} // namespace indraj

namespace indraj::fingermeasure {

using Edges = std::array<double, 9>;

/// A value that equals an edge belongs to the bin above it.
MeasureHistogram histogram(const std::vector<double> &values, const Edges &edges);

} // namespace indraj::fingermeasure
