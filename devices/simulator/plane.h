#pragma once

#include <QtGlobal>

#include <algorithm>
#include <vector>

namespace indraj {

/// A picture of floats, rows from the top.
class Plane {
public:
    Plane() = default;
    Plane(int width, int height, float value = 0)
        : m_width(width)
        , m_height(height)
        , m_values(size_t(width) * size_t(height), value)
    {
    }
    int width() const { return m_width; }
    int height() const { return m_height; }
    float *row(int y) { return m_values.data() + size_t(y) * size_t(m_width); }
    const float *row(int y) const { return m_values.data() + size_t(y) * size_t(m_width); }
    float at(int x, int y) const { return row(y)[x]; }
    /// Between four pixels; beyond the border the nearest one.
    float sample(double x, double y) const
    {
        const double cx = std::clamp(x, 0.0, m_width - 1.001);
        const double cy = std::clamp(y, 0.0, m_height - 1.001);
        const int ix = int(cx), iy = int(cy);
        const float fx = float(cx - ix), fy = float(cy - iy);
        const float *a = row(iy) + ix;
        const float *b = row(iy + 1) + ix;
        return (a[0] * (1 - fx) + a[1] * fx) * (1 - fy) + (b[0] * (1 - fx) + b[1] * fx) * fy;
    }

private:
    int m_width = 0;
    int m_height = 0;
    std::vector<float> m_values;
};

/// Smooth noise of about deviation 1 whose spots are `size` pixels wide.
Plane smoothNoise(int width, int height, double size, quint64 seed);

} // namespace indraj
