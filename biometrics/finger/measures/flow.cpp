#include "biometrics/finger/measures/flow.h"

#include <cmath>
#include <numbers>

namespace indraj::fingermeasure {

std::optional<double> orientationChange(const WindowGrid &grid, const Window &window)
{
    constexpr double radian = std::numbers::pi / 180;
    constexpr double least = 4 * radian, range = 86 * radian;
    double sum = 0;
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
            const int row = window.row + dy, column = window.column + dx;
            if (row < 0 || column < 0 || row >= grid.rows || column >= grid.columns)
                return {}; // beyond the grid is background
            const Window &neighbour = grid.at(row, column);
            if (!neighbour.foreground)
                return {};
            const double difference
                = std::abs(window.covariance.orientation() - neighbour.covariance.orientation());
            sum += std::min(difference, 360 * radian - difference);
        }
    }
    const double change = sum / 8;
    if (change <= least)
        return {};
    return (change - least) / range;
}

} // namespace indraj::fingermeasure
