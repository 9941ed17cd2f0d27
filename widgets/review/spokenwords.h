#pragma once

#include "capture/facecapture.h"
#include "devices/fingerprint/scanner.h"
#include "enrollment/enrolment.h"
#include "enrollment/formspec.h"
#include "enrollment/samples.h"
#include "storage/packetstore.h"

namespace indraj {

/// The words for every code of the journey, in both languages of the centre, in one place. Guidance to the
/// citizen is always shown in both languages, whatever language the operator reads. Pure; any thread.
BilingualText wordsFor(FaceGuidance guidance);
BilingualText wordsFor(FaceCheck check);
BilingualText wordsFor(FingerPosition finger); ///< "Right index finger"
BilingualText wordsFor(RetryReason reason); ///< what to do: "Press a little harder"
BilingualText shortWordsFor(RetryReason reason); ///< what it was: "Light touch"
BilingualText wordsFor(ScannerState state); ///< what the scanner waits for, or what to do about it
BilingualText wordsFor(ExceptionKind kind);
BilingualText wordsFor(EnrolmentState state);

/// What is to be said beside the field of a signature: "Signature", or why there is none.
BilingualText signatureWordsFor(const Enrolment &enrolment);

/// "Why is this still here?": what happened, and what to do; `toDo` empty means nothing.
struct WhyHere {
    BilingualText happened;
    BilingualText toDo;
    bool needsPerson = false;
};
WhyHere whyStillHere(const UploadRecord &record, const QDateTime &now);

} // namespace indraj
