#pragma once

#include "enrollment/eyes.h"

#include <QImage>
#include <QPointF>
#include <QtGlobal>

namespace indraj {

/// How an eye is held before an iris camera once. Lengths in pixels of the picture.
struct EyeView {
    QSize size{640, 480};
    QPointF centre{320, 240}; ///< of the iris
    double irisRadius = 115;
    double pupilRatio = 0.4; ///< radius of the pupil by that of the iris
    double openness = 1; ///< 1 wide enough that the lids barely touch the iris, 0 closed
    double lashes = 0.3; ///< 0 none to 1 thick, in front of the iris
    int highlights = 1; ///< reflections of the lamps on the pupil and the iris
    double blur = 0; ///< deviation of the defocus
    double motion = 0; ///< length of a sideways movement
    double light = 1; ///< 1 usual; below darker, above brighter until it is burnt out
    double contrast = 1; ///< of the iris against pupil and sclera
    double noise = 2; ///< grey deviation of the sensor
    double roll = 0; ///< degrees clockwise
    double pupilShift = 0.035; ///< of the pupil towards the nose, by the radius of the iris
    quint64 seed = 0; ///< of what is different in every picture
};

/// Where everything came to lie: what a segmentation is tested against.
struct EyeTruth {
    QPointF irisCentre;
    double irisRadius = 0;
    QPointF pupilCentre;
    double pupilRadius = 0;
    double usable = 0; ///< share of the ring between pupil and sclera that nothing covers, 0 to 1
    QImage mask; ///< Format_Grayscale8: 255 where the iris is seen, else 0
};

struct SyntheticEye {
    QImage picture; ///< Format_Grayscale8, as a camera in near infrared light gives it
    EyeTruth truth;
};

/// Draws an eye that belongs to nobody. The iris has fibres, a collarette and crypts out of noise; the lids
/// and the corners lie as in a human eye, the tear duct towards the nose. Pure: the same seeds give the
/// same picture on every machine. About 0.1 s.
SyntheticEye drawEye(quint64 personSeed, EyePosition eye, const EyeView &view);

} // namespace indraj
