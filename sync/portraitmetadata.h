#pragma once

#include "enrollment/samples.h"

namespace indraj {

/// How a portrait came about, for the member `metadata` of its OSIA entry: JSON in one text, because OSIA has
/// a text there. Format `indraj-portrait-metadata-1`, docs/packet.md: every attempt with its values,
/// thresholds and vetoes, and what the comparison with the face at sign-off said. Neither pictures nor
/// templates. `faceAtSignOff`: null when there is none. `triesSince`: Enrolment::portraitTries(), what was
/// tried after the portrait was saved and did not take its place; null: nothing.
QString portraitMetadata(const SampleInfo &portrait, const SampleInfo *faceAtSignOff,
                         const SampleInfo *triesSince = nullptr);

} // namespace indraj
