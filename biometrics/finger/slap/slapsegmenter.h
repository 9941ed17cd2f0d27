#pragma once

#include "enrollment/samples.h"

#include <QImage>
#include <QList>
#include <QPolygonF>
#include <QRect>
#include <QSet>

#include <optional>

namespace indraj {

enum class SlapKind { RightFour, LeftFour, BothThumbs };

/// What makes one finger of a slap doubtful.
enum class SegmentDoubt {
    CutOff, ///< reaches the picture's upper, left or right border
    Joined, ///< ran together with its neighbour and was parted from it
    OddWidth, ///< much wider or narrower than its neighbours
    OddLength, ///< too short for a fingertip, or beside its neighbours
    OddHeight, ///< the tip lies where this finger's tip cannot lie beside the others
};

/// What makes the whole slap doubtful.
enum class SlapProblem {
    NoFingers, ///< no ridges at all
    TooFew, ///< a finger that was not declared missing was not found: none gets a position
    TooMany, ///< more than were expected, perhaps one declared missing: none gets a position
    WrongHand, ///< the other hand, or turned round
    HandUnclear, ///< the heights of the tips do not tell left from right
    Tilted, ///< more than 35 degrees
};

/// Stable codes for reports: "cut-off", "too-few" and so on.
QString segmentDoubtCode(SegmentDoubt doubt);
QString slapProblemCode(SlapProblem problem);

/// The last phalanx of one finger: a rectangle that leans with the hand.
struct FingerSegment {
    QPointF centre; ///< pixels of the slap
    QSizeF size; ///< pixels, across and along the finger
    double tilt = 0; ///< degrees clockwise from upright
    std::optional<FingerPosition> position; ///< absent when the count is not what was expected
    QList<SegmentDoubt> doubts;

    QPolygonF corners() const; ///< from the upper left one of the upright finger, clockwise
};

struct SlapSegmentation {
    QList<FingerSegment> fingers; ///< from left to right
    QList<SlapProblem> problems;
    bool handChecked = false; ///< thumbs and single fingers do not tell the hand
    double tilt = 0; ///< degrees clockwise, of the hand

    /// Nothing is doubtful. What is not sure must be looked at by a person or captured again.
    bool isSure() const;
};

/// Finds the fingers of a four-finger or two-thumb picture of 500 pixels per inch, 8-bit grey, dark ridges on
/// light; hand tilt to 30 degrees. `missing` are the declared exceptions. Pure; any thread; the cost is in
/// docs/performance.md.
SlapSegmentation segmentSlap(const QImage &slap, SlapKind kind, const QSet<FingerPosition> &missing = {});

/// The fingers a slap should show, from left to right on the glass, without the missing ones.
QList<FingerPosition> expectedFingers(SlapKind kind, const QSet<FingerPosition> &missing);

/// Where the segmentation sees ridges, 255 or 0, one pixel for each slapCell x slapCell pixels of the slap;
/// for drawing. Null when there is no picture.
QImage slapCells(const QImage &slap);
inline constexpr int slapCell = 8;

/// One finger upright with a small margin, white beyond the slap. Up to 3 degrees the pixels stay as
/// scanned; beyond that they are turned (bicubic). Pure.
QImage cutFinger(const QImage &slap, const FingerSegment &segment);

} // namespace indraj
