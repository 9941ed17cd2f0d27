#include "capture/face/photographfeed.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(photographLog, "indraj.photograph")

namespace indraj {

using namespace std::chrono_literals;

namespace {

constexpr auto afterRefusal = 2s; // as long as live frames pause after one
constexpr auto afterFault = 1s; // a device that fails at once must not be asked in a circle
constexpr auto findingTakes = 5s; // device services are looked for every three seconds
constexpr auto atOnce = 3s; // for a photograph by hand
constexpr int likelyWidth = 1280; // px of a photograph, before there was one

CameraFrame frameOf(const QImage &picture)
{
    const QImage pixels = picture.convertToFormat(QImage::Format_RGB32);
    const cv::Mat view(pixels.height(), pixels.width(), CV_8UC4, const_cast<uchar *>(pixels.constBits()),
                       size_t(pixels.bytesPerLine()));
    CameraFrame frame;
    frame.whole = WholePicture(view.clone());
    frame.arrived = std::chrono::steady_clock::now();
    return frame;
}

bool isForGood(DeviceFault fault)
{
    return fault == DeviceFault::NotSupported || fault == DeviceFault::Untrusted;
}

bool isThere(ScannerState state)
{
    return state != ScannerState::NoDevice && state != ScannerState::HelperLost;
}

} // namespace

PhotographFeed::PhotographFeed(StillCamera &camera, JudgeThread &judge, QObject *parent)
    : QObject(parent)
    , m_camera(camera)
    , m_judge(judge)
{
    m_askAgain.setSingleShot(true);
    connect(&m_askAgain, &QTimer::timeout, this, &PhotographFeed::ask);
    m_searching.setSingleShot(true);
    m_searching.setInterval(findingTakes);
    connect(&m_searching, &QTimer::timeout, this, [this] {
        if (!isThere(m_camera.state()))
            tellFault({DeviceFault::NoDevice, {}, QStringLiteral("no face camera was found")});
    });
    connect(&camera, &StillCamera::stateChanged, this, &PhotographFeed::stateChanged);
    connect(&camera, &StillCamera::preview, this, &PhotographFeed::shown);
    connect(&camera, &StillCamera::captured, this, &PhotographFeed::captured);
    connect(&camera, &StillCamera::retry, this, &PhotographFeed::retry);
    connect(&camera, &StillCamera::failed, this, &PhotographFeed::cameraFailed);
}

void PhotographFeed::start()
{
    m_running = true;
    m_started = false;
    m_fault.reset();
    m_camera.open();
    m_camera.setPreview(true);
    m_searching.start();
}

void PhotographFeed::stop()
{
    if (!std::exchange(m_running, false))
        return;
    m_wanted = m_asked = false;
    m_reason.clear();
    m_askAgain.stop();
    m_searching.stop();
    m_camera.close();
}

void PhotographFeed::want()
{
    m_wanted = true;
    if (m_running && !m_asked)
        ask();
}

void PhotographFeed::wantLater()
{
    m_wanted = true;
    if (m_running && !m_asked)
        m_askAgain.start(afterRefusal);
}

void PhotographFeed::takeNow(const QString &reasonCode)
{
    m_wanted = true;
    m_reason = reasonCode;
    if (m_running)
        ask(); // which ends what was asked before
}

void PhotographFeed::nextApplicant()
{
    m_reason.clear();
    if (std::exchange(m_asked, false))
        m_camera.cancel(); // what it sees now is of who has left
    m_camera.nextApplicant();
}

QString PhotographFeed::deviceName() const { return sampleDeviceName(m_device); }

bool PhotographFeed::isSimulated() const
{
    const auto device = m_camera.device();
    return device ? device->simulated : m_device.simulated;
}

void PhotographFeed::ask()
{
    if (!m_running || !m_wanted)
        return;
    m_askAgain.stop();
    StillRequest request;
    if (!m_reason.isEmpty()) {
        request.requestedScore = 0;
        request.timeout = atOnce;
    }
    m_asked = true;
    m_camera.capture(request);
}

void PhotographFeed::stateChanged(ScannerState state)
{
    if (!m_running)
        return;
    if (!isThere(state)) {
        m_searching.start();
        return;
    }
    m_searching.stop();
    if (m_fault && !isForGood(*m_fault)) {
        m_fault.reset();
        Q_EMIT resumed();
    }
}

void PhotographFeed::shown(const QImage &picture)
{
    if (!m_running || picture.isNull())
        return;
    pictureCame();
    CameraFrame frame = frameOf(picture);
    frame.image = frame.whole.pixelsAt(liveReduction(picture.width()));
    frame.whole = {};
    m_judge.show(frame, std::max(1.0, double(m_width > 0 ? m_width : likelyWidth) / frame.image.cols));
}

void PhotographFeed::captured(const StillPicture &picture)
{
    m_asked = false;
    if (!m_running)
        return;
    m_wanted = false;
    m_device = picture.device;
    m_width = picture.image.width();
    pictureCame();
    m_judge.offerPhotograph(frameOf(picture.image), std::exchange(m_reason, {}));
}

/// Nobody there, or not as the camera wants it: the live picture says so. Asked again until one comes.
void PhotographFeed::retry()
{
    m_asked = false;
    m_reason.clear();
    if (m_running && m_wanted)
        m_askAgain.start(afterFault);
}

void PhotographFeed::cameraFailed(const DeviceError &error)
{
    if (error.fault == DeviceFault::Cancelled)
        return;
    m_asked = false;
    m_reason.clear();
    qCWarning(photographLog, "face camera: fault %d, %s", int(error.fault), qUtf8Printable(error.detail));
    if (!m_running)
        return;
    tellFault(error);
    if (m_wanted && !isForGood(error.fault))
        m_askAgain.start(afterFault);
}

void PhotographFeed::tellFault(const DeviceError &error)
{
    if (std::exchange(m_fault, error.fault) != error.fault)
        Q_EMIT failed(error);
}

void PhotographFeed::pictureCame()
{
    m_searching.stop();
    if (m_fault && !isForGood(*m_fault)) {
        m_fault.reset();
        Q_EMIT resumed();
    }
    if (!std::exchange(m_started, true))
        Q_EMIT started();
}

} // namespace indraj
