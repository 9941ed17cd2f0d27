#pragma once

#include "devices/fingerprint/scanner.h"

#include <QStringView>

namespace indraj {

/// The profile of a device by libfprint's driver and model name. libfprint tells neither the resolution
/// (fp_image_get_ppmm is 0 for every driver) nor the USB ids, so both come from our own table.
/// A driver that is not in it gets 500 dpi; `known` then says false.
struct SensorLookup {
    SensorProfile profile;
    bool known = false;
};
SensorLookup lookUpSensor(QStringView driver, QStringView model, bool press);

} // namespace indraj
