#pragma once

#include "biometrics/finger/fingerjudge.h"
#include "capture/finger/samplepicture.h"
#include "capture/handcapture.h"

namespace indraj {

/// One finger of a slap, judged and ready to be saved.
struct JudgedFinger {
    SlapFingerTry attempt;
    EncodedPicture encoded; ///< lossless JPEG 2000
};

struct JudgedSlap {
    SlapTry attempt;
    QList<JudgedFinger> fingers; ///< as attempt.fingers
};

/// Cuts the slap where the device did not, checks hand and order where the whole picture is there, and judges
/// every finger alone. Which hand it is counts as `check` says. `fault` says why nothing of it can be used.
/// The fingers are not coded yet. Pure; any thread; 20 ms for cutting, 4 ms for each finger.
JudgedSlap judgeSlap(const FingerJudge &judge, SlapPlacement placement, const SlapCapture &capture,
                     const QSet<FingerPosition> &missing, HandCheck check = HandCheck::On);

/// Codes the fingers, beside one another on as many cores as there are. Pure; any thread; 30 ms for each.
void encodeFingers(JudgedSlap &slap);

} // namespace indraj
