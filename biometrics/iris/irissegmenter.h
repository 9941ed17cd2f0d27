#pragma once

#include <QImage>
#include <QList>
#include <QPointF>

#include <tl/expected.hpp>

namespace indraj {

struct IrisCircle {
    QPointF centre; ///< pixels, from the upper left corner of the picture
    double radius = 0; ///< pixels
};

/// Where the pupil's border lies in one direction.
struct PupilBorderPoint {
    double radius = 0; ///< pixels from the pupil's centre
    bool isSeen = false; ///< false: a lid, a lash or a reflection is there
};

/// A lid as a parabola: y = top + bend * (x - apex)^2. The upper lid bends down (bend > 0), the lower one up.
struct LidCurve {
    bool found = false; ///< false: it does not reach the iris
    double apex = 0; ///< pixels
    double top = 0; ///< pixels
    double bend = 0; ///< 1 / pixels
    double at(double x) const { return top + bend * (x - apex) * (x - apex); }
};

/// Where the iris lies and what of it is seen.
struct IrisSegmentation {
    IrisCircle pupil;
    IrisCircle iris;
    LidCurve upperLid;
    LidCurve lowerLid;
    QList<PupilBorderPoint> pupilBorder; ///< in regular directions all round
    QImage usable; ///< Format_Grayscale8 of the picture's size: 255 where the iris is seen, else 0
    double pupilEdge = 0; ///< grey levels by which the pupil's border steps
    double irisEdge = 0; ///< grey levels by which the iris's border steps
};

enum class IrisProblem {
    NotGrey, ///< not Format_Grayscale8
    WrongSize, ///< a side below 240 or over 2000 pixels
    NoPupil, ///< nothing round and dark
    NoIris, ///< a pupil, but no border around it
};

/// Finds pupil, iris and lids of one eye in near infrared light by Daugman's integro-differential operator:
/// the circle over which the mean grey steps most. Parabolas for the lids likewise; lashes and reflections by
/// their grey. What has no dark disc with a border all round it, and a second border around that, is no eye.
/// Tested on drawn eyes whose truth is known; there were no pictures of real ones (docs/iris-quality.md).
/// Pure; any thread; the cost is there too.
tl::expected<IrisSegmentation, IrisProblem> segmentIris(const QImage &picture);

} // namespace indraj
