#pragma once

#include "devices/simulator/syntheticfinger.h"

#include <QHash>
#include <QList>
#include <QPointF>
#include <QSet>

namespace indraj {

/// How a hand is laid on a large scanner once.
struct SlapTouch {
    double tilt = 0; ///< degrees clockwise
    QPointF shift; ///< pixels, of the whole hand
    double spread = 1; ///< distance between the fingers; 1 is usual, 0.86 touching
    bool withJoints = false; ///< the next phalanx is on the glass too
    double noise = 0; ///< grey deviation of the empty glass
    QSet<FingerPosition> missing; ///< fingers that are not on the glass
    /// Fingers that are not laid on well; the others are. Partial has no place on a large glass: as Light.
    QHash<FingerPosition, TouchKind> manners;
    double pressure = 1; ///< of the whole hand: 1 as is usual, 0 barely; what a live picture shows before
    quint64 seed = 0;
};

/// Where a finger came to lie.
struct PlacedFinger {
    FingerPosition position = FingerPosition::RightThumb;
    QPointF centre; ///< pixels, of the last phalanx
    QSizeF size; ///< pixels, across and along; of the contact
};

struct SyntheticSlap {
    QImage picture; ///< 1600 x 1500 for two thumbs, 1600 x 1000 for four fingers; Format_Grayscale8
    QList<PlacedFinger> fingers; ///< from left to right
};

/// Lays grown fingers (one hand's four or both thumbs, in any order) on one picture as a hand does: the
/// middle finger highest, the little one lowest. Pure.
SyntheticSlap pressSlap(const QList<MasterFinger> &fingers, const SlapTouch &touch);

} // namespace indraj
