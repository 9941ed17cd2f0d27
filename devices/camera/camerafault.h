#pragma once

#include "devices/camera/framesource.h"
#include "devices/camera/gstpointer.h"

namespace indraj {

/// What a GStreamer error means for the operator. The detail for the log is freed of the address, which may
/// hold a password.
DeviceError cameraFault(const CameraAddress &address, const GError &error);
DeviceError cameraFault(const CameraAddress &address, DeviceFault fault, const QString &detail);

} // namespace indraj
