#pragma once

#include "devices/camera/stillcamera.h"
#include "devices/iris/iriscamera.h"
#include "devices/sbi/capturereply.h"
#include "devices/slap/slapscanner.h"

namespace indraj::sbi {

/// What a device's ISO record holds, when it holds one picture that fits the statement it came in: of that
/// finger or eye, not beyond the limits, readable. Else BadRecord or TooLarge. Any input; pure; any thread.
Result<SlapFinger> slapFinger(const Biometric &biometric);
Result<EyeImage> eyeImage(const Biometric &biometric);
/// Only image, score, record and statement are filled in.
Result<StillPicture> stillPicture(const Biometric &biometric);

} // namespace indraj::sbi
