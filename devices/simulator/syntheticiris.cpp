#include "devices/simulator/syntheticiris.h"

#include "devices/simulator/plane.h"
#include "devices/simulator/randomsource.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace indraj {
namespace {

// Grey of the parts in near infrared light.
constexpr double pupilGrey = 24, irisGrey = 112, scleraGrey = 176, skinGrey = 158, lashGrey = 38,
                 lampGrey = 252, ductGrey = 196;
constexpr int textureWidth = 1024, textureHeight = 96; ///< around and across the ring

/// 0 below, 1 above, a smooth pixel or so wide.
double step(double distance, double width = 1.4) { return std::clamp(0.5 + distance / width, 0.0, 1.0); }

/// The skin of the ring: fibres outward from the pupil, a collarette, crypts. About -1 to 1.
class IrisTexture {
public:
    explicit IrisTexture(quint64 seed)
        : m_fibres(smoothNoise(textureWidth, textureHeight, 7, seed))
        , m_broad(smoothNoise(textureWidth, textureHeight, 26, seed + 1))
        , m_wave(smoothNoise(textureWidth, 4, 40, seed + 2))
    {
    }
    /// `turn` 0 to 1 around, `across` 0 at the pupil to 1 at the sclera.
    double at(double turn, double across) const
    {
        const double x = turn * (textureWidth - 1), y = across * (textureHeight - 1);
        // The noise does not close around: its ends are faded into each other.
        constexpr double seam = 40;
        const double share = std::clamp((x - (textureWidth - seam)) / seam, 0.0, 1.0);
        const auto both = [&](const Plane &plane, double yy) {
            return plane.sample(x, yy) * (1 - share)
                + plane.sample(std::max(0.0, x - (textureWidth - seam)), yy) * share;
        };
        const double collarette = 0.32 + 0.05 * both(m_wave, 1);
        const double ridge = std::exp(-std::pow((across - collarette) / 0.05, 2));
        const double crypt = std::max(0.0, -both(m_broad, y) - 0.7) * (across > collarette ? 1.0 : 0.4);
        return 0.55 * both(m_fibres, y * 0.55) + 0.35 * both(m_broad, y) + 0.8 * ridge - 1.1 * crypt;
    }

private:
    Plane m_fibres, m_broad, m_wave;
};

/// The opening between the lids: two arcs from corner to corner. Coordinates of the upright eye, the nose to
/// the right, the iris's centre at the origin, the iris's radius as the unit.
class LidOpening {
public:
    explicit LidOpening(double openness)
        : m_upper(-0.12 + 1.02 * openness)
        , m_lower(-0.05 + 1.1 * openness)
    {
    }
    static constexpr double noseCorner = 2.75, templeCorner = -2.45;
    /// Inner corner lower than the outer one.
    static double baseline(double x) { return 0.06 + 0.045 * x; }
    /// Height above the baseline of the upper lid, whose highest point lies towards the nose.
    double upper(double x) const { return m_upper * arch(x, 0.28); }
    double lower(double x) const { return m_lower * arch(x, -0.42); }
    /// Positive inside the opening; roughly the distance to the nearer lid.
    double inside(double x, double y) const
    {
        if (x < templeCorner || x > noseCorner)
            return -1;
        return std::min(y - (baseline(x) - upper(x)), baseline(x) + lower(x) - y);
    }

private:
    /// 1 at `peak`, 0 at both corners.
    static double arch(double x, double peak)
    {
        const double stretch = x > peak ? noseCorner - peak : peak - templeCorner;
        const double along = std::min(1.0, std::abs(x - peak) / stretch);
        return 1 - std::pow(along, 2.1);
    }
    double m_upper, m_lower;
};

class EyeArtist {
public:
    EyeArtist(quint64 person, EyePosition eye, const EyeView &view)
        : m_view(view)
        , m_opening(view.openness)
        , m_texture(RandomSource::mix(person, 100 + quint64(eye)))
        , m_random(RandomSource::mix(view.seed, 0x69726973ULL))
        , m_skin(smoothNoise(view.size.width(), view.size.height(), 64, view.seed + 7))
        // The applicant's right eye has the nose to the right of the picture.
        , m_mirror(eye == EyePosition::Right ? 1.0 : -1.0)
    {
        const double angle = view.roll * std::numbers::pi / 180;
        m_cos = std::cos(angle);
        m_sin = std::sin(angle);
        placeLamps();
        placeLashes();
    }

    QPointF pupilCentre() const { return toPicture(m_view.pupilShift, 0.01); }
    double pupilRadius() const { return m_view.irisRadius * m_view.pupilRatio; }

