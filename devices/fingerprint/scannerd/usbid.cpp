#include "devices/fingerprint/scannerd/usbid.h"

#include <dlfcn.h>

namespace indraj {
namespace {

/// Of libgusb, which libfprint has brought into this process; its headers are not needed for two numbers.
quint16 numberOf(gpointer usb, const char *function)
{
    using Getter = guint16 (*)(gpointer);
    const auto getter = reinterpret_cast<Getter>(dlsym(RTLD_DEFAULT, function));
    return getter ? getter(usb) : quint16(0);
}

} // namespace

UsbId usbIdOf(FpDevice *device)
{
    const char *const property = "fpi-usb-device";
    const GParamSpec *spec = g_object_class_find_property(G_OBJECT_GET_CLASS(device), property);
    if (!spec || !(spec->flags & G_PARAM_READABLE) || !g_type_is_a(spec->value_type, G_TYPE_OBJECT))
        return {};
    gpointer usb = nullptr;
    g_object_get(device, property, &usb, nullptr);
    if (!usb)
        return {};
    const UsbId id{numberOf(usb, "g_usb_device_get_vid"), numberOf(usb, "g_usb_device_get_pid")};
    g_object_unref(usb);
    return id;
}

} // namespace indraj
