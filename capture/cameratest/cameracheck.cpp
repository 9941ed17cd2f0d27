#include "capture/cameratest/cameracheck.h"

#include <atomic>
#include <utility>

namespace indraj {

namespace {
constexpr int everyNth = 4; ///< seven looks a second are more than a hand can follow
}

/// Looks on the camera's thread.
struct CameraCheckSession::Looker {
    void see(CameraCheckSession *session, const CameraFrame &frame)
    {
        const quint64 now = run;
        if (now == 0)
            return; // a camera that is being stopped has delivered once more
        if (std::exchange(lookedIn, now) != now) {
            judge = CameraTestJudge();
            frames = 0;
        }
        const bool look = frames++ % everyNth == 0;
        std::optional<CameraTestResult> result;
        if (look) {
            const cv::Mat whole = frame.whole.pixels();
            result = judge.look(whole.empty() ? frame.image : whole);
        }
        // The frame is the camera's: the window gets its own.
        const QImage picture = QImage(frame.image.data, frame.image.cols, frame.image.rows,
                                      static_cast<qsizetype>(frame.image.step[0]), QImage::Format_RGB32)
                                   .copy();
        QMetaObject::invokeMethod(
            session, [=] { session->show(now, picture, result); }, Qt::QueuedConnection);
    }

    std::atomic<quint64> run{0}; ///< counts the starts; 0: stopped
    quint64 starts = 0; ///< of the window's thread
    // Of the camera's thread:
    quint64 lookedIn = 0;
    CameraTestJudge judge;
    int frames = 0;
};

CameraCheckSession::CameraCheckSession(const CameraAddress &camera, QObject *parent)
    : CameraCheck(parent)
    , m_looker(std::make_unique<Looker>())
    , m_camera(std::make_unique<FrameSource>(camera))
{
    m_camera->setFrameHandler(
        [this, looker = m_looker.get()](const CameraFrame &frame) { looker->see(this, frame); });
    connect(m_camera.get(), &FrameSource::failed, this, &CameraCheck::cameraFailed);
}

CameraCheckSession::~CameraCheckSession() = default;

void CameraCheckSession::useCamera(const CameraAddress &camera) { m_camera->useAddress(camera); }

void CameraCheckSession::start()
{
    m_looker->run = ++m_looker->starts;
    m_camera->start();
}

void CameraCheckSession::stop()
{
    m_looker->run = 0;
    m_camera->stop();
}

void CameraCheckSession::show(quint64 run, const QImage &picture,
                              const std::optional<CameraTestResult> &result)
{
    if (run != m_looker->run)
        return;
    Q_EMIT frame(picture);
    if (result && run == m_looker->run) // who saw the picture may have stopped it
        Q_EMIT looked(*result);
}

} // namespace indraj
