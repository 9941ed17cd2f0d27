#pragma once

#include "biometrics/finger/fingermeasures.h"
#include "biometrics/finger/fingerqualitymodel.h"
#include "enrollment/samples.h"

#include <optional>

namespace indraj {

/// Why a picture is not better, as far as the measures tell: what the applicant should change.
enum class FingerCause { NotAFinger, SmallArea, TooWet, PressHarder, TooDry };

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
    FingerJudgement judge(const QImage &picture) const;

private:
    FingerQualityModel m_model;
};

} // namespace indraj
