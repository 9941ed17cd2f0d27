#pragma once

#include <QMetaType>
#include <QString>

namespace indraj {

/// What a device with an identity of its own says about itself, and what could be proved of it.
struct BiometricDevice {
    QString id; ///< for choose(): the same each time it is plugged in
    QString driver; ///< "sbi-0.9.5", "sbi-1.0"
    QString make;
    QString model;
    QString serial;
    QString provider; ///< who answers for it
    QString firmware;
    bool ready = false; ///< it says that it can capture now
    bool trusted = false; ///< its signed identity leads to a configured root; false: every capture will fail
    bool previews = false; ///< can send a live picture
    bool simulated = false; ///< its certificate leads to a training root; shown as such on every page

    friend bool operator==(const BiometricDevice &, const BiometricDevice &) = default;
};

/// What a sample says of the device it came from: driver, make and model, and that it is simulated.
inline QString sampleDeviceName(const BiometricDevice &device)
{
    QString name = QStringLiteral("%1 %2 %3").arg(device.driver, device.make, device.model).simplified();
    if (device.simulated)
        name += QStringLiteral(" simulator");
    return name;
}

} // namespace indraj

Q_DECLARE_METATYPE(indraj::BiometricDevice)
