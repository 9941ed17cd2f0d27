#pragma once

#include "devices/fingerprint/helperscanner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

/// The real helper with the recorded traffic of a real scanner: for tests and for what is measured beside it.
namespace indraj::testing {

inline QString helperProgram()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/indraj-scannerd");
}

/// How the helper is started with the recording of a real scanner in that folder, under umockdev. It serves
/// exactly one open, capture and close.
inline HelperOptions recordingOptions(const QString &folder)
{
    const QDir dir(folder);
    QFile device(dir.filePath(QStringLiteral("device")));
    HelperOptions options;
    if (!device.open(QIODevice::ReadOnly))
        return options;
    options.program = helperProgram();
    options.wrapper = QStringList{QStringLiteral("umockdev-run"), QStringLiteral("-d"), device.fileName()};
    const QString usb = dir.filePath(QStringLiteral("capture.pcapng"));
    QFile ioctl(dir.filePath(QStringLiteral("capture.ioctl")));
    if (QFile::exists(usb)) {
        const QString path = QString::fromUtf8(device.readLine().trimmed()).mid(3); // "P: /devices/..."
        options.wrapper << QStringLiteral("-p") << QStringLiteral("/sys%1=%2").arg(path, usb);
    } else if (ioctl.open(QIODevice::ReadOnly)) {
        const QString path = QString::fromUtf8(ioctl.readLine().trimmed()).mid(5); // "@DEV /dev/..."
        options.wrapper << QStringLiteral("-i") << QStringLiteral("%1=%2").arg(path, ioctl.fileName());
    }
    options.wrapper << QStringLiteral("--");
    // Whether a helper hangs is not what a recording tells; a busy machine may stop it for long.
    options.silence = std::chrono::seconds(40);
    options.startLimit = std::chrono::seconds(40);
    options.environment.insert(QStringLiteral("FP_DEVICE_EMULATION"), QStringLiteral("1"));
    options.environment.insert(QStringLiteral("LIBUSB_DEBUG"),
                               QStringLiteral("0")); // floods at a replay's end
    return options;
}

} // namespace indraj::testing
