#include "capture/cameratest/cameracheck.h"

#include <mutex>

namespace indraj {

namespace {
constexpr int everyNth = 4; ///< seven looks a second are more than a hand can follow
}

/// Of the camera's thread. It is told when nobody listens any more.
struct CameraCheckSession::Looker {
    explicit Looker(CameraCheckSession *session)
        : owner(session)
    {
    }
    void see(const CameraFrame &frame)
    {
        const bool look = frames++ % everyNth == 0;
        cv::Mat whole = look ? frame.whole.pixels() : cv::Mat();
        if (whole.empty())
            whole = frame.image;
        const CameraTestResult result = look ? judge.look(whole) : judge.result();
        // The frame is the camera's: the window gets its own.
        const QImage picture = QImage(frame.image.data, frame.image.cols, frame.image.rows,
                                      static_cast<qsizetype>(frame.image.step[0]), QImage::Format_RGB32)
                                   .copy();
        const std::lock_guard lock(mutex);
        if (!owner)
            return;
        QMetaObject::invokeMethod(
            owner,
            [session = owner, picture, result, look] {
                Q_EMIT session->frame(picture);
                if (look)
                    Q_EMIT session->looked(result);
            },
            Qt::QueuedConnection);
    }
    void forgetOwner()
    {
        const std::lock_guard lock(mutex);
        owner = nullptr;
    }

    std::mutex mutex;
    CameraCheckSession *owner;
    CameraTestJudge judge;
    int frames = 0;
};

CameraCheckSession::CameraCheckSession(const CameraAddress &camera, QObject *parent)
    : CameraCheck(parent)
    , m_address(camera)
{
}

CameraCheckSession::~CameraCheckSession() { CameraCheckSession::stop(); }

void CameraCheckSession::useCamera(const CameraAddress &camera) { m_address = camera; }

void CameraCheckSession::start()
{
    stop();
    m_looker = std::make_shared<Looker>(this);
    m_camera = std::make_unique<FrameSource>(m_address);
    m_camera->setFrameHandler([looker = m_looker](const CameraFrame &frame) { looker->see(frame); });
    connect(m_camera.get(), &FrameSource::failed, this, &CameraCheck::cameraFailed);
    m_camera->start();
}

void CameraCheckSession::stop()
{
    if (m_looker)
        m_looker->forgetOwner();
    m_looker.reset();
    m_camera.reset();
}

} // namespace indraj
