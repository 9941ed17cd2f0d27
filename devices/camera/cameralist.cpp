#include "devices/camera/cameralist.h"

#include "devices/camera/gstpointer.h"
#include "devices/camera/gstreamerruntime.h"
#include "devices/camera/patientthread.h"

#include <atomic>
#include <mutex>

namespace indraj {

namespace {

constexpr GstClockTime messageWait = 100 * GST_MSECOND;

QString propertyText(const GstStructure *properties, const char *name)
{
    const char *text = properties != nullptr ? gst_structure_get_string(properties, name) : nullptr;
    return QString::fromUtf8(text);
}

CameraInfo infoOf(GstDevice *device)
{
    const GStringPointer name(gst_device_get_display_name(device));
    CameraInfo info;
    info.name = QString::fromUtf8(name.get());
    GstStructure *properties = gst_device_get_properties(device);
    QString path = propertyText(properties, "device.path");
    if (path.isEmpty())
        path = propertyText(properties, "api.v4l2.path"); // as PipeWire calls it
    if (properties != nullptr)
        gst_structure_free(properties);
    if (!path.isEmpty())
        info.address = QStringLiteral("v4l2:") + path;
    return info;
}

QList<CameraInfo> listOf(GstDeviceMonitor *monitor)
{
    QList<CameraInfo> cameras;
    GList *devices = gst_device_monitor_get_devices(monitor);
    for (GList *entry = devices; entry != nullptr; entry = entry->next) {
        const GstPointer<GstDevice> device(GST_DEVICE(entry->data));
        const CameraInfo info = infoOf(device.get());
        if (!info.address.isEmpty())
            cameras.append(info);
    }
    g_list_free(devices);
    return cameras;
}

} // namespace

/// The monitor lives on a thread of its own: starting GStreamer and asking devices may take a second, or
/// never end where a driver hangs. So the thread has its share of this, and the list goes without it.
struct CameraList::Impl {
    explicit Impl(CameraList *owner)
        : q(owner)
    {
    }
    void letGo()
    {
        quitting = true;
        {
            const std::lock_guard lock(outward);
            q = nullptr;
        }
        thread.leave();
    }
    void watch();
    void publish(const QList<CameraInfo> &found)
    {
        const std::lock_guard lock(outward);
        if (q == nullptr)
            return;
        QMetaObject::invokeMethod(
            q,
            [this, found, list = q] {
                cameras = found;
                Q_EMIT list->changed();
            },
            Qt::QueuedConnection);
    }

    std::mutex outward; ///< held while a list leaves
    CameraList *q; ///< null once the list is gone; guarded by outward
    QList<CameraInfo> cameras; ///< of the object's thread
    std::atomic<bool> quitting{false};
    PatientThread thread;
};

void CameraList::Impl::watch()
{
    const GStreamerRuntime runtime;
    if (!runtime.isReady())
        return;
    const GstPointer<GstDeviceMonitor> monitor(gst_device_monitor_new());
    gst_device_monitor_add_filter(monitor.get(), "Video/Source", nullptr);
    if (gst_device_monitor_start(monitor.get()) == FALSE)
        return;
    publish(listOf(monitor.get()));
    const GstPointer<GstBus> bus(gst_device_monitor_get_bus(monitor.get()));
    constexpr auto plugged
        = static_cast<GstMessageType>(GST_MESSAGE_DEVICE_ADDED | GST_MESSAGE_DEVICE_REMOVED);
    while (!quitting)
        if (const GstMessagePointer message{gst_bus_timed_pop_filtered(bus.get(), messageWait, plugged)})
            publish(listOf(monitor.get()));
    gst_device_monitor_stop(monitor.get());
}

CameraList::CameraList(QObject *parent)
    : QObject(parent)
    , m_impl(std::make_shared<Impl>(this))
{
    m_impl->thread.start([impl = m_impl] { impl->watch(); });
}

CameraList::~CameraList() { m_impl->letGo(); }

QList<CameraInfo> CameraList::cameras() const { return m_impl->cameras; }

} // namespace indraj
