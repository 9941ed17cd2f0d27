#pragma once

#include "biometrics/face/hints/facehint.h"
#include "widgets/review/fieldtext.h"

namespace indraj {

/// The words for hints of an attack, in both languages, in one place. For operator and in-charge; an
/// applicant never gets to see them (BSI TR-03121 v6.0, UI-FI-BSJ). Pure; any thread.

BilingualText wordsFor(FaceHintId id); ///< what was seen: "Fine pattern, as of a screen"
/// How often such a hint is wrong, as counted, and that it blocks nothing.
BilingualText errorWords(FaceHintId id);

/// Hints that were raised while the portrait was taken, for the in-charge.
QList<Concern> hintConcerns(const Enrolment &enrolment);

} // namespace indraj
