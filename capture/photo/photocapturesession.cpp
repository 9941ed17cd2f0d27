#include "capture/photo/photocapturesession.h"

#include "capture/photo/cardframe.h"
#include "capture/photo/photohint.h"

#include <QBuffer>
#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <opencv2/imgproc.hpp>

#include <mutex>
#include <optional>

namespace indraj {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int previewWidth = 640, previewHeight = 360, photoSide = 1280; ///< pixels
constexpr auto oldestFrame = 1s;
constexpr int photoQuality = 90; ///< of JPEG: evidence for the eye, not for measuring

cv::Mat within(const cv::Mat &picture, int width, int height)
{
    const double scale = std::min({1.0, double(width) / picture.cols, double(height) / picture.rows});
    if (scale >= 1)
        return picture;
    cv::Mat small;
    cv::resize(picture, small, {}, scale, scale, cv::INTER_AREA);
    return small;
}

QImage imageOf(const cv::Mat &picture)
{
    return QImage(picture.data, picture.cols, picture.rows, qsizetype(picture.step), QImage::Format_RGB32)
        .copy();
}

struct Photo {
    QByteArray jpeg; ///< empty: it failed
    QImage picture;
};

/// What is kept of a frame.
cv::Mat subjectOf(const cv::Mat &frame, PhotoSubject subject)
{
    if (subject == PhotoSubject::Hands || frame.empty())
        return frame;
    const QRect part = cardPart({frame.cols, frame.rows});
    return frame(cv::Rect(part.x(), part.y(), part.width(), part.height()));
}

Photo encodePhoto(const WholePicture &whole, PhotoSubject subject)
{
    Photo photo;
    const cv::Mat frame = whole.pixels();
    if (frame.empty())
        return photo; // damaged on its way
    photo.picture = imageOf(within(subjectOf(frame, subject), photoSide, photoSide));
    QBuffer buffer(&photo.jpeg);
    if (!buffer.open(QIODevice::WriteOnly) || !photo.picture.save(&buffer, "JPG", photoQuality))
        photo.jpeg.clear();
    return photo;
}

} // namespace

struct PhotoCaptureSession::Impl {
    struct Shown {
        QImage preview;
        PhotoHint hint = PhotoHint::None;
    };
    /// On the camera's thread.
    void frameCame(PhotoCaptureSession *q, CameraFrame frame)
    {
        Shown next{imageOf(within(frame.image, previewWidth, previewHeight)),
                   photoHint(subjectOf(frame.image, subject))};
        bool wasEmpty = false;
        {
            const std::lock_guard lock(mutex);
            if (!accepting)
                return; // a camera that is being stopped has delivered once more
            wasEmpty = !shown;
            shown = std::move(next);
            newest = std::move(frame);
        }
        if (wasEmpty) // one event is under way at most
            QMetaObject::invokeMethod(
                q, [this, q] { show(q); }, Qt::QueuedConnection);
    }
    void show(PhotoCaptureSession *q)
    {
        std::optional<Shown> next;
        {
            const std::lock_guard lock(mutex);
            next = std::exchange(shown, std::nullopt);
        }
        if (next && running)
            Q_EMIT q->frame(next->preview, next->hint);
    }

    CameraAddress address;
    PhotoSubject subject = PhotoSubject::Hands; ///< never changes
    bool isSimulated = false;
    bool running = false;
    int generation = 0; ///< a picture still being encoded when the camera stops is nobody's
    std::mutex mutex;
    bool accepting = false; ///< frames; guarded by the mutex, like what follows
    std::optional<Shown> shown;
    std::optional<CameraFrame> newest;
    std::unique_ptr<FrameSource> camera; ///< last: its thread writes to what is above
};

PhotoCaptureSession::PhotoCaptureSession(const CameraAddress &address, bool isSimulated, PhotoSubject subject,
                                         QObject *parent)
    : PhotoCapture(parent)
    , m_impl(std::make_unique<Impl>())
{
    m_impl->address = address;
    m_impl->subject = subject;
    m_impl->isSimulated = isSimulated;
    m_impl->camera = std::make_unique<FrameSource>(address);
    connectCamera();
}

PhotoCaptureSession::~PhotoCaptureSession() = default;

void PhotoCaptureSession::connectCamera()
{
    FrameSource &camera = *m_impl->camera;
    camera.setFrameHandler(
        [this, impl = m_impl.get()](CameraFrame frame) { impl->frameCame(this, std::move(frame)); });
    connect(&camera, &FrameSource::stalled, this, &PhotoCapture::cameraStalled);
    connect(&camera, &FrameSource::resumed, this, &PhotoCapture::cameraResumed);
    connect(&camera, &FrameSource::failed, this, &PhotoCapture::cameraFailed);
}

void PhotoCaptureSession::start()
{
    m_impl->running = true;
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->accepting = true;
    }
    m_impl->camera->start();
}

void PhotoCaptureSession::stop()
{
    m_impl->running = false;
    ++m_impl->generation;
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->accepting = false;
        m_impl->newest.reset();
        m_impl->shown.reset();
    }
    m_impl->camera->stop();
}

bool PhotoCaptureSession::simulated() const { return m_impl->isSimulated; }

void PhotoCaptureSession::useCamera(const CameraAddress &address, bool isSimulated)
{
    const bool wasRunning = m_impl->running;
    stop();
    m_impl->address = address;
    m_impl->isSimulated = isSimulated;
    m_impl->camera->useAddress(address);
    if (wasRunning)
        start();
}

void PhotoCaptureSession::take()
{
    std::optional<CameraFrame> frame;
    {
        const std::lock_guard lock(m_impl->mutex);
        frame = m_impl->newest;
    }
    if (!m_impl->running || !frame || std::chrono::steady_clock::now() - frame->arrived > oldestFrame) {
        QMetaObject::invokeMethod(this, &PhotoCapture::notTaken, Qt::QueuedConnection);
        return;
    }
    QString device = m_impl->address.displayName();
    if (m_impl->isSimulated)
        device += u" simulator"_s;
    auto *watcher = new QFutureWatcher<Photo>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, device, generation = m_impl->generation, at = QDateTime::currentDateTimeUtc()] {
                watcher->deleteLater();
                const Photo photo = watcher->result();
                if (generation != m_impl->generation)
                    return;
                if (photo.jpeg.isEmpty()) {
                    Q_EMIT notTaken();
                    return;
                }
                Sample sample;
                sample.bytes = photo.jpeg;
                sample.info.id = SampleId::create();
                sample.info.kind = m_impl->subject == PhotoSubject::Card ? SampleKind::EarlierCard
                                                                         : SampleKind::ExceptionPhoto;
                sample.info.mimeType = u"image/jpeg"_s;
                sample.info.width = photo.picture.width();
                sample.info.height = photo.picture.height();
                sample.info.device = device;
                sample.info.capturedAt = at;
                Q_EMIT taken(sample, photo.picture);
            });
    watcher->setFuture(QtConcurrent::run(encodePhoto, frame->whole, m_impl->subject));
}

} // namespace indraj
