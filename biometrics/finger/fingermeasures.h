#pragma once

#include "biometrics/finger/measures/histogram.h"

#include <QByteArray>
#include <QImage>
#include <QRect>

#include <tl/expected.hpp>

#include <vector>

namespace indraj {

enum class MeasureSet {
    Preview, ///< frequency, certainty and the grey means: cheap enough for every picture of a stream
    All,
};

/// Native quality measures of a plain finger picture of 500 pixels per inch, as NFIQ 2.3 defines them
/// (ISO/IEC 29794-4:2024, clause 6): on blocks of 32 x 32 pixels of the picture without its white border.
/// Each measure has a unit of its own in measures/.
struct FingerMeasures {
    MeasureSet set = MeasureSet::All; ///< what was taken; the rest is zero
    MeasureHistogram frequency; ///< FDA, ridge periodicity
    MeasureHistogram clarity; ///< LCS, local clarity of ridges against valleys; All only
    MeasureHistogram certainty; ///< OCL, orientation certainty; every whole block, background too
    MeasureHistogram flow; ///< OF, orientation flow against the neighbours; All only
    MeasureHistogram uniformity; ///< RVUP, ridge width to valley width; All only
    double mean = 0; ///< Mu, grey, 0-255
    double meanOfBlocks = 0; ///< MMB, grey, 0-255

    // Ours, for the causes of a poor picture:
    int width = 0; ///< pixels, without the white border
    int height = 0; ///< pixels, without the white border
    double contrast = 0; ///< deviation of the grey values
    int ridgeArea = 0; ///< pixels in windows with one clear direction and grey contrast
    double inkShare = 0; ///< of those windows: share of pixels darker than their middle grey
    double ridgeContrast = 0; ///< of those windows: mean deviation of their grey values
    double ridgeCertainty = 0; ///< of those windows: mean orientation certainty, 0-1
    double unclearShare = 0; ///< of the windows with contrast: share without one clear direction, 0-1
    QSize pictureSize; ///< pixels, white border included
    QRect ridgeBox; ///< of the windows with ridges, in pixels of the picture with its border

    friend bool operator==(const FingerMeasures &, const FingerMeasures &) = default;
};

enum class MeasureFault {
    NotGrey8, ///< not a Format_Grayscale8 picture
    TooLarge, ///< over 800 x 1000 pixels without its border
    Uniform, ///< no contrast, or nothing left without its border
    TooSmall, ///< fewer than ten windows with contrast
};

/// Pure; any thread. The cost is in docs/performance.md.
tl::expected<FingerMeasures, MeasureFault> measureFinger(const QImage &picture,
                                                         MeasureSet set = MeasureSet::All);

/// The numbers the quality models choose from, in a fixed order, and their names as in NIST's tables.
std::vector<double> featureVector(const FingerMeasures &measures);
const std::vector<QByteArray> &featureNames();
/// Whether the measure of that name is how many windows fell into a bin, and not a mean or deviation.
bool isCount(const QByteArray &featureName);

/// What one window of the picture contributes; for drawing.
struct FingerWindow {
    enum class Kind { Blank, Unclear, Ridges };
    QRect area; ///< pixels of the picture with its border
    Kind kind = Kind::Blank;
    bool foreground = false; ///< NFIQ 2's: only these have a frequency and a clarity
    double orientation = 0; ///< radians across the ridges, as coded by NFIQ 2
    double certainty = 0; ///< 0-1, negative without any gradient
    double frequency = 0; ///< FDA's local value
    double clarity = 0; ///< LCS's local value
};
/// Empty when the picture cannot be measured. Pure; any thread.
std::vector<FingerWindow> fingerWindows(const QImage &picture);

} // namespace indraj
