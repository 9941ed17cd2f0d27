#pragma once

#include "biometrics/finger/fingercauses.h"
#include "biometrics/finger/fingermeasures.h"
#include "biometrics/finger/fingerqualitymodel.h"
#include "enrollment/samples.h"

#include <optional>

namespace indraj {

struct FingerJudgement {
    /// `failed` with our algorithm's id when the picture cannot be scored (blank, noise, a few windows only).
    QualityScore quality;
    std::optional<FingerCause>
        cause; ///< set also for good pictures, when a measure is out of its usual range
    std::optional<FingerMeasures> measures; ///< absent when they could not be taken
};

/// Judges plain fingers of 500 pixels per inch, 8-bit grey, dark ridges on light: an estimate on the scale of
/// NFIQ 2 (ISO/IEC 29794-4). Pure; any thread, several at once.
class FingerJudge {
public:
    explicit FingerJudge(FingerQualityModel model)
        : m_model(std::move(model))
    {
    }
    FingerJudgement judge(const QImage &picture) const { return judge(picture, MeasureSet::All); }
    /// From the four cheap groups of measures, for every touch and every picture of a stream. Its score has
    /// an algorithm id of its own and is no substitute for judge()'s in a record.
    FingerJudgement preview(const QImage &picture) const { return judge(picture, MeasureSet::Preview); }

private:
    FingerJudgement judge(const QImage &picture, MeasureSet set) const;

    FingerQualityModel m_model;
};

} // namespace indraj
