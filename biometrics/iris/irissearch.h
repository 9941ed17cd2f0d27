#pragma once

#include "biometrics/iris/irissegmenter.h"

#include <opencv2/core/mat.hpp>

#include <optional>
#include <vector>

/// Internal to iris/: the search for circles and lids.
namespace indraj::irissearch {

/// Directions in which a circle is looked at.
struct Directions {
    std::vector<cv::Point2d> units; ///< (cos, sin), y downwards
    static Directions around(int count); ///< all round
    /// Two sectors about the horizontal, where no lid covers the border; half as wide as `degrees`.
    static Directions sideways(int count, double degrees);
};

struct CircleFit {
    cv::Point2d centre;
    double radius = 0;
    double step = 0; ///< grey levels by which the mean over the circle rises there
    double score = 0; ///< the step, less where only a part of the circle has it
    double share = 0; ///< of the directions that have the step, 0-1
};

/// The radius between `from` and `to` at which the mean grey over the circle rises most, with the rise summed
/// over `span` pixels on both sides. Picture CV_8U or CV_32F.
CircleFit bestRadius(const cv::Mat &grey, cv::Point2d centre, double from, double to, double span,
                     const Directions &directions);

/// The same, scored by the share of the directions that have the step: a true border has it all along, a few
/// lashes or a corner of the eye do not.
CircleFit scoredRadius(const cv::Mat &grey, cv::Point2d centre, double from, double to, double span,
                       const Directions &directions);

/// Which circles are looked at: about a centre, on a grid of centres, between two radii.
struct CircleSearch {
    cv::Point2d centre;
    double reach = 0, pitch = 1; ///< pixels each way, pixels from centre to centre
    double from = 0, to = 0; ///< radius
    double span = 3; ///< as bestRadius()
    std::optional<CircleFit> enclosed; ///< what has to lie inside, with a tenth of its radius to spare
};

/// The best of all of them.
CircleFit bestCircle(const cv::Mat &grey, const CircleSearch &search, const Directions &directions);

/// The pupil in a small picture, without any idea of where it is.
CircleFit findPupil(const cv::Mat &small);

/// The radius in each of the directions at which the grey rises most, within a fifth of the circle's. Not
/// seen where it rises by less than half of the circle's own step.
QList<PupilBorderPoint> traceBorder(const cv::Mat &grey, const CircleFit &circle,
                                    const Directions &directions);

/// A lid's border inside the iris: the parabola over which the grey steps most from the eye to the skin, by
/// `leastStep` grey levels at least.
LidCurve findLid(const cv::Mat &grey, const IrisCircle &iris, const IrisCircle &pupil, double leastStep,
                 bool upper);

/// Bright spots of the lamps taken out, so that they do not pull circles towards them. CV_8U.
cv::Mat withoutHighlights(const cv::Mat &grey);

} // namespace indraj::irissearch
