#pragma once

#include <QMetaType>
#include <QString>

namespace indraj {

/// What broke at a device. For the operator. A retry reason (for the applicant) is another type.
enum class DeviceFault {
    NoDevice, ///< nothing of that kind is connected
    Busy, ///< another program holds it
    Removed, ///< pulled while in use
    Stalled, ///< connected, but no data for the stated time
    Protocol, ///< it said something that makes no sense
    TooHot, ///< libfprint's heat model refuses captures for some minutes
    HelperLost, ///< the helper process died or hangs; it is being restarted
    NotSupported,
    Refused, ///< address wrong, access denied
    Cancelled,
    Untrusted, ///< what it sent is not signed by a trusted maker, was changed, or answers another request
    NotReady, ///< connected, but it says that it may or can not capture: not registered, its key ran out
    TimedOut, ///< no answer within the time that was asked for
    NotBack, ///< its helper was lost in a capture and is back, the device is not
};

struct DeviceError {
    DeviceFault fault = DeviceFault::NoDevice;
    QString device; ///< driver and model or address without credentials
    QString detail; ///< for the log
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::DeviceError)