    struct Pixel {
        double grey = 0;
        double seenIris = 0; ///< how much of it is uncovered iris
        double iris = 0; ///< how much of it is iris, covered or not
    };
    Pixel at(int px, int py) const
    {
        const QPointF eye = fromPicture(px + 0.5, py + 0.5);
        const double radius = m_view.irisRadius;
        const double toIris = std::hypot(eye.x(), eye.y()) * radius - radius;
        const QPointF pupil(m_view.pupilShift, 0.01);
        const double toPupil = std::hypot(eye.x() - pupil.x(), eye.y() - pupil.y()) * radius - pupilRadius();
        const double inIris = step(-toIris, 2.6), inPupil = step(-toPupil, 1.8);
        const double open = step(m_opening.inside(eye.x(), eye.y()) * radius, 2.2);
        const double hair = lash(eye), lamp = lampAt(px, py);
        Pixel pixel;
        pixel.iris = inIris * (1 - inPupil);
        pixel.seenIris = pixel.iris * open * (1 - hair) * (1 - lamp);
        const double ball = ballGrey(eye, toIris, toPupil, inIris, inPupil);
        const double lid = skinGrey + 7 * double(m_skin.at(px, py)) - 26 * crease(eye);
        pixel.grey = ball * open + lid * (1 - open);
        pixel.grey += (lashGrey - pixel.grey) * hair;
        pixel.grey = pixel.grey * m_view.light * lampLight(px, py);
        pixel.grey += (lampGrey - pixel.grey) * lamp * open;
        return pixel;
    }

    RandomSource &random() { return m_random; }

private:
    QPointF fromPicture(double x, double y) const
    {
        const double dx = x - m_view.centre.x(), dy = y - m_view.centre.y();
        return QPointF(m_mirror * (dx * m_cos + dy * m_sin), -dx * m_sin + dy * m_cos) / m_view.irisRadius;
    }
    QPointF toPicture(double x, double y) const
    {
        const double dx = m_mirror * x * m_view.irisRadius, dy = y * m_view.irisRadius;
        return m_view.centre + QPointF(dx * m_cos - dy * m_sin, dx * m_sin + dy * m_cos);
    }

    double ballGrey(QPointF eye, double toIris, double toPupil, double inIris, double inPupil) const
    {
        const double around = std::atan2(eye.y(), eye.x()) / (2 * std::numbers::pi) + 0.5;
        const double ring = m_view.irisRadius - pupilRadius();
        const double across = std::clamp(toPupil / std::max(1.0, ring), 0.0, 1.0);
        const double limbus = -22 * std::exp(-std::pow(toIris / (0.07 * m_view.irisRadius), 2));
        double iris = irisGrey + 17 * m_texture.at(around, across) + limbus;
        double sclera = scleraGrey - 16 * std::abs(eye.x());
        const double duct = step((eye.x() - 2.28) * m_view.irisRadius, 14);
        sclera += (ductGrey - sclera) * duct;
        double pupil = pupilGrey;
        // A flat contrast draws all three towards the iris.
        sclera = irisGrey + (sclera - irisGrey) * m_view.contrast;
        pupil = irisGrey + (pupil - irisGrey) * m_view.contrast;
        iris = irisGrey + (iris - irisGrey) * std::min(1.0, 0.4 + 0.6 * m_view.contrast);
        return (sclera * (1 - inIris) + iris * inIris) * (1 - inPupil) + pupil * inPupil;
    }

    /// The fold above the upper lid and the shadow at both lids' edges.
    double crease(QPointF eye) const
    {
        const double above = LidOpening::baseline(eye.x()) - m_opening.upper(eye.x()) - eye.y();
        const double below = eye.y() - LidOpening::baseline(eye.x()) - m_opening.lower(eye.x());
        const double fold = std::exp(-std::pow((above - 0.42) / 0.05, 2));
        return fold + 0.5 * std::exp(-std::pow(std::max(0.0, std::max(above, below)) / 0.06, 2));
    }

    void placeLamps()
    {
        for (int i = 0; i < m_view.highlights; ++i) {
            const double angle = m_random.between(0, 2 * std::numbers::pi);
            const double distance = i == 0 ? m_random.between(0.02, 0.12) : m_random.between(0.35, 0.8);
            m_lamps.push_back(
                {m_view.centre + QPointF(std::cos(angle), std::sin(angle)) * distance * m_view.irisRadius,
                 m_random.between(3.5, 6.5)});
        }
    }
    /// The lamps light the middle of the picture best: whence the many greys of the skin around the eye.
    double lampLight(double px, double py) const
    {
        const double away = std::hypot(px - m_view.size.width() / 2.0, py - m_view.size.height() / 2.0)
            / m_view.size.width();
        return 1.08 - 1.1 * away * away;
    }
    double lampAt(double px, double py) const
    {
        double most = 0;
        for (const Lamp &lamp : m_lamps)
            most = std::max(most, step(lamp.radius - std::hypot(px - lamp.at.x(), py - lamp.at.y()), 2));
        return most;
    }

