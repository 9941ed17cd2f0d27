#pragma once

#include "devices/fingerprint/sensortable.h"

#include <fprint.h>

namespace indraj {

/// The USB ids of a device. libfprint's public interface has none; its devices do, in a property that is
/// libfprint's own and may go: then, as for a virtual device, there is no id.
UsbId usbIdOf(FpDevice *device);

} // namespace indraj
