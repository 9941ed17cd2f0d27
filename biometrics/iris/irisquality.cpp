#include "biometrics/iris/irisquality.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

QString irisMeasureKey(IrisMeasure measure)
{
    switch (measure) {
    case IrisMeasure::UsableArea:
        return u"usable-area"_s;
    case IrisMeasure::ScleraContrast:
        return u"sclera-contrast"_s;
    case IrisMeasure::PupilContrast:
        return u"pupil-contrast"_s;
    case IrisMeasure::PupilCircularity:
        return u"pupil-circularity"_s;
    case IrisMeasure::GreyUse:
        return u"grey-use"_s;
    case IrisMeasure::IrisRadius:
        return u"iris-radius"_s;
    case IrisMeasure::PupilRatio:
        return u"pupil-ratio"_s;
    case IrisMeasure::Concentricity:
        return u"concentricity"_s;
    case IrisMeasure::Margin:
        return u"margin"_s;
    case IrisMeasure::Sharpness:
        return u"sharpness"_s;
    }
    return {};
}

std::optional<IrisMeasure> irisMeasureOf(QStringView key)
{
    const auto found = std::find_if(allIrisMeasures.begin(), allIrisMeasures.end(),
                                    [key](IrisMeasure measure) { return irisMeasureKey(measure) == key; });
    return found == allIrisMeasures.end() ? std::nullopt : std::optional(*found);
}

QString irisNotTakenCode(IrisMeasure measure, bool irisFound)
{
    if (!irisFound)
        return u"no-iris"_s;
    switch (measure) {
    case IrisMeasure::ScleraContrast:
        return u"no-sclera"_s;
    case IrisMeasure::PupilContrast:
        return u"no-iris-seen"_s;
    case IrisMeasure::PupilCircularity:
        return u"pupil-covered"_s;
    default:
        break;
    }
    return u"not-taken"_s; // every other measure has a value wherever there is an iris
}

QString irisAdviceCode(IrisAdvice advice)
{
    switch (advice) {
    case IrisAdvice::NotAnEye:
        return u"not-an-eye"_s;
    case IrisAdvice::ComeCloser:
        return u"come-closer"_s;
    case IrisAdvice::MoveBack:
        return u"move-back"_s;
    case IrisAdvice::MoveToMiddle:
        return u"move-to-middle"_s;
    case IrisAdvice::HoldStill:
        return u"hold-still"_s;
    case IrisAdvice::OpenWider:
        return u"open-wider"_s;
    case IrisAdvice::TooDark:
        return u"too-dark"_s;
    case IrisAdvice::TooBright:
        return u"too-bright"_s;
    case IrisAdvice::LowContrast:
        return u"low-contrast"_s;
    case IrisAdvice::PupilTooWide:
        return u"pupil-too-wide"_s;
    case IrisAdvice::PupilTooNarrow:
        return u"pupil-too-narrow"_s;
    case IrisAdvice::LookStraight:
        return u"look-straight"_s;
    }
    return {};
}

} // namespace indraj
