#pragma once

#include "biometrics/iris/irissegmenter.h"

#include <array>
#include <optional>

/// Measures of ISO/IEC 29794-6:2015 that are taken from greys.
namespace indraj::irismeasures {

/// How often each grey occurs.
class GreyCount {
public:
    void add(uchar grey)
    {
        ++m_counts[grey];
        ++m_total;
    }
    qint64 total() const { return m_total; }
    double median() const; ///< 0 when empty
    double entropy() const; ///< bits, 0-8
    double shareFrom(int grey) const; ///< of the pixels that are at least as bright, 0-1

private:
    std::array<qint64, 256> m_counts{};
    qint64 m_total = 0;
};

/// The greys between which the measures are taken.
struct EyeGreys {
    GreyCount pupil; ///< up to 0.8 of its radius
    GreyCount iris; ///< what is seen of the ring, clear of both borders
    GreyCount sclera; ///< between 1.1 and 1.2 radii of the iris, between the lids
    GreyCount all; ///< the whole picture
    qint64 ring = 0, seen = 0; ///< pixels of the ring, and those that nothing covers
};

/// `picture` and what segmentIris() found in it. Pure.
EyeGreys greysOf(const QImage &picture, const IrisSegmentation &eye);

/// 6.2.1: per cent of the ring that nothing covers, 0-100.
double usableArea(const EyeGreys &greys);
/// 6.2.2: medians of sclera and iris, by the way from the pupil's to both, 0-100. Nothing where no sclera is
/// seen.
std::optional<double> scleraContrast(const EyeGreys &greys);
/// 6.2.3: Weber contrast of the medians of iris and pupil, with the grey 20 as the eye's own light, brought
/// to 0-100. Nothing where no iris is seen.
std::optional<double> pupilContrast(const EyeGreys &greys);
/// 6.2.5: entropy of the picture's greys, 0-8 bits.
double greyUse(const EyeGreys &greys);

} // namespace indraj::irismeasures
