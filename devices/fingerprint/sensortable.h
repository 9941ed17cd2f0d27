#pragma once

#include "devices/fingerprint/scanner.h"

#include <QStringView>

namespace indraj {

/// USB vendor and product id, such as 05ba:000a; 0 and 0 for what is not on the bus, or does not say.
struct UsbId {
    quint16 vendor = 0;
    quint16 product = 0;
    bool isValid() const { return vendor != 0; }
    friend bool operator==(const UsbId &, const UsbId &) = default;
};

/// "05ba:000a".
QString usbIdText(const UsbId &id);

/// What our own table says of a scanner: libfprint tells no resolution (fp_image_get_ppmm is 0 for every
/// driver), and its public interface no USB ids, which the helper reads beside it (scannerd/usbid.h).
struct SensorLookup {
    SensorProfile profile; ///< `resolution` is that of the picture the driver hands out
    int sensorResolution = 500; ///< pixels per inch of the sensor itself
    int resampling = 1; ///< how many times as large the driver draws its picture, each way
    bool known = false; ///< false: assumed, because the table has not this id or not this driver
};

/// By vendor and product id within the driver's rows. A product the table does not have is taken for the
/// driver's first, a driver it does not have for 500 pixels per inch, both with `known` false; without an id
/// the driver's first row counts. `press` is libfprint's word, used only where the table has none.
SensorLookup lookUpSensor(QStringView driver, const UsbId &id, QStringView model, bool press);

} // namespace indraj
