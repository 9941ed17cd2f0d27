#pragma once

#include "biometrics/iris/irisjudge.h"
#include "biometrics/iris/record/irisrecord.h"
#include "enrollment/eyes.h"

#include <QDateTime>

namespace indraj {

/// An ISO/IEC 19794-6:2011 record of one picture: JPEG 2000 without loss, where the iris lies, the score. VGA
/// where the picture is 640 x 480 and its margins are held, else uncropped. An error names what cannot be
/// written. Pure; any thread; the cost is in docs/iris-quality.md.
tl::expected<QByteArray, QString> irisRecordFor(EyePosition eye, const QImage &picture, const QDateTime &at,
                                                const IrisJudgement &judgement);

} // namespace indraj
