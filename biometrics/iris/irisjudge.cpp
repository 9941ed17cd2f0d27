#include "biometrics/iris/irisjudge.h"

#include "biometrics/iris/measures/irisgreys.h"
#include "biometrics/iris/measures/irisshape.h"
#include "biometrics/iris/measures/irissharpness.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace indraj {

namespace {

struct ScorePoint {
    double value;
    int score;
};
using ScoreCurve = std::vector<ScorePoint>;

/// Ascending values; level before the first and after the last.
const ScoreCurve &curveOf(IrisMeasure measure)
{
    static const std::array<ScoreCurve, allIrisMeasures.size()> curves{
        ScoreCurve{{0, 0}, {70, 60}, {95, 100}}, // usable area, per cent
        ScoreCurve{{0, 0}, {5, 60}, {25, 100}}, // sclera contrast
        ScoreCurve{{0, 0}, {30, 60}, {70, 100}}, // pupil contrast
        ScoreCurve{{0, 0}, {70, 60}, {98, 100}}, // pupil circularity
        ScoreCurve{{0, 0}, {6, 60}, {7.2, 100}}, // grey use, bits
        ScoreCurve{{0, 0}, {80, 60}, {120, 100}}, // iris radius, pixels
        ScoreCurve{{5, 0}, {20, 60}, {30, 100}, {55, 100}, {70, 60}, {85, 0}}, // pupil ratio, per cent
        ScoreCurve{{60, 0}, {90, 60}, {97, 100}}, // concentricity
        ScoreCurve{{0, 0}, {80, 60}, {100, 100}}, // margin
        ScoreCurve{{0, 0}, {20, 60}, {60, 100}}, // sharpness
    };
    return curves[size_t(measure)];
}

double mostOf(IrisMeasure measure)
{
    switch (measure) {
    case IrisMeasure::GreyUse:
        return 8;
    case IrisMeasure::IrisRadius:
        return 1000; // half of the longest side that is taken
    default:
        return 100;
    }
}

IrisCriterion criterionOf(IrisMeasure measure, const std::optional<double> &value, const IrisPolicy &policy)
{
    IrisCriterion criterion;
    criterion.measure = measure;
    criterion.value = value;
    criterion.most = mostOf(measure);
    const auto range = std::find_if(policy.ranges.begin(), policy.ranges.end(),
                                    [measure](const IrisRange &one) { return one.measure == measure; });
    if (range != policy.ranges.end()) {
        criterion.lower = range->lower;
        criterion.upper = range->upper;
    }
    if (value) {
        criterion.score = irisMeasureScore(measure, *value);
        criterion.isHeld = (!criterion.lower || *value >= *criterion.lower)
            && (!criterion.upper || *value <= *criterion.upper);
    }
    return criterion;
}

std::optional<double> measured(IrisMeasure measure, const QImage &picture, const IrisSegmentation &eye,
                               const irismeasures::EyeGreys &greys)
{
    using namespace irismeasures;
    switch (measure) {
    case IrisMeasure::UsableArea:
        return usableArea(greys);
    case IrisMeasure::ScleraContrast:
        return scleraContrast(greys);
    case IrisMeasure::PupilContrast:
        return pupilContrast(greys);
    case IrisMeasure::PupilCircularity:
        return pupilCircularity(eye);
    case IrisMeasure::GreyUse:
        return greyUse(greys);
    case IrisMeasure::IrisRadius:
        return eye.iris.radius;
    case IrisMeasure::PupilRatio:
        return irismeasures::pupilRatio(eye);
    case IrisMeasure::Concentricity:
        return concentricity(eye);
    case IrisMeasure::Margin:
        return marginAdequacy(picture.size(), eye);
    case IrisMeasure::Sharpness:
        return sharpness(picture);
    }
    return {};
}

/// Greys that cannot be the eye's own: the picture as a whole is lit wrongly.
std::optional<IrisAdvice> adviceOnLight(const irismeasures::GreyCount &all)
{
    constexpr int burnt = 250, dark = 80;
    constexpr double mostBurnt = 0.1; ///< of the picture
    if (all.shareFrom(burnt) > mostBurnt)
        return IrisAdvice::TooBright;
    if (all.median() < dark)
        return IrisAdvice::TooDark;
    return {};
}

IrisAdvice adviceOnMargin(const QSize &size, const IrisCircle &iris)
{
    // The margins that are asked for, with the share of them that has to be there.
    constexpr double wide = 2 * (1 + 0.6 * 0.8), high = 2 * (1 + 0.2 * 0.8);
    const bool fits = wide * iris.radius <= size.width() && high * iris.radius <= size.height();
    return fits ? IrisAdvice::MoveToMiddle : IrisAdvice::MoveBack;
}

IrisAdvice adviceOn(const IrisCriterion &criterion, const QSize &size, const IrisSegmentation &eye)
{
    switch (criterion.measure) {
    case IrisMeasure::UsableArea:
        return IrisAdvice::OpenWider;
    case IrisMeasure::ScleraContrast:
    case IrisMeasure::PupilContrast:
    case IrisMeasure::GreyUse:
        return IrisAdvice::LowContrast;
    case IrisMeasure::IrisRadius:
        return IrisAdvice::ComeCloser;
    case IrisMeasure::PupilRatio:
        return eye.pupil.radius > 0.45 * eye.iris.radius ? IrisAdvice::PupilTooWide
                                                         : IrisAdvice::PupilTooNarrow;
    case IrisMeasure::Margin:
        return adviceOnMargin(size, eye.iris);
    case IrisMeasure::Sharpness:
        return IrisAdvice::HoldStill;
    case IrisMeasure::PupilCircularity:
    case IrisMeasure::Concentricity:
        break;
    }
    return IrisAdvice::LookStraight;
}

/// For every measure that is not held; where all are and the score is too low nevertheless, for the weakest.
QList<IrisAdvice> adviceFor(const IrisJudgement &judgement, const QSize &size,
                            const irismeasures::GreyCount &all)
{
    QList<IrisAdvice> advice;
    for (const IrisCriterion &criterion : judgement.criteria) {
        if (!criterion.isHeld)
            advice.append(adviceOn(criterion, size, *judgement.eye));
    }
    if (advice.isEmpty()) {
        const auto weakest = std::min_element(
            judgement.criteria.begin(), judgement.criteria.end(),
            [](const IrisCriterion &one, const IrisCriterion &other) { return one.score < other.score; });
        advice.append(adviceOn(*weakest, size, *judgement.eye));
    }
    if (const auto light = adviceOnLight(all); light && advice.contains(IrisAdvice::LowContrast))
        advice.replace(advice.indexOf(IrisAdvice::LowContrast), *light);
    std::sort(advice.begin(), advice.end());
    advice.erase(std::unique(advice.begin(), advice.end()), advice.end());
    return advice;
}

/// No iris: every measure without a value, and the light named where it is the cause.
IrisJudgement notAnEye(const QImage &picture, const IrisPolicy &policy)
{
    IrisJudgement judgement;
    judgement.quality.algorithm = irisQualityAlgorithm;
    for (const IrisMeasure measure : allIrisMeasures)
        judgement.criteria.append(criterionOf(measure, {}, policy));
    judgement.advice.append(IrisAdvice::NotAnEye);
    if (picture.format() != QImage::Format_Grayscale8)
        return judgement;
    irismeasures::GreyCount all;
    for (int y = 0; y < picture.height(); ++y) {
        const uchar *row = picture.constScanLine(y);
        for (int x = 0; x < picture.width(); ++x)
            all.add(row[x]);
    }
    if (const auto light = adviceOnLight(all))
        judgement.advice.append(*light);
    return judgement;
}

} // namespace

