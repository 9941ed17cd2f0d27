#include "devices/simulator/plane.h"

#include "devices/simulator/randomsource.h"

namespace indraj {

Plane smoothNoise(int width, int height, double size, quint64 seed)
{
    RandomSource random(seed);
    Plane coarse(int(width / size) + 3, int(height / size) + 3);
    for (int y = 0; y < coarse.height(); ++y) {
        for (int x = 0; x < coarse.width(); ++x)
            coarse.row(y)[x] = float(random.normal());
    }
    struct Step {
        int cell;
        float share;
    };
    const auto steps = [size](int count) {
        std::vector<Step> list;
        for (int i = 0; i < count; ++i) {
            const double at = i / size;
            const double t = at - int(at);
            list.push_back({int(at), float(t * t * (3 - 2 * t))});
        }
        return list;
    };
    const std::vector<Step> columns = steps(width), rows = steps(height);
    Plane fine(width, height);
    for (int y = 0; y < height; ++y) {
        const float *above = coarse.row(rows[size_t(y)].cell);
        const float *below = coarse.row(rows[size_t(y)].cell + 1);
        const float share = rows[size_t(y)].share;
        float *row = fine.row(y);
        for (int x = 0; x < width; ++x) {
            const auto [cell, right] = columns[size_t(x)];
            const float upper = above[cell] * (1 - right) + above[cell + 1] * right;
            const float lower = below[cell] * (1 - right) + below[cell + 1] * right;
            row[x] = 1.4F * (upper * (1 - share) + lower * share);
        }
    }
    return fine;
}

} // namespace indraj
