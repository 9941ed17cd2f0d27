#pragma once

#include <QImage>
#include <QPoint>
#include <QSize>

#include <tl/expected.hpp>

#include <vector>

namespace indraj {

/// A place where a ridge ends or splits.
struct Minutia {
    enum class Kind : quint8 { Ending, Bifurcation };
    float x = 0; ///< pixels from the left, of the picture
    float y = 0; ///< pixels from the top
    float angle = 0; ///< radians, -pi to pi, y downwards: along the ridge that ends, into the fork that opens
    float quality = 0; ///< 0-1, how clear the ridges around it are
    Kind kind = Kind::Ending;
};

/// What comparison needs of a finger. Personal data like the picture itself: outside memory only sealed, as a
/// record (record/minutiaerecord.h).
struct FingerTemplate {
    static constexpr int cell = 8; ///< pixels of the direction map's cells
    static constexpr quint8 outside = 255;

    QSize pictureSize; ///< pixels at 500 per inch
    std::vector<Minutia> minutiae; ///< the clearest first, at most 90
    QSize cells; ///< of `directions`
    std::vector<quint8> directions; ///< by rows: 0-179 degrees along the ridges, y downwards, or `outside`

    /// `outside` beyond the picture too.
    quint8 directionAt(float x, float y) const
    {
        const int column = int(x) / cell, row = int(y) / cell;
        if (x < 0 || y < 0 || column >= cells.width() || row >= cells.height())
            return outside;
        return directions[size_t(row) * size_t(cells.width()) + size_t(column)];
    }
};

enum class TemplateFault {
    NotGrey8,
    WrongSize, ///< under 64 or over 1600 pixels a side
    NoRidges,
};

/// Minutiae and ridge directions of a plain or rolled finger, 8-bit grey, dark ridges on light, 500 pixels
/// per inch. Pure; any thread; about 70 ms.
tl::expected<FingerTemplate, TemplateFault> fingerTemplate(const QImage &picture);

} // namespace indraj
