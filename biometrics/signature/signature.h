#pragma once

#include <QList>
#include <QRectF>
#include <QSize>

namespace indraj {

/// One place of the pen on the field.
struct PenPoint {
    int x = 0; ///< 0.01 mm from the left edge of the field
    int y = 0; ///< 0.01 mm from its lower edge, upwards
    int at = 0; ///< milliseconds since the first point of the signature
    int pressure = 0; ///< 0-65535 of the device's range; no meaning without Signature::hasPressure
    friend bool operator==(const PenPoint &, const PenPoint &) = default;
};

/// From touching to lifting; one point is a dot.
using PenStroke = QList<PenPoint>;

/// A handwritten signature as it came about (ISO/IEC 19794-7: signature/sign time series data).
struct Signature {
    static constexpr int largestField = 32767; ///< 0.01 mm a side
    static constexpr int mostPoints = 20'000;
    static constexpr int mostStrokes = 500;
    static constexpr int fullPressure = 65535;

    QSize field; ///< 0.01 mm, what could be written on
    bool hasPressure = false;
    QList<PenStroke> strokes; ///< in time; none is empty
    friend bool operator==(const Signature &, const Signature &) = default;
};

/// What can be said about a signature without knowing the writer.
struct SignatureFacts {
    int strokes = 0;
    double inkMillimetres = 0; ///< the way of the pen while it touched
    double seconds = 0; ///< from the first touch to the last lift
    QSizeF extent; ///< millimetres, of everything written
    /// So little that it is rather a slip of the hand: under 8 mm of ink, or nowhere wider than 4 mm. A hint
    /// for the operator; a cross may be somebody's sign.
    bool isScant() const;
};

/// Pure; any thread.
SignatureFacts signatureFacts(const Signature &signature);

} // namespace indraj
