#include "devices/camera/framesource.h"

#include "devices/camera/camerafault.h"
#include "devices/camera/camerapipeline.h"
#include "devices/camera/formatquery.h"
#include "devices/camera/gstreamerruntime.h"
#include "devices/camera/patientthread.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace indraj {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto stallAfter = 1500ms;
constexpr auto stallRepeat = 500ms;
constexpr auto retryAfter = 1000ms;
constexpr auto startPatience = 4000ms; // for the first picture, while there is another mode to try
constexpr std::size_t mostModesTried = 4;
constexpr auto frameWait = 20ms; // how long a stop or a message of the pipeline may go unnoticed

/// What is left to be said of a mode that did not come to anything: the device itself is not to be had.
bool isAboutTheDevice(DeviceFault fault)
{
    return fault == DeviceFault::NoDevice || fault == DeviceFault::Busy;
}

/// One try of a run.
struct ModeTry {
    CameraMode mode;
    bool compressed = false;
};

/// In which modes to try a source, one after another; at least one.
std::vector<ModeTry> triesOf(const SourceOffer &offer, const std::optional<CameraFormat> &wanted)
{
    QList<CameraFormat> order = offer.formats;
    CameraMode first{offer.formats, {}, {}, false};
    if (wanted && order.removeOne(*wanted))
        order.prepend(*wanted);
    else if (wanted && !order.isEmpty()) // a source that names no mode cannot have lost one
        first = {offer.formats, {}, wanted, true};
    if (order.isEmpty())
        return {{first, offer.onlyJpeg}};
    std::vector<ModeTry> tries;
    for (const CameraFormat &format : std::as_const(order)) {
        ModeTry next{first,
                     format.coding == CameraFormat::Coding::Jpeg && liveReduction(format.size.width()) > 1};
        next.mode.used = format;
        if (!tries.empty() && !first.missed)
            next.mode.missed = order.first();
        tries.push_back(std::move(next));
        if (tries.size() == mostModesTried)
            break;
    }
    return tries;
}

} // namespace

/// Runs pipelines one after the other on a thread of its own. Signals leave through the object's event loop;
/// those of a run that has been stopped in the meantime are dropped there. Owned by the source and by its
/// thread: a thread that a driver does not give back may outlive the source, but says nothing any more.
struct FrameSource::Impl {
    Impl(FrameSource *owner, CameraAddress cameraAddress)
        : q(owner)
        , nextAddress(std::move(cameraAddress))
    {
    }

    void begin(const std::shared_ptr<Impl> &self);
    void letGo();
    void run();
    void keepRunning(quint64 mine);
    DeviceError runOnce(quint64 mine);
    DeviceError runIn(const ModeTry &mode, bool isLast, quint64 mine);
    void noticeSilence(quint64 mine, Clock::time_point lastFrame);
    void noticeFrame(quint64 mine, const CameraMode &mode);
    bool isCurrent(quint64 mine) const { return generation.load() == mine; }
    void hand(CameraFrame frame)
    {
        const std::lock_guard lock(outward);
        if (handler)
            handler(std::move(frame));
    }
    template <typename Signal> void announce(quint64 mine, Signal signal)
    {
        const std::lock_guard lock(outward);
        if (q == nullptr)
            return;
        QMetaObject::invokeMethod(
            q,
            [this, mine, signal] {
                if (isCurrent(mine))
                    signal(q);
            },
            Qt::QueuedConnection);
    }

    std::mutex outward; ///< held while a picture or a signal leaves
    FrameSource *q; ///< null once the source is gone; guarded by outward
    FrameHandler handler; ///< guarded by outward
    std::mutex mutex;
    CameraAddress nextAddress; ///< of the next start; guarded by the mutex
    std::condition_variable wake;
    bool quitting = false;
    bool wanted = false;
    std::atomic<quint64> generation{0}; ///< changes with every start and stop
    std::atomic<quint64> delivered{0};
    std::atomic<quint64> dropped{0};
    PatientThread thread;

    // Of the camera's thread alone, per start.
    CameraAddress address;
    bool everDelivered = false;
    bool runDelivered = false; ///< the present pipeline gave a picture
    std::optional<CameraMode> saidMode;
    bool interrupted = false; ///< stalled() or failed() was said since the last frame
    std::optional<DeviceFault> lastFault;
    Clock::time_point lastStall;
};

void FrameSource::Impl::begin(const std::shared_ptr<Impl> &self)
{
    thread.start([self] { self->run(); });
}

/// Waits for a picture that is being handed over, and then a moment for the thread.
void FrameSource::Impl::letGo()
{
    {
        const std::lock_guard lock(mutex);
        quitting = true;
        ++generation;
    }
    wake.notify_all();
    {
        const std::lock_guard lock(outward);
        q = nullptr;
        handler = nullptr;
    }
    thread.leave();
}

void FrameSource::Impl::run()
{
    while (true) {
        quint64 mine = 0;
        {
            std::unique_lock lock(mutex);
            wake.wait(lock, [this] { return quitting || wanted; });
            if (quitting)
                return;
            mine = generation;
            address = nextAddress;
        }
        everDelivered = false;
        saidMode.reset();
        interrupted = false;
        lastFault.reset();
        keepRunning(mine);
    }
}

