#pragma once

#include "biometrics/iris/irislikeness.h"
#include "capture/iriscapture.h"

#include <QHash>

#include <memory>

namespace indraj {

using KeptStrips = QHash<EyePosition, std::shared_ptr<const IrisStrip>>;

/// One try, judged and ready to be saved.
struct JudgedIrises {
    IrisTry attempt;
    QHash<EyePosition, QByteArray> records; ///< ISO/IEC 19794-6
    KeptStrips strips; ///< of the eyes in which an iris was found
};

/// Judges every eye that came, and compares the irises with each other and with `kept`, what was kept of the
/// other eye in earlier tries: where one iris came for both eyes, nothing of the try can be used. Whether
/// each is the eye it is said to be is looked for in the picture around it, and doubted at most: the device
/// is believed. Pure; any thread; the cost is in docs/iris-quality.md.
JudgedIrises judgeIrises(const IrisCapture &capture, const IrisPolicy &policy, const KeptStrips &kept);

} // namespace indraj
