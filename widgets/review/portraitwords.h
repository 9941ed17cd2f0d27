#pragma once

#include "capture/face/rules/portraitreport.h"
#include "enrollment/formspec.h"
#include "enrollment/samples.h"

namespace indraj {

/// The words for the measures of a still, in both languages of the centre, in one place. Pure; any thread.

BilingualText wordsFor(FaceMeasureId id); ///< "Eyes open"
BilingualText wordsFor(NotAssessed reason); ///< why a measure has no value
/// What is wrong and what to do about it, in one sentence each: never only a number. For a finding that
/// neither refuses nor warns: its name.
BilingualText adviceFor(const PortraitFinding &finding);
/// What the citizen himself can change, where no live frame tells: short, for the plate below the picture.
/// Empty where it is not for him to mend.
BilingualText citizenWords(FaceMeasureId id);
/// "0.012, accepted from 0.025": value and accepted range, for whoever wants the figures. Digits are Latin.
QString figuresOf(const PortraitFinding &finding);
/// What no measure can tell and the operator confirms by using a picture; code of portraitConfirmations().
BilingualText confirmationWords(const QString &code);
BilingualText profileWords(const QString &profile);

/// The names of the required rules that did not hold when a sample was taken, comma-separated.
BilingualText unmetRules(const CaptureAttempt &attempt);

} // namespace indraj