void FrameSource::Impl::keepRunning(quint64 mine)
{
    while (isCurrent(mine)) {
        const DeviceError error = runOnce(mine);
        if (!isCurrent(mine))
            return;
        if (lastFault != error.fault) { // once for an outage, not with every try
            lastFault = error.fault;
            announce(mine, [error](FrameSource *source) { Q_EMIT source->failed(error); });
        }
        interrupted = true;
        std::unique_lock lock(mutex);
        wake.wait_for(lock, retryAfter, [&] { return !isCurrent(mine); });
    }
}

DeviceError FrameSource::Impl::runOnce(quint64 mine)
{
    const GStreamerRuntime runtime;
    if (!runtime.isReady())
        return cameraFault(address, DeviceFault::NotSupported, runtime.problem());
    const std::vector<ModeTry> tries = triesOf(askSource(address), address.format);
    DeviceError error;
    for (const ModeTry &each : tries) {
        error = runIn(each, &each == &tries.back(), mine);
        if (!isCurrent(mine) || runDelivered || isAboutTheDevice(error.fault))
            break;
    }
    return error;
}

DeviceError FrameSource::Impl::runIn(const ModeTry &mode, bool isLast, quint64 mine)
{
    runDelivered = false;
    auto pipeline = CameraPipeline::open(address, mode.mode.used, mode.compressed);
    if (!pipeline)
        return pipeline.error();
    const quint64 before = delivered;
    quint64 handled = 0;
    const quint64 droppedBefore = dropped;
    const auto begun = Clock::now();
    auto lastFrame = begun;
    lastStall = lastFrame;
    while (isCurrent(mine)) {
        auto frame = (*pipeline)->nextFrame(frameWait);
        if (!isCurrent(mine))
            break; // what comes now is of a camera that is wanted no more
        if (frame) {
            lastFrame = frame->arrived;
            const quint64 inThisRun = frame->sequence;
            delivered = before + (*pipeline)->framesDelivered();
            ++handled;
            dropped = droppedBefore + inThisRun - std::min(inThisRun, handled);
            frame->sequence += before;
            noticeFrame(mine, mode.mode);
            hand(std::move(*frame));
        } else {
            noticeSilence(mine, lastFrame);
            if (!isLast && !runDelivered && Clock::now() - begun > startPatience)
                return cameraFault(address, DeviceFault::Protocol,
                                   QStringLiteral("no picture came in this mode"));
        }
        if (auto error = (*pipeline)->problem())
            return *error;
    }
    return {};
}

void FrameSource::Impl::noticeFrame(quint64 mine, const CameraMode &mode)
{
    if (saidMode != mode) {
        saidMode = mode;
        announce(mine, [mode](FrameSource *source) { Q_EMIT source->modeChanged(mode); });
    }
    if (!everDelivered)
        announce(mine, [](FrameSource *source) { Q_EMIT source->started(); });
    if (interrupted)
        announce(mine, [](FrameSource *source) { Q_EMIT source->resumed(); });
    everDelivered = true;
    runDelivered = true;
    interrupted = false;
    lastFault.reset();
}

void FrameSource::Impl::noticeSilence(quint64 mine, Clock::time_point lastFrame)
{
    const auto now = Clock::now();
    const auto silent = std::chrono::duration_cast<std::chrono::milliseconds>(now - lastFrame);
    if (silent < stallAfter || (now - lastStall < stallRepeat && lastStall > lastFrame))
        return;
    lastStall = now;
    interrupted = true;
    const int milliseconds = static_cast<int>(silent.count());
    announce(mine, [milliseconds](FrameSource *source) { Q_EMIT source->stalled(milliseconds); });
}

FrameSource::FrameSource(CameraAddress address, QObject *parent)
    : QObject(parent)
    , m_impl(std::make_shared<Impl>(this, std::move(address)))
{
}

FrameSource::~FrameSource() { m_impl->letGo(); }

void FrameSource::setFrameHandler(FrameHandler handler)
{
    const std::lock_guard lock(m_impl->outward);
    m_impl->handler = std::move(handler);
}

void FrameSource::useAddress(CameraAddress address)
{
    const std::lock_guard lock(m_impl->mutex);
    m_impl->nextAddress = std::move(address);
}

void FrameSource::start()
{
    {
        const std::lock_guard lock(m_impl->mutex);
        ++m_impl->generation;
        m_impl->wanted = true;
        m_impl->begin(m_impl);
    }
    m_impl->wake.notify_all();
}

void FrameSource::stop()
{
    {
        const std::lock_guard lock(m_impl->mutex);
        ++m_impl->generation;
        m_impl->wanted = false;
    }
    m_impl->wake.notify_all();
}

quint64 FrameSource::framesDelivered() const { return m_impl->delivered; }

quint64 FrameSource::framesDropped() const { return m_impl->dropped; }

} // namespace indraj
