#pragma once

#include "capture/handcapture.h"
#include "enrollment/formspec.h"

namespace indraj {

/// The words about whole hands, in both languages of the centre. Pure; any thread.
BilingualText wordsFor(SlapPlacement placement); ///< "Right hand, four fingers"
/// What the applicant is to do: `expected` are the fingers without the missing ones.
BilingualText placeWordsFor(SlapPlacement placement, const QList<FingerPosition> &expected);
BilingualText wordsFor(SlapFault fault, SlapPlacement placement); ///< what to do: "Please the right hand"
BilingualText shortWordsFor(SlapFault fault); ///< what it was: "Other hand"

} // namespace indraj
