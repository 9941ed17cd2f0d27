#pragma once

#include "storage/packetstore.h"

namespace indraj::testing {

/// A finished application of nobody: both scripts, portrait, eight fingers, two exceptions. The pictures are
/// random bytes of `pictureBytes` each: sync/ never looks into them.
SealInput sampleInput(qint64 sequence, qsizetype pictureBytes = 2000);

} // namespace indraj::testing
