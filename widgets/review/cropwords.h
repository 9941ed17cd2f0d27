#pragma once

#include "capture/face/handcrop.h"
#include "enrollment/formspec.h"
#include "enrollment/samples.h"

namespace indraj {

/// The words for the size of a portrait and a crop by hand, in both languages. Pure; any thread.

/// "Turned 4.5° right, head 107.5 %, frame 12 px right, frame 30 px down", what is not changed left out; "The
/// automatic crop" for none.
BilingualText cropWords(const CropAdjustment &crop);

/// "1244 × 1600 px, full size; 312 px between the eyes": what is kept of it.
BilingualText handSizeWords(const HandSize &size);

/// "Portrait 413 × 531, the card's size": which of the wanted sizes (enrollment/portraitsize.h) it has;
/// and how a person cut it, if one did.
BilingualText sizeWords(const SampleInfo &portrait);

} // namespace indraj
