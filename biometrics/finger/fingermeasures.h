#pragma once

#include <QImage>

#include <tl/expected.hpp>

#include <array>
#include <vector>

namespace indraj {

/// Local values of one kind: ten bins with fixed edges, their mean and their population deviation.
struct MeasureHistogram {
    std::array<int, 10> bins{};
    double mean = 0;
    double deviation = 0;
    int count = 0; ///< local values that went in

    friend bool operator==(const MeasureHistogram &, const MeasureHistogram &) = default;
};

/// Native quality measures of a plain finger picture of 500 pixels per inch, as NFIQ 2.3 defines them
/// (ISO/IEC 29794-4:2024, clause 6): on blocks of 32 x 32 pixels of the picture without its white border.
struct FingerMeasures {
    MeasureHistogram frequency; ///< FDA, ridge periodicity
    MeasureHistogram clarity; ///< LCS, local clarity of ridges against valleys
    MeasureHistogram certainty; ///< OCL, orientation certainty; every whole block, background too
    MeasureHistogram flow; ///< OF, orientation flow against the neighbours
    MeasureHistogram uniformity; ///< RVUP, ridge width to valley width
    double mean = 0; ///< Mu, grey, 0-255
    double meanOfBlocks = 0; ///< MMB, grey, 0-255

    // Ours, for the causes of a poor picture:
    int width = 0; ///< pixels, without the white border
    int height = 0; ///< pixels, without the white border
    double contrast = 0; ///< deviation of the grey values
    int ridgeArea = 0; ///< pixels in windows with one clear direction and grey contrast
    double inkShare = 0; ///< of those windows: share of pixels darker than their middle grey
    double ridgeContrast = 0; ///< of those windows: mean deviation of their grey values

    friend bool operator==(const FingerMeasures &, const FingerMeasures &) = default;
};

enum class MeasureFault {
    NotGrey8, ///< not a Format_Grayscale8 picture
    TooLarge, ///< over 800 x 1000 pixels without its border
    Uniform, ///< no contrast, or nothing left without its border
    TooSmall, ///< fewer than ten windows with contrast
};

/// Pure; any thread. About 10 ms for 400 x 400 pixels.
tl::expected<FingerMeasures, MeasureFault> measureFinger(const QImage &picture);

/// The numbers the quality model is trained on, in its fixed order, and their names as in NIST's tables.
std::vector<double> featureVector(const FingerMeasures &measures);
const std::vector<QByteArray> &featureNames();

} // namespace indraj
