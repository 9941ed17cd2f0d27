#include "biometrics/iris/measures/irisgreys.h"

#include <algorithm>
#include <cmath>

namespace indraj::irismeasures {
namespace {

double distanceTo(const IrisCircle &circle, int x, int y)
{
    return std::hypot(x + 0.5 - circle.centre.x(), y + 0.5 - circle.centre.y());
}

bool isBetweenLids(const IrisSegmentation &eye, double x, double y)
{
    return (!eye.upperLid.found || y > eye.upperLid.at(x)) && (!eye.lowerLid.found || y < eye.lowerLid.at(x));
}

} // namespace

double GreyCount::median() const
{
    qint64 seen = 0;
    for (size_t grey = 0; grey < m_counts.size(); ++grey) {
        seen += m_counts[grey];
        if (seen > 0 && 2 * seen >= m_total)
            return double(grey);
    }
    return 0;
}

double GreyCount::entropy() const
{
    double bits = 0;
    for (const qint64 count : m_counts) {
        if (count > 0) {
            const double share = double(count) / double(m_total);
            bits -= share * std::log2(share);
        }
    }
    return bits;
}

double GreyCount::shareFrom(int grey) const
{
    qint64 count = 0;
    for (int i = std::max(0, grey); i < int(m_counts.size()); ++i)
        count += m_counts[size_t(i)];
    return m_total == 0 ? 0 : double(count) / double(m_total);
}

EyeGreys greysOf(const QImage &picture, const IrisSegmentation &eye)
{
    EyeGreys greys;
    const double reach = 1.2 * eye.iris.radius;
    for (int y = 0; y < picture.height(); ++y) {
        const uchar *row = picture.constScanLine(y);
        const uchar *usable = eye.usable.constScanLine(y);
        for (int x = 0; x < picture.width(); ++x) {
            greys.all.add(row[x]);
            if (std::abs(y - eye.iris.centre.y()) > reach || std::abs(x - eye.iris.centre.x()) > reach)
                continue;
            const double toPupil = distanceTo(eye.pupil, x, y) / eye.pupil.radius;
            const double toIris = distanceTo(eye.iris, x, y) / eye.iris.radius;
            if (toPupil < 0.8) {
                greys.pupil.add(row[x]);
            } else if (toPupil > 1 && toIris < 1) {
                ++greys.ring;
                greys.seen += usable[x] ? 1 : 0;
                if (usable[x] && toIris < 0.9 && toPupil > 1.1)
                    greys.iris.add(row[x]);
            } else if (toIris > 1.1 && toIris < 1.2 && isBetweenLids(eye, x + 0.5, y + 0.5)) {
                greys.sclera.add(row[x]);
            }
        }
    }
    return greys;
}

double usableArea(const EyeGreys &greys)
{
    return greys.ring == 0 ? 0 : 100.0 * double(greys.seen) / double(greys.ring);
}

std::optional<double> scleraContrast(const EyeGreys &greys)
{
    if (greys.iris.total() == 0 || greys.sclera.total() == 0)
        return {};
    const double pupil = greys.pupil.median(), iris = greys.iris.median(), sclera = greys.sclera.median();
    // Where the pupil is the brightest of the three, nothing can be said of the other two.
    if (pupil >= iris || sclera + iris <= 2 * pupil)
        return 0;
    return 100 * std::abs(sclera - iris) / (sclera + iris - 2 * pupil);
}

std::optional<double> pupilContrast(const EyeGreys &greys)
{
    constexpr double ownLight = 20, half = 0.75;
    if (greys.iris.total() == 0 || greys.pupil.total() == 0)
        return {};
    const double pupil = greys.pupil.median();
    const double weber = std::max(0.0, greys.iris.median() - pupil) / (ownLight + pupil);
    return 100 * weber / (half + weber);
}

double greyUse(const EyeGreys &greys) { return greys.all.entropy(); }

} // namespace indraj::irismeasures
