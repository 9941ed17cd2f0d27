#pragma once

#include "capture/facecapture.h"
#include "enrollment/portraitsize.h"

namespace indraj {

/// Crop and rotation of a portrait by hand (BSI TR-03121 v6.0, ACQ-FI-SV-4): where the frame lies.
/// `automatic` is a candidate as the capture gave it. Pure; any thread.

/// A frame over the whole picture of a candidate, in its px.
struct HandFrame {
    QPointF centre;
    QSizeF size;
    double degrees = 0; ///< turned with the clock
};

/// What may be asked for: more is not a crop of this face any more.
struct HandLimits {
    static constexpr double mostDegrees = 15;
    static constexpr double leastSize = 0.5;
    static constexpr double mostSize = 2;
};

QSize wholeSizeOf(const FaceCandidate &candidate); ///< px of its whole picture
/// How many px of the whole picture one is wide of the picture in which it was judged live.
double wholeScaleOf(const FaceCandidate &candidate);
bool canBeCutByHand(const FaceCandidate &candidate); ///< its picture and the automatic frame are known

/// The nearest adjustment whose frame lies wholly within the picture and within HandLimits. Values in full
/// px, thousandths of size and tenths of a degree, so that what is written down is what was cut.
CropAdjustment withinPicture(const FaceCandidate &automatic, const CropAdjustment &wanted);

/// The frame of an adjustment that withinPicture() gave.
HandFrame handFrame(const FaceCandidate &automatic, const CropAdjustment &adjustment);

/// Which of portraitSizes comes of it, without enlarging.
struct HandSize {
    QSize portrait; ///< px that are kept
    double eyeDistance = 0; ///< px in it
    QLatin1StringView name; ///< of portraitSizeName()
};
HandSize handSize(const FaceCandidate &automatic, const CropAdjustment &adjustment);

} // namespace indraj
