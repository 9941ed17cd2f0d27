#include "biometrics/finger/fingerjudge.h"

#include <algorithm>

namespace indraj {
namespace {

// Rules of thumb, set on recorded and synthetic touches of every kind.
constexpr double leastContrast = 6; ///< grey deviation below which there is sensor noise at most
constexpr double leastCertainty = 0.12; ///< mean orientation certainty of noise stays below
constexpr int usualArea = 52'000; ///< pixels; NFIQ 2 calls less than 50,000 insufficient
constexpr double clearRidges = 45; ///< grey deviation in the windows that have ridges
constexpr double wetInk = 0.61, wetMean = 112;
constexpr double lightContrast = 27;
constexpr double dryInk = 0.31, dryMean = 195;

// Far from every picture of its training the regression falls back to a middling value. A score therefore
// needs an area to stand on: 1000 pixels of clear ridges for every point.
constexpr int areaPerPoint = 1000;

bool isNoFinger(const FingerMeasures &m)
{
    return m.contrast < leastContrast || m.certainty.mean < leastCertainty;
}

std::optional<FingerCause> causeOf(const FingerMeasures &m)
{
    if (m.ridgeArea < usualArea && m.ridgeContrast > clearRidges)
        return FingerCause::SmallArea;
    if (m.inkShare > wetInk || m.mean < wetMean)
        return FingerCause::TooWet;
    if (m.contrast < lightContrast)
        return FingerCause::PressHarder;
    if (m.inkShare < dryInk && m.mean > dryMean)
        return FingerCause::TooDry;
    return {};
}

} // namespace

FingerJudgement FingerJudge::judge(const QImage &picture) const
{
    FingerJudgement judgement;
    judgement.quality.algorithm = m_model.algorithm();
    const auto measures = measureFinger(picture);
    if (!measures) {
        const bool small = measures.error() == MeasureFault::TooSmall;
        judgement.cause = small ? FingerCause::SmallArea : FingerCause::NotAFinger;
        return judgement;
    }
    judgement.measures = *measures;
    if (isNoFinger(*measures)) {
        judgement.cause = FingerCause::NotAFinger;
        return judgement;
    }
    judgement.quality.value = std::min(m_model.estimate(*measures), measures->ridgeArea / areaPerPoint);
    judgement.cause = causeOf(*measures);
    return judgement;
}

} // namespace indraj
