#include "devices/camera/camerafault.h"

#include <QFileInfo>
#include <QUrl>

namespace indraj {

namespace {

QString withoutSecrets(const CameraAddress &address, QString text)
{
    if (address.kind == CameraAddress::Kind::Pipeline)
        return text.replace(address.value, address.displayName());
    const QUrl url(address.value);
    text.replace(address.value, address.displayName());
    for (const QString &secret : {url.password(), url.userName(), url.query()})
        if (!secret.isEmpty())
            text.replace(secret, QStringLiteral("***"));
    return text;
}

bool isNetwork(const CameraAddress &address)
{
    return address.kind == CameraAddress::Kind::HttpMjpeg || address.kind == CameraAddress::Kind::Rtsp;
}

DeviceFault resourceFault(const CameraAddress &address, int code)
{
    switch (code) {
    case GST_RESOURCE_ERROR_NOT_FOUND:
        return DeviceFault::NoDevice;
    case GST_RESOURCE_ERROR_BUSY:
        return DeviceFault::Busy;
    case GST_RESOURCE_ERROR_NOT_AUTHORIZED:
        return DeviceFault::Refused;
    case GST_RESOURCE_ERROR_OPEN_READ:
    case GST_RESOURCE_ERROR_OPEN_WRITE:
    case GST_RESOURCE_ERROR_OPEN_READ_WRITE:
        // v4l2src and souphttpsrc say "cannot open" also where nothing is there to be opened.
        if (address.kind == CameraAddress::Kind::V4l2 && QFileInfo::exists(address.value))
            return DeviceFault::Refused;
        return DeviceFault::NoDevice;
    case GST_RESOURCE_ERROR_READ:
        return DeviceFault::Removed;
    default:
        return isNetwork(address) ? DeviceFault::NoDevice : DeviceFault::Protocol;
    }
}

} // namespace

DeviceError cameraFault(const CameraAddress &address, DeviceFault fault, const QString &detail)
{
    return {fault, address.displayName(), withoutSecrets(address, detail)};
}

DeviceError cameraFault(const CameraAddress &address, const GError &error)
{
    DeviceFault fault = DeviceFault::Protocol;
    if (error.domain == GST_RESOURCE_ERROR)
        fault = resourceFault(address, error.code);
    else if (isNetwork(address) && error.domain == GST_STREAM_ERROR && error.code == GST_STREAM_ERROR_FAILED)
        fault = DeviceFault::NoDevice; // how souphttpsrc says that the server does not answer
    else if (error.domain == GST_CORE_ERROR && error.code == GST_CORE_ERROR_MISSING_PLUGIN)
        fault = DeviceFault::NotSupported;
    else if (error.domain == GST_PARSE_ERROR)
        fault = DeviceFault::Refused;
    return cameraFault(address, fault, QString::fromUtf8(error.message));
}

} // namespace indraj
