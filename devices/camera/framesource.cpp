#include "devices/camera/framesource.h"

#include "devices/camera/camerafault.h"
#include "devices/camera/camerapipeline.h"
#include "devices/camera/gstreamerruntime.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace indraj {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto stallAfter = 1500ms;
constexpr auto stallRepeat = 500ms;
constexpr auto retryAfter = 1000ms;
constexpr auto frameWait = 20ms; // how long a stop or a message of the pipeline may go unnoticed

} // namespace

/// Runs pipelines one after the other on a thread of its own. Signals leave through the object's event loop;
/// those of a run that has been stopped in the meantime are dropped there.
struct FrameSource::Impl {
    Impl(FrameSource *owner, CameraAddress cameraAddress)
        : q(owner)
        , address(std::move(cameraAddress))
    {
    }

    ~Impl()
    {
        {
            const std::lock_guard lock(mutex);
            quitting = true;
            ++generation;
        }
        wake.notify_all();
        if (thread.joinable())
            thread.join();
    }

    void run();
    void keepRunning(quint64 mine);
    DeviceError runOnce(quint64 mine);
    void noticeSilence(quint64 mine, Clock::time_point lastFrame);
    void noticeFrame(quint64 mine);
    bool isCurrent(quint64 mine) const { return generation.load() == mine; }
    template <typename Signal> void announce(quint64 mine, Signal signal)
    {
        QMetaObject::invokeMethod(
            q,
            [this, mine, signal] {
                if (isCurrent(mine))
                    signal(q);
            },
            Qt::QueuedConnection);
    }

    FrameSource *q;
    CameraAddress address;
    FrameHandler handler;
    std::mutex mutex;
    std::condition_variable wake;
    bool quitting = false;
    bool wanted = false;
    std::atomic<quint64> generation{0}; ///< changes with every start and stop
    std::atomic<quint64> delivered{0};
    std::atomic<quint64> dropped{0};
    std::thread thread;

    // Of the camera's thread alone, per start.
    bool everDelivered = false;
    bool interrupted = false; ///< stalled() or failed() was said since the last frame
    std::optional<DeviceFault> lastFault;
    Clock::time_point lastStall;
};

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
        }
        everDelivered = false;
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
    auto pipeline = CameraPipeline::open(address);
    if (!pipeline)
        return pipeline.error();
    const quint64 before = delivered;
    quint64 handled = 0;
    const quint64 droppedBefore = dropped;
    auto lastFrame = Clock::now();
    lastStall = lastFrame;
    while (isCurrent(mine)) {
        if (auto frame = (*pipeline)->nextFrame(frameWait)) {
            lastFrame = frame->arrived;
            const quint64 inThisRun = frame->sequence;
            delivered = before + (*pipeline)->framesDelivered();
            ++handled;
            dropped = droppedBefore + inThisRun - std::min(inThisRun, handled);
            frame->sequence += before;
            noticeFrame(mine);
            if (handler)
                handler(std::move(*frame));
        } else {
            noticeSilence(mine, lastFrame);
        }
        if (auto error = (*pipeline)->problem())
            return *error;
    }
    return {};
}

void FrameSource::Impl::noticeFrame(quint64 mine)
{
    if (!everDelivered)
        announce(mine, [](FrameSource *source) { Q_EMIT source->started(); });
    if (interrupted)
        announce(mine, [](FrameSource *source) { Q_EMIT source->resumed(); });
    everDelivered = true;
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
    , m_impl(std::make_unique<Impl>(this, std::move(address)))
{
}

FrameSource::~FrameSource() = default;

void FrameSource::setFrameHandler(FrameHandler handler) { m_impl->handler = std::move(handler); }

void FrameSource::start()
{
    {
        const std::lock_guard lock(m_impl->mutex);
        ++m_impl->generation;
        m_impl->wanted = true;
        if (!m_impl->thread.joinable())
            m_impl->thread = std::thread([impl = m_impl.get()] { impl->run(); });
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
