#pragma once

#include "enrollment/formspec.h"
#include "enrollment/registry.h"
#include "widgets/controls/message.h"

namespace indraj {

/// What the registry said, as a sentence; the person is named by how he was asked for. For operator and
/// in-charge, never for the citizen's screen.
BilingualText registryFact(Standing standing, AskedBy by);
/// What to do about it with this application; empty where nothing has to be done.
BilingualText registryAdvice(RegistryMeaning meaning);
/// Why there is no answer, and what to do.
BilingualText noAnswerWords(NoAnswer why);
/// "Number, name or date of birth were changed after the registry was asked."
BilingualText outdatedWords();
MessageKind kindOf(RegistryMeaning meaning);

} // namespace indraj
