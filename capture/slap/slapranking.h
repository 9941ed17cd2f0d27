#pragma once

#include "capture/handcapture.h"

namespace indraj {

/// Fingers in the order in which two slaps are compared (BSI TR-03121 v6.0, QA-FP-APP): index, middle, ring,
/// little; of two thumbs the right one first.
QList<FingerPosition> rankedFingers(SlapPlacement placement);

/// The try that wins: the first finger in whose score two tries differ decides; where none differs, the later
/// one. Tries that cannot be used do not count, one whose segmentation was doubtful only when there is no
/// other; never the average. -1: none. Pure.
int bestSlap(SlapPlacement placement, const QList<SlapTry> &tries);

} // namespace indraj
