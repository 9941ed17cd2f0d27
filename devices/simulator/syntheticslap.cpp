#include "devices/simulator/syntheticslap.h"

#include "devices/simulator/randomsource.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace indraj {
namespace {

constexpr double largeGlassGrey = 250; ///< of a large scanner where nothing lies
constexpr double fingerPitch = 330; ///< pixels between neighbours, 17 mm
constexpr double thumbPitch = 420;
constexpr double jointGap = 26; ///< pixels of crease between two phalanges

bool isThumb(FingerPosition finger)
{
    return finger == FingerPosition::RightThumb || finger == FingerPosition::LeftThumb;
}

/// Place of the finger beside the others, counted from the left of the glass.
int place(FingerPosition finger)
{
    const int code = int(finger);
    if (isThumb(finger))
        return finger == FingerPosition::LeftThumb ? 0 : 1;
    return code <= 5 ? code - 2 : 10 - code;
}

/// How much higher than the index finger's the tip stands, in pixels.
double tipHeight(FingerPosition finger)
{
    constexpr std::array<double, 5> heights{0, 0, 180, 95, -215}; // thumb to little finger
    return heights[size_t((int(finger) - 1) % 5)];
}

class Glass {
public:
    Glass(QImage &picture, double tilt, QPointF centre)
        : m_picture(picture)
        , m_centre(centre)
        , m_cos(std::cos(tilt * std::numbers::pi / 180))
        , m_sin(std::sin(tilt * std::numbers::pi / 180))
    {
    }
    QPointF onGlass(QPointF hand) const
    {
        return m_centre + QPointF(hand.x() * m_cos - hand.y() * m_sin, hand.x() * m_sin + hand.y() * m_cos);
    }
    /// Darkens the glass with an impression whose centre lies at `hand`; what was darker stays.
    void lay(const QImage &impression, QPointF hand)
    {
        const QPointF centre = onGlass(hand);
        const int halfSide = int(std::hypot(impression.width(), impression.height()) / 2) + 2;
        for (int y = int(centre.y()) - halfSide; y <= int(centre.y()) + halfSide; ++y) {
            if (y < 0 || y >= m_picture.height())
                continue;
            uchar *line = m_picture.scanLine(y);
            for (int x = int(centre.x()) - halfSide; x <= int(centre.x()) + halfSide; ++x) {
                if (x >= 0 && x < m_picture.width())
                    line[x] = std::min(line[x], sample(impression, x - centre.x(), y - centre.y()));
            }
        }
    }

private:
    uchar sample(const QImage &impression, double dx, double dy) const
    {
        const double x = dx * m_cos + dy * m_sin + impression.width() / 2.0;
        const double y = -dx * m_sin + dy * m_cos + impression.height() / 2.0;
        const int ix = int(std::floor(x)), iy = int(std::floor(y));
        if (ix < 0 || iy < 0 || ix + 1 >= impression.width() || iy + 1 >= impression.height())
            return 255;
        const double fx = x - ix, fy = y - iy;
        const uchar *above = impression.constScanLine(iy) + ix;
        const uchar *below = impression.constScanLine(iy + 1) + ix;
        const double grey
            = (above[0] * (1 - fx) + above[1] * fx) * (1 - fy) + (below[0] * (1 - fx) + below[1] * fx) * fy;
        return uchar(grey);
    }

    QImage &m_picture;
    QPointF m_centre;
    double m_cos, m_sin;
};

/// The contact of a touch; its empty glass is made white, so that fingers can be laid beside each other.
QImage impression(const MasterFinger &finger, TouchKind kind, double pressure, quint64 seed)
{
    Touch touch = makeTouch(kind == TouchKind::Partial ? TouchKind::Light : kind, seed);
    touch.rotation = 0;
    touch.shiftX = touch.shiftY = 0;
    if (kind == TouchKind::Good) {
        touch.pressure = pressure;
        touch.noise = 0.2;
    }
    QImage picture = pressFinger(finger, touch);
    constexpr int emptyFrom = 222;
    for (int y = 0; y < picture.height(); ++y) {
        uchar *line = picture.scanLine(y);
        for (int x = 0; x < picture.width(); ++x)
            line[x] = line[x] > emptyFrom ? 255 : line[x];
    }
    return picture;
}

void addNoise(QImage &picture, double strength, RandomSource &random)
{
    for (int y = 0; y < picture.height(); ++y) {
        uchar *line = picture.scanLine(y);
        for (int x = 0; x < picture.width(); ++x)
            line[x] = uchar(std::clamp(line[x] + strength * random.normal(), 0.0, 255.0));
    }
}

} // namespace

SyntheticSlap pressSlap(const QList<MasterFinger> &fingers, const SlapTouch &touch)
{
    const bool thumbs = !fingers.isEmpty() && isThumb(fingers.first().position);
    SyntheticSlap slap;
    slap.picture = QImage(1600, thumbs ? 1500 : 1000, QImage::Format_Grayscale8);
    slap.picture.fill(int(largeGlassGrey));
    Glass glass(slap.picture, touch.tilt, QPointF(800, thumbs ? 900 : 470) + touch.shift);
    RandomSource random(RandomSource::mix(touch.seed, 0x736C6170ULL));
    const double pitch = (thumbs ? thumbPitch : fingerPitch) * touch.spread;
    for (const MasterFinger &finger : fingers) {
        const double pressure = random.between(0.35, 0.55) * touch.pressure;
        const TouchKind kind = touch.manners.value(finger.position, TouchKind::Good);
        const QPointF hand((place(finger.position) - (thumbs ? 0.5 : 1.5)) * pitch + random.normal() * 8,
                           -tipHeight(finger.position) + random.normal() * 25);
        const quint64 seed = random.next();
        if (touch.missing.contains(finger.position))
            continue;
        glass.lay(impression(finger, kind, pressure, seed), hand);
        // The half axes of pressFinger's contact.
        const double grow = 0.62 + 0.42 * pressure;
        const QSizeF size(0.94 * syntheticWidth * grow, syntheticHeight * grow);
        if (touch.withJoints)
            glass.lay(impression(finger, kind, pressure, seed + 1),
                      hand + QPointF(random.normal() * 4, size.height() + jointGap));
        slap.fingers.append({finger.position, glass.onGlass(hand), size});
    }
    std::sort(slap.fingers.begin(), slap.fingers.end(), [](const PlacedFinger &a, const PlacedFinger &b) {
        return place(a.position) < place(b.position);
    });
    if (touch.noise > 0)
        addNoise(slap.picture, touch.noise, random);
    return slap;
}

} // namespace indraj
