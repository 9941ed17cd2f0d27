#pragma once

#include "capture/likenesscheck.h"
#include "enrollment/formspec.h"
#include "widgets/controls/message.h"
#include "widgets/review/fieldtext.h"
#include "widgets/shell/likenesscaveat.h"

namespace indraj {

/// The words for comparing faces, in both languages of the centre, in one place. Pure; any thread.

BilingualText wordsFor(Likeness likeness); ///< "Agrees"
/// What to do about it: always that a person looks, never a verdict.
BilingualText adviceFor(const FaceComparison &comparison);
/// "0.38; agrees up to 0.45, differs from 0.60": for whoever wants the figures. Digits are Latin.
QString figuresOf(const FaceComparison &comparison);
/// Why nothing is compared at this station, and what to do; empty while it is offered or not yet known.
BilingualText wordsFor(LikenessCheck::Offer offer);
MessageKind kindOf(Likeness likeness);

/// What an in-charge should look at: a face at sign-off that does not agree, one that could not be compared,
/// and, where the station compares faces, none at all.
QList<Concern> likenessConcerns(const Enrolment &enrolment, bool offered);

/// The same of the card that is renewed (`renews`: by the service's form): no picture of it, or one that was
/// not compared because it was taken later.
QList<Concern> earlierCardConcerns(const Enrolment &enrolment, bool renews, bool offered);

} // namespace indraj