int irisMeasureScore(IrisMeasure measure, double value)
{
    const ScoreCurve &curve = curveOf(measure);
    const auto after = std::find_if(curve.begin(), curve.end(),
                                    [value](const ScorePoint &point) { return point.value >= value; });
    if (after == curve.begin())
        return curve.front().score;
    if (after == curve.end())
        return curve.back().score;
    const ScorePoint &before = *std::prev(after);
    const double share = (value - before.value) / (after->value - before.value);
    return int(std::floor(before.score + share * (after->score - before.score)));
}

IrisJudgement judgeIris(const QImage &picture, const IrisPolicy &policy)
{
    auto eye = segmentIris(picture);
    if (!eye)
        return notAnEye(picture, policy);
    IrisJudgement judgement;
    judgement.quality.algorithm = irisQualityAlgorithm;
    const irismeasures::EyeGreys greys = irismeasures::greysOf(picture, *eye);
    int score = 100;
    bool held = true;
    for (const IrisMeasure measure : allIrisMeasures) {
        const IrisCriterion criterion = criterionOf(measure, measured(measure, picture, *eye, greys), policy);
        score = std::min(score, criterion.value ? criterion.score : 0);
        held = held && criterion.isHeld;
        judgement.criteria.append(criterion);
    }
    judgement.quality.value = score;
    judgement.isGood = held && score >= policy.acceptFrom;
    judgement.eye = std::move(*eye);
    if (!judgement.isGood)
        judgement.advice = adviceFor(judgement, picture.size(), greys.all);
    return judgement;
}

} // namespace indraj
