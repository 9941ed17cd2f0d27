#include "devices/camera/gstreamerruntime.h"

#include "devices/camera/gstpointer.h"

namespace indraj {

GStreamerRuntime::GStreamerRuntime()
{
    GError *raw = nullptr;
    if (gst_init_check(nullptr, nullptr, &raw) == FALSE) {
        const GErrorPointer error(raw);
        m_problem = error ? QString::fromUtf8(error->message) : QStringLiteral("GStreamer cannot be started");
    }
}

} // namespace indraj
