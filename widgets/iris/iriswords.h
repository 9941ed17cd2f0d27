#pragma once

#include "capture/iriscapture.h"
#include "enrollment/formspec.h"

namespace indraj {

/// The words for every code of the irises, in both languages. What is asked of the citizen is shown in both,
/// whatever language the operator reads. Pure; any thread. @{
BilingualText wordsFor(EyePosition eye); ///< "Right eye"
BilingualText wordsFor(IrisAdvice advice); ///< what to do: "Open your eyes wider"
BilingualText wordsFor(IrisFault fault); ///< what to do after a try of which nothing can be used
BilingualText wordsFor(SideUnknown why); ///< why left or right could not be told; not for the citizen
BilingualText
otherEyeWords(EyePosition eye); ///< of one that should be this eye: "It looks like the left eye"
BilingualText irisCameraWords(ScannerState state); ///< what the camera waits for, or what to do about it
BilingualText eyeExceptionWords(ExceptionKind kind);
/// @}

} // namespace indraj
