#include "devices/simulator/syntheticfinger.h"

#include "devices/simulator/randomsource.h"
#include "devices/simulator/ridgegrowth.h"

#include <cmath>
#include <numbers>

namespace indraj {
namespace {

constexpr double pi = std::numbers::pi;
constexpr int margin = 40; ///< pixels of skin beyond the picture, so that a touch may be shifted and turned
constexpr int skinWidth = syntheticWidth + 2 * margin;
constexpr int skinHeight = syntheticHeight + 2 * margin;

struct Point {
    double x = 0;
    double y = 0;
};

struct Singularities {
    std::vector<Point> cores;
    std::vector<Point> deltas;
};

/// How often the classes occur, roughly; loops open towards the little finger.
PatternClass choosePattern(RandomSource &random, FingerPosition position)
{
    const double p = random.unit();
    if (p < 0.05)
        return PatternClass::Arch;
    if (p < 0.09)
        return PatternClass::TentedArch;
    const bool thumb = position == FingerPosition::RightThumb || position == FingerPosition::LeftThumb;
    if (p < (thumb ? 0.45 : 0.36))
        return PatternClass::Whorl;
    return int(position) <= 5 ? PatternClass::RightLoop : PatternClass::LeftLoop;
}

Singularities placeSingularities(RandomSource &random, PatternClass pattern)
{
    const auto around = [&](double x, double y, double spread) {
        return Point{skinWidth * x + random.normal() * spread, skinHeight * y + random.normal() * spread};
    };
    Singularities s;
    switch (pattern) {
    case PatternClass::Arch:
        break;
    case PatternClass::TentedArch:
        s.cores = {around(0.5, 0.46, 6)};
        s.deltas = {{s.cores[0].x + random.normal() * 2, s.cores[0].y + random.between(90, 120)}};
        break;
    case PatternClass::RightLoop:
        s.cores = {around(0.49, 0.44, 9)};
        s.deltas = {around(0.22, 0.72, 10)};
        break;
    case PatternClass::LeftLoop:
        s.cores = {around(0.51, 0.44, 9)};
        s.deltas = {around(0.78, 0.72, 10)};
        break;
    case PatternClass::Whorl:
        s.cores = {around(0.5, 0.40, 7), around(0.5, 0.51, 7)};
        s.deltas = {around(0.19, 0.74, 9), around(0.81, 0.74, 9)};
        break;
    }
    return s;
}

/// Sherlock and Monro: half the sum of the angles to the cores less those to the deltas, y upwards.
double zeroPole(const Singularities &s, double x, double y)
{
    double angle = 0;
    for (const Point &core : s.cores)
        angle += std::atan2(core.y - y, x - core.x);
    for (const Point &delta : s.deltas)
        angle -= std::atan2(delta.y - y, x - delta.x);
    return angle / 2;
}

/// An arch has no singular point: the ridges only rise in the middle, most near the base.
double archField(double x, double y, double strength)
{
    const double rise = strength * std::clamp(y / skinHeight - 0.15, 0.0, 0.6);
    return std::atan(rise * std::cos(pi * x / skinWidth) * 2.2);
}

Plane orientationField(RandomSource &random, PatternClass pattern)
{
    const Singularities s = placeSingularities(random, pattern);
    const double archStrength = random.between(1.2, 1.9);
    const Plane waver = smoothNoise(skinWidth, skinHeight, 90, random.next());
    Plane field(skinWidth, skinHeight);
    for (int y = 0; y < skinHeight; ++y) {
        float *row = field.row(y);
        for (int x = 0; x < skinWidth; ++x) {
            const double base
                = pattern == PatternClass::Arch ? archField(x, y, archStrength) : zeroPole(s, x, y);
            row[x] = float(base) + 0.06F * waver.at(x, y);
        }
    }
    return field;
}

/// How far inside the contact a pixel lies: 0 at its border, positive inside, in shares of the half axis.
double insideContact(double x, double y, const Touch &touch)
{
    const double grow = 0.62 + 0.42 * touch.pressure;
    const double halfWidth = 0.47 * syntheticWidth * grow, halfHeight = 0.50 * syntheticHeight * grow;
    const double dx = (x - syntheticWidth / 2.0 - touch.shiftX) / halfWidth;
    const double dy = (y - syntheticHeight / 2.0 - touch.shiftY) / halfHeight;
    // A finger is rounder at its tip than towards the joint.
    if (std::max(std::abs(dx), std::abs(dy)) > 1.2)
        return -1;
    const double ax = std::abs(dx);
    return dy < 0 ? 1 - dx * dx - dy * dy : 1 - ax * ax * ax - dy * dy * dy;
}

constexpr double glassGrey = 238; ///< of the scanner where nothing lies on it

/// One touch of one finger, pixel by pixel.
class Impression {
public:
    Impression(const MasterFinger &finger, const Touch &touch)
        : m_finger(finger)
        , m_touch(touch)
        , m_cos(std::cos(touch.rotation * pi / 180))
        , m_sin(std::sin(touch.rotation * pi / 180))
    {
        RandomSource random(RandomSource::mix(touch.seed, 0x70756c736573ULL));
        for (Plane *plane : {&m_stretchX, &m_stretchY})
            *plane = smoothNoise(syntheticWidth, syntheticHeight, 80, random.next());
        m_blotch = smoothNoise(syntheticWidth, syntheticHeight, 26, random.next());
        m_outline = smoothNoise(syntheticWidth, syntheticHeight, 60, random.next());
        m_grain = smoothNoise(syntheticWidth, syntheticHeight, 2.2, random.next());
        m_dryness = std::max(0.0, 0.45 - touch.moisture) / 0.45;
        // Wet or pressed ridges widen into the valleys.
        m_widen = 0.75 * (touch.moisture - 0.5) + 0.35 * (touch.pressure - 0.6);
    }
    double darkness() const
    {
        return std::clamp(0.45 + 0.75 * m_touch.pressure + 0.25 * (m_touch.moisture - 0.5) - 0.25 * m_dryness,
                          0.15, 1.0);
    }
    /// How much the skin touches the glass here, 0 to 1.
    double contact(int x, int y) const
    {
        const double edge = insideContact(x, y, m_touch) + 0.035 * double(m_outline.at(x, y));
        return std::clamp(edge / 0.16, 0.0, 1.0);
    }
    /// 0 valley to 1 ridge, as it comes out: dry skin breaks at the grain, wet blotches run together.
    double ink(int x, int y) const
    {
        const double cx = x - syntheticWidth / 2.0 - m_touch.shiftX + 1.6 * double(m_stretchX.at(x, y));
        const double cy = y - syntheticHeight / 2.0 - m_touch.shiftY + 1.6 * double(m_stretchY.at(x, y));
        const double blotch = double(m_blotch.at(x, y));
        double skin = double(m_finger.ridges.sample(skinWidth / 2.0 + cx * m_cos + cy * m_sin,
                                                    skinHeight / 2.0 - cx * m_sin + cy * m_cos));
        skin += m_widen + 1.6 * m_touch.noise * (0.12 + 0.9 * m_dryness) * double(m_grain.at(x, y));
        skin -= 0.75 * m_dryness * std::max(0.0, 0.5 + blotch);
        skin += 3.5 * std::max(0.0, m_touch.moisture - 0.65) * std::max(0.0, 0.3 + blotch);
        return 1 / (1 + std::exp(-4.5 * skin));
    }

private:
    const MasterFinger &m_finger;
    const Touch &m_touch;
    double m_cos, m_sin;
    double m_dryness = 0, m_widen = 0;
    Plane m_stretchX, m_stretchY, m_blotch, m_outline, m_grain;
};

} // namespace

MasterFinger growFinger(quint64 personSeed, FingerPosition position)
{
    RandomSource random(RandomSource::mix(personSeed, quint64(position)));
    MasterFinger finger;
    finger.position = position;
    finger.pattern = choosePattern(random, position);
    const bool thumb = position == FingerPosition::RightThumb || position == FingerPosition::LeftThumb;
    finger.ridgePeriod = random.between(8.6, 9.6) + (thumb ? 0.5 : 0.0);
    const Plane field = orientationField(random, finger.pattern);
    finger.ridges = growRidges(field, finger.ridgePeriod, random.next());
    return finger;
}

QImage pressFinger(const MasterFinger &finger, const Touch &touch)
{
    const Impression impression(finger, touch);
    RandomSource random(RandomSource::mix(touch.seed, 0x6e6f697365ULL));
    QImage picture(syntheticWidth, syntheticHeight, QImage::Format_Grayscale8);
    for (int y = 0; y < syntheticHeight; ++y) {
        uchar *line = picture.scanLine(y);
        for (int x = 0; x < syntheticWidth; ++x) {
            const double contact = impression.contact(x, y);
            const double ink = contact > 0 ? impression.ink(x, y) : 0;
            const double grey = glassGrey - 195 * impression.darkness() * ink * contact - 14 * contact
                + touch.noise * (3 + 9 * contact) * random.normal();
            line[x] = uchar(std::clamp(grey, 0.0, 255.0));
        }
    }
    return picture;
}

Touch makeTouch(TouchKind kind, quint64 seed)
{
    RandomSource random(RandomSource::mix(seed, 0x746f756368ULL));
    Touch touch;
    touch.seed = seed;
    touch.pressure = random.between(0.66, 0.8);
    touch.moisture = random.between(0.47, 0.55);
    touch.rotation = random.normal() * 4;
    touch.shiftX = random.normal() * 5;
    touch.shiftY = random.normal() * 6;
    touch.noise = random.between(0.2, 0.4);
    switch (kind) {
    case TouchKind::Good:
        break;
    case TouchKind::Dry:
        touch.moisture = random.between(0.05, 0.12);
        touch.pressure = 0.5;
        touch.noise = 0.9;
        break;
    case TouchKind::Wet:
        touch.moisture = 1.0;
        touch.pressure = 0.95;
        break;
    case TouchKind::Partial:
        touch.shiftX = random.between(-60, 60);
        touch.shiftY = 205;
        break;
    case TouchKind::Light:
        touch.pressure = 0.02;
        touch.moisture = 0.15;
        touch.noise = 0.9;
        break;
    }
    return touch;
}

} // namespace indraj
