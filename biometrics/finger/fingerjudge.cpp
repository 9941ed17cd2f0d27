#include "biometrics/finger/fingerjudge.h"

#include <algorithm>

namespace indraj {
namespace {

// Far from every picture of its training the regression falls back to a middling value. A score therefore
// needs an area to stand on: 1000 pixels of clear ridges for every point.
constexpr int areaPerPoint = 1000;

} // namespace

FingerJudgement FingerJudge::judge(const QImage &picture, MeasureSet set) const
{
    FingerJudgement judgement;
    judgement.quality.algorithm = m_model.algorithm(set);
    const auto measures = measureFinger(picture, set);
    if (!measures) {
        const bool small = measures.error() == MeasureFault::TooSmall;
        judgement.cause = small ? FingerCause::SmallArea : FingerCause::NotAFinger;
        return judgement;
    }
    judgement.measures = *measures;
    judgement.cause = findCause(*measures);
    if (!isNoFinger(*measures))
        judgement.quality.value = std::min(m_model.estimate(*measures), measures->ridgeArea / areaPerPoint);
    return judgement;
}

} // namespace indraj
