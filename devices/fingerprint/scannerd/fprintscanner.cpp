#include "devices/fingerprint/scannerd/fprintscanner.h"

#include "devices/fingerprint/scannerd/usbid.h"
#include "devices/fingerprint/sensortable.h"

#include <QDateTime>
#include <QLoggingCategory>

Q_LOGGING_CATEGORY(scannerLog, "indraj.scannerd")

namespace indraj {
namespace {

using namespace std::chrono_literals;

// Virtual devices, and devices plugged in while libusb's hot plug fails, are only found by a new context.
constexpr auto searchAgainAfter = 2s;
constexpr auto fingerGrace = 2s;
constexpr auto coolCheck = 5s;

struct GErrorFree {
    void operator()(GError *error) const { g_error_free(error); }
};
using ErrorPointer = std::unique_ptr<GError, GErrorFree>;

QString text(const GError &error) { return QString::fromUtf8(error.message); }

RetryReason retryReason(const GError &error)
{
    switch (error.code) {
    case FP_DEVICE_RETRY_TOO_SHORT:
        return RetryReason::TooShort;
    case FP_DEVICE_RETRY_CENTER_FINGER:
        return RetryReason::CentreFinger;
    case FP_DEVICE_RETRY_REMOVE_FINGER:
        return RetryReason::RemoveFinger;
    default:
        break;
    }
    // A picture without a single minutia never reaches us: libfprint turns it into a general retry that only
    // its text tells apart. Should the text change, the general reason stays true.
    if (QByteArrayView(error.message).startsWith("Minutiae detection failed"))
        return RetryReason::NotAFinger;
    return RetryReason::General;
}

DeviceFault deviceFault(const GError &error)
{
    if (error.domain == FP_DEVICE_ERROR) {
        switch (error.code) {
        case FP_DEVICE_ERROR_REMOVED:
            return DeviceFault::Removed;
        case FP_DEVICE_ERROR_TOO_HOT:
            return DeviceFault::TooHot;
        case FP_DEVICE_ERROR_BUSY:
            return DeviceFault::Busy;
        case FP_DEVICE_ERROR_NOT_SUPPORTED:
            return DeviceFault::NotSupported;
        default:
            return DeviceFault::Protocol;
        }
    }
    if (error.domain == G_IO_ERROR) {
        switch (error.code) {
        case G_IO_ERROR_BUSY:
            return DeviceFault::Busy;
        case G_IO_ERROR_PERMISSION_DENIED:
            return DeviceFault::Refused;
        case G_IO_ERROR_TIMED_OUT:
            return DeviceFault::Stalled;
        default:
            break;
        }
    }
    return DeviceFault::Protocol;
}

} // namespace

FprintScanner::FprintScanner(std::chrono::seconds turnLength, QObject *parent)
    : QObject(parent)
    , m_turnLength(turnLength)
{
    m_searchTimer.setSingleShot(true);
    m_searchTimer.setInterval(searchAgainAfter);
    connect(&m_searchTimer, &QTimer::timeout, this, &FprintScanner::search);
    m_turnTimer.setSingleShot(true);
    connect(&m_turnTimer, &QTimer::timeout, this, &FprintScanner::endTurn);
    m_coolTimer.setInterval(coolCheck);
    connect(&m_coolTimer, &QTimer::timeout, this, &FprintScanner::coolDown);
}

FprintScanner::~FprintScanner()
{
    if (m_device)
        g_signal_handlers_disconnect_by_data(m_device.get(), this);
    dropContext();
}

void FprintScanner::start() { search(); }

void FprintScanner::stop()
{
    m_stopping = true;
    m_request.reset();
    m_searchTimer.stop();
    if (m_phase == Phase::Capturing)
        g_cancellable_cancel(m_cancellable.get());
    else if (m_phase == Phase::Ready || m_phase == Phase::Cooling)
        closeDevice();
    else if (m_phase == Phase::Searching)
        closed();
}

void FprintScanner::capture(quint32 request)
{
    m_request = request;
    if (m_phase == Phase::Ready)
        beginTurn();
    else if (m_phase == Phase::Cooling)
        qCInfo(scannerLog, "capture kept until the scanner has cooled");
}

void FprintScanner::cancel(quint32 request)
{
    if (m_request != request)
        return;
    m_request.reset();
    if (m_phase == Phase::Capturing)
        g_cancellable_cancel(m_cancellable.get());
}

void FprintScanner::dropContext()
{
    if (m_context)
        g_signal_handlers_disconnect_by_data(m_context.get(), this);
    m_context.reset();
}

void FprintScanner::search()
{
    dropContext();
    m_phase = Phase::Searching;
    m_context.reset(fp_context_new());
    g_signal_connect(m_context.get(), "device-added",
                     G_CALLBACK(+[](FpContext *, FpDevice *device, gpointer self) {
                         static_cast<FprintScanner *>(self)->consider(device);
                     }),
                     this);
    fp_context_enumerate(m_context.get());
    const GPtrArray *devices = fp_context_get_devices(m_context.get());
    for (guint i = 0; i < devices->len; ++i)
        consider(static_cast<FpDevice *>(g_ptr_array_index(devices, i)));
    if (m_phase == Phase::Searching)
        m_searchTimer.start();
}

void FprintScanner::consider(FpDevice *device)
{
    if (m_phase != Phase::Searching || m_stopping
        || !fp_device_has_feature(device, FP_DEVICE_FEATURE_CAPTURE))
        return;
    m_searchTimer.stop();
    m_phase = Phase::Opening;
    m_gone = false;
    m_device.reset(static_cast<FpDevice *>(g_object_ref(device)));
    g_signal_connect(
        device, "removed",
        G_CALLBACK(+[](FpDevice *, gpointer self) { static_cast<FprintScanner *>(self)->removed(); }), this);
    g_signal_connect(device, "notify::finger-status",
                     G_CALLBACK(+[](FpDevice *, GParamSpec *, gpointer self) {
                         static_cast<FprintScanner *>(self)->fingerStatusChanged();
                     }),
                     this);
    fp_device_open(
        device, nullptr,
        [](GObject *, GAsyncResult *result, gpointer self) {
            static_cast<FprintScanner *>(self)->opened(result);
        },
        this);
}

void FprintScanner::opened(GAsyncResult *result)
{
    GError *raw = nullptr;
    if (!fp_device_open_finish(m_device.get(), result, &raw)) {
        const ErrorPointer error(raw);
        qCWarning(scannerLog, "open: %s", error->message);
        fail(deviceFault(*error), text(*error));
        closed();
        return;
    }
    m_phase = Phase::Ready;
    if (m_stopping || m_gone) {
        closeDevice();
        return;
    }
    const bool press = fp_device_get_scan_type(m_device.get()) == FP_SCAN_TYPE_PRESS;
    const UsbId id = usbIdOf(m_device.get());
    QString model = QString::fromUtf8(fp_device_get_name(m_device.get()));
    if (id.isValid())
        model += QStringLiteral(" [%1]").arg(usbIdText(id));
    const SensorLookup lookup
        = lookUpSensor(QString::fromUtf8(fp_device_get_driver(m_device.get())), id, model, press);
    if (!lookup.known)
        qCWarning(scannerLog, "%s (driver %s) is not in the sensor table, %d dpi assumed",
                  qUtf8Printable(model), fp_device_get_driver(m_device.get()), lookup.profile.resolution);
    m_sensor = lookup.profile;
    Q_EMIT sensorChanged(*m_sensor);
    setState(ScannerState::Idle);
    afterTurn();
}

void FprintScanner::beginTurn()
{
    m_phase = Phase::Capturing;
    m_turnRequest = m_request;
    m_cancellable.reset(g_cancellable_new());
    m_turnTimer.start(m_turnLength);
    fp_device_capture(
        m_device.get(), TRUE, m_cancellable.get(),
        [](GObject *, GAsyncResult *result, gpointer self) {
            static_cast<FprintScanner *>(self)->turnFinished(result);
        },
        this);
}

void FprintScanner::endTurn()
{
    if (m_phase != Phase::Capturing)
        return;
    if (m_state == ScannerState::WaitingFinger || m_state == ScannerState::Idle)
        g_cancellable_cancel(m_cancellable.get());
    else
        m_turnTimer.start(fingerGrace); // a finger is on it right now: do not throw its picture away
}

void FprintScanner::turnFinished(GAsyncResult *result)
{
    m_turnTimer.stop();
    m_phase = Phase::Ready;
    GError *raw = nullptr;
    const GPointer<FpImage> image(fp_device_capture_finish(m_device.get(), result, &raw));
    const ErrorPointer error(raw);
    // An answer to a request that was cancelled meanwhile is for nobody.
    const bool wanted = m_request && m_request == m_turnRequest && !m_stopping;
    if (wanted && image)
        reportImage(image.get());
    else if (error)
        reportError(*error);
    if (m_gone || m_stopping)
        closeDevice();
    else
        afterTurn();
}

void FprintScanner::reportImage(FpImage *image)
{
    gsize length = 0;
    const guchar *data = fp_image_get_data(image, &length);
    const int width = int(fp_image_get_width(image));
    const int height = int(fp_image_get_height(image));
    const bool sized = width > 0 && height > 0 && width <= scannerproto::maxSide
        && height <= scannerproto::maxSide && qint64(width) * height <= scannerproto::maxPixels
        && length == gsize(width) * gsize(height);
    if (!sized) {
        fail(DeviceFault::Protocol, QStringLiteral("picture of %1 x %2").arg(width).arg(height));
        return;
    }
    scannerproto::ImageReport report{
        m_turnRequest.value_or(0), width, height, QDateTime::currentMSecsSinceEpoch(), {}};
    report.pixels = QByteArray(reinterpret_cast<const char *>(data), qsizetype(length));
    m_request.reset();
    Q_EMIT captured(report);
}

void FprintScanner::reportError(const GError &error)
{
    if (g_error_matches(&error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return; // the turn's end, or the client's wish
    if (error.domain == FP_DEVICE_RETRY) {
        if (m_request != m_turnRequest)
            return;
        m_request.reset();
        Q_EMIT retry({m_turnRequest.value_or(0), retryReason(error)});
        return;
    }
    qCWarning(scannerLog, "capture: %s", error.message);
    const DeviceFault fault = deviceFault(error);
    m_gone = m_gone || fault == DeviceFault::Removed;
    if (fault == DeviceFault::TooHot) {
        m_phase = Phase::Cooling;
        m_coolTimer.start();
    }
    if (m_request == m_turnRequest)
        fail(fault, text(error));
    // Any other trouble leaves a driver in a state of its own: begin again from a fresh open.
    if (fault != DeviceFault::TooHot)
        m_gone = true;
}

void FprintScanner::afterTurn()
{
    if (m_phase == Phase::Cooling) {
        setState(ScannerState::TooHot);
        return;
    }
    // The same request goes on unseen; a new one is a new wait to the client.
    if (m_request != m_turnRequest)
        setState(ScannerState::Idle);
    if (m_request)
        beginTurn();
}

void FprintScanner::coolDown()
{
    if (m_phase != Phase::Cooling || fp_device_get_temperature(m_device.get()) == FP_TEMPERATURE_HOT)
        return;
    m_coolTimer.stop();
    m_phase = Phase::Ready;
    afterTurn();
}

void FprintScanner::closeDevice()
{
    m_phase = Phase::Closing;
    m_coolTimer.stop();
    fp_device_close(
        m_device.get(), nullptr,
        [](GObject *device, GAsyncResult *result, gpointer self) {
            GError *raw = nullptr;
            if (!fp_device_close_finish(reinterpret_cast<FpDevice *>(device), result, &raw)) {
                const ErrorPointer error(raw);
                qCInfo(scannerLog, "close: %s", error->message);
            }
            static_cast<FprintScanner *>(self)->closed();
        },
        this);
}

void FprintScanner::closed()
{
    if (m_device)
        g_signal_handlers_disconnect_by_data(m_device.get(), this);
    m_device.reset();
    m_sensor.reset();
    m_gone = false;
    setState(ScannerState::NoDevice);
    if (m_stopping) {
        m_phase = Phase::Stopped;
        Q_EMIT stopped();
        return;
    }
    m_phase = Phase::Searching;
    m_searchTimer.start();
}

void FprintScanner::removed()
{
    m_gone = true;
    if (m_phase == Phase::Ready || m_phase == Phase::Cooling)
        closeDevice();
}

void FprintScanner::fingerStatusChanged()
{
    if (m_phase != Phase::Capturing)
        return;
    const auto status = fp_device_get_finger_status(m_device.get());
    if (status & FP_FINGER_STATUS_PRESENT)
        setState(ScannerState::FingerPresent);
    else if (status & FP_FINGER_STATUS_NEEDED)
        setState(ScannerState::WaitingFinger);
    else if (m_state == ScannerState::FingerPresent)
        setState(ScannerState::Processing);
}

void FprintScanner::setState(ScannerState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void FprintScanner::fail(DeviceFault fault, const QString &detail)
{
    if (!m_request)
        return;
    const quint32 request = *m_request;
    m_request.reset();
    Q_EMIT failed({request, fault, detail});
}

} // namespace indraj
