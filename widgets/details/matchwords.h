#pragma once

#include "enrollment/formspec.h"
#include "enrollment/registry.h"
#include "widgets/controls/message.h"

namespace indraj {

/// What the registry said of the pictures, as a sentence. For operator and in-charge, never for the citizen's
/// screen.
BilingualText matchFact(MatchResult result);
/// What to do about it with this application.
BilingualText matchAdvice(MatchResult result);
/// Why there is no answer, and what to do.
BilingualText noMatchWords(NoAnswer why);
/// "The number or a picture was changed after the registry was asked."
BilingualText matchOutdatedWords();
MessageKind kindOf(MatchResult result);

} // namespace indraj
