#include "biometrics/finger/measures/histogram.h"

#include <algorithm>
#include <cmath>

namespace indraj::fingermeasure {

MeasureHistogram histogram(const std::vector<double> &values, const Edges &edges)
{
    MeasureHistogram result;
    result.count = int(values.size());
    if (values.empty())
        return result;
    double sum = 0, squares = 0;
    for (const double value : values) {
        ++result.bins[size_t(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin())];
        sum += value;
    }
    result.mean = sum / double(values.size());
    for (const double value : values)
        squares += (value - result.mean) * (value - result.mean);
    result.deviation = std::sqrt(squares / double(values.size()));
    return result;
}

} // namespace indraj::fingermeasure