    void placeLashes()
    {
        const int count = int(46 * m_view.lashes);
        for (int i = 0; i < count; ++i) {
            const double x = m_random.between(-1.9, 1.9);
            const double length = m_random.between(0.2, 0.55);
            const double top = LidOpening::baseline(x) - m_opening.upper(x);
            m_lashes.push_back({{x, top - 0.03}, {x + x * 0.16 + m_random.normal() * 0.08, top + length}});
        }
    }
    double lash(QPointF eye) const
    {
        double most = 0;
        for (const Lash &hair : m_lashes) {
            const QPointF along = hair.tip - hair.root;
            const double share = std::clamp(
                QPointF::dotProduct(eye - hair.root, along) / QPointF::dotProduct(along, along), 0.0, 1.0);
            const QPointF off = eye - hair.root - along * share;
            const double thick = 1.9 * (1 - 0.7 * share);
            most = std::max(most, step(thick - std::hypot(off.x(), off.y()) * m_view.irisRadius, 1.6));
        }
        return 0.9 * most;
    }

    struct Lamp {
        QPointF at;
        double radius;
    };
    struct Lash {
        QPointF root, tip;
    };
    const EyeView &m_view;
    LidOpening m_opening;
    IrisTexture m_texture;
    RandomSource m_random;
    Plane m_skin;
    double m_mirror;
    double m_cos = 1, m_sin = 0;
    std::vector<Lamp> m_lamps;
    std::vector<Lash> m_lashes;
};

/// One direction of a blur: a kernel of weights, the border repeated.
void smear(Plane &plane, const std::vector<double> &kernel, bool sideways)
{
    const int stretch = int(kernel.size() / 2);
    const Plane before = plane;
    for (int y = 0; y < plane.height(); ++y) {
        float *row = plane.row(y);
        for (int x = 0; x < plane.width(); ++x) {
            double sum = 0;
            for (int k = -stretch; k <= stretch; ++k) {
                const int sx = sideways ? std::clamp(x + k, 0, plane.width() - 1) : x;
                const int sy = sideways ? y : std::clamp(y + k, 0, plane.height() - 1);
                sum += kernel[size_t(k + stretch)] * double(before.at(sx, sy));
            }
            row[x] = float(sum);
        }
    }
}

std::vector<double> gaussian(double deviation)
{
    const int stretch = std::max(1, int(std::ceil(deviation * 3)));
    std::vector<double> kernel;
    double sum = 0;
    for (int k = -stretch; k <= stretch; ++k)
        sum += kernel.emplace_back(std::exp(-0.5 * k * k / (deviation * deviation)));
    for (double &weight : kernel)
        weight /= sum;
    return kernel;
}

void spoil(Plane &grey, const EyeView &view)
{
    if (view.blur > 0.05) {
        const std::vector<double> kernel = gaussian(view.blur);
        smear(grey, kernel, true);
        smear(grey, kernel, false);
    }
    if (view.motion >= 2) {
        const int length = int(view.motion) | 1;
        smear(grey, std::vector<double>(size_t(length), 1.0 / length), true);
    }
}

} // namespace

SyntheticEye drawEye(quint64 personSeed, EyePosition eye, const EyeView &view)
{
    EyeArtist artist(personSeed, eye, view);
    Plane grey(view.size.width(), view.size.height());
    SyntheticEye drawn;
    drawn.picture = QImage(view.size, QImage::Format_Grayscale8);
    drawn.truth.mask = QImage(view.size, QImage::Format_Grayscale8);
    double ring = 0, seen = 0;
    for (int y = 0; y < view.size.height(); ++y) {
        float *row = grey.row(y);
        uchar *mask = drawn.truth.mask.scanLine(y);
        for (int x = 0; x < view.size.width(); ++x) {
            const EyeArtist::Pixel pixel = artist.at(x, y);
            row[x] = float(pixel.grey);
            mask[x] = pixel.seenIris > 0.5 ? 255 : 0;
            ring += pixel.iris;
            seen += pixel.seenIris;
        }
    }
    spoil(grey, view);
    for (int y = 0; y < view.size.height(); ++y) {
        uchar *line = drawn.picture.scanLine(y);
        for (int x = 0; x < view.size.width(); ++x)
            line[x] = uchar(
                std::clamp(double(grey.at(x, y)) + view.noise * artist.random().normal(), 0.0, 255.0));
    }
    drawn.truth.irisCentre = view.centre;
    drawn.truth.irisRadius = view.irisRadius;
    drawn.truth.pupilCentre = artist.pupilCentre();
    drawn.truth.pupilRadius = artist.pupilRadius();
    drawn.truth.usable = ring > 0 ? seen / ring : 0;
    return drawn;
}

} // namespace indraj
