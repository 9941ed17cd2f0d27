#include "devices/camera/exposureloop.h"

#include <algorithm>
#include <cmath>

namespace indraj {

namespace {
constexpr int framesToBelieve = 4; ///< one frame alone may be a blink of a lamp
constexpr double smoothing = 0.4;
constexpr double leastLuminance = 0.005;
} // namespace

ExposureLoop::ExposureLoop(const Settings &settings, const Range &range, int value)
    : m_settings(settings)
    , m_range(range)
    , m_value(value)
{
    m_range.step = std::max(1, m_range.step);
    if (m_settings.longest > 0)
        m_range.most = std::max(m_range.least, std::min(m_range.most, m_settings.longest));
}

/// By what the exposure time has to be multiplied; 1 inside the range.
double ExposureLoop::wantedFactor(double luminance, double burnt) const
{
    const double middle = std::sqrt(m_settings.darkest * m_settings.lightest);
    double factor = 1;
    if (luminance < m_settings.darkest || luminance > m_settings.lightest)
        factor = middle / std::max(leastLuminance, luminance);
    // White skin tells nothing of how white: one step down, and look again. It comes before a dark mean.
    if (burnt > m_settings.mostBurnt)
        factor = std::min(factor, 1 / std::sqrt(m_settings.largestStep));
    return std::clamp(factor, 1 / m_settings.largestStep, m_settings.largestStep);
}

std::optional<int> ExposureLoop::consider(double luminance, double burnt, Time now)
{
    if (m_moved && now - *m_moved < m_settings.settle)
        return std::nullopt;
    m_usual = m_frames == 0 ? luminance : m_usual + smoothing * (luminance - m_usual);
    m_usualBurnt = m_frames == 0 ? burnt : m_usualBurnt + smoothing * (burnt - m_usualBurnt);
    if (++m_frames < framesToBelieve)
        return std::nullopt;
    const double factor = wantedFactor(m_usual, m_usualBurnt);
    m_atEnd = false;
    if (factor == 1.0)
        return std::nullopt;
    const double exact = m_value * factor;
    const int steps = static_cast<int>(std::lround((exact - m_range.least) / m_range.step));
    int next = std::clamp(m_range.least + steps * m_range.step, m_range.least, m_range.most);
    if (next == m_value) // a coarse control: at least one of its steps
        next = std::clamp(m_value + (factor > 1 ? m_range.step : -m_range.step), m_range.least, m_range.most);
    if (next == m_value) {
        m_atEnd = true;
        return std::nullopt;
    }
    m_value = next;
    m_moved = now;
    m_frames = 0;
    return m_value;
}

} // namespace indraj
