#include "capture/face/facecapturesession.h"

#include "capture/face/judgethread.h"
#include "capture/face/portraitsample.h"
#include "enrollment/reasons.h"

#include <QFuture>
#include <QHash>
#include <QtConcurrentRun>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostCandidates = 3;

/// The newest picture on its way to the window. One event is under way at most: a window that is slower than
/// the camera paints the newest and misses some, and nothing piles up.
class PreviewBox {
public:
    struct Content {
        QImage preview;
        FaceJudgement judgement;
        Moment::Time arrived;
    };
    bool put(Content content) ///< true when an event has to be sent
    {
        const std::lock_guard lock(m_mutex);
        const bool wasEmpty = !m_content;
        m_content = std::move(content);
        return wasEmpty;
    }
    std::optional<Content> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_content, std::nullopt);
    }

private:
    std::mutex m_mutex;
    std::optional<Content> m_content;
};

QString textOf(FaceModelFault fault)
{
    switch (fault) {
    case FaceModelFault::Missing:
        return u"missing"_s;
    case FaceModelFault::Corrupt:
        return u"corrupt"_s;
    case FaceModelFault::NotUnderstood:
        return u"not understood"_s;
    case FaceModelFault::Failed:
        return u"failed"_s;
    }
    return {};
}

} // namespace

struct FaceCaptureSession::Impl : JudgeListener {
    Impl(FaceCaptureSession *owner, const Setup &given)
        : q(owner)
        , setup(given)
        , judge(given.modelFolder, given.thresholds, *this)
        , camera(std::make_unique<FrameSource>(given.camera))
    {
    }

    /// Runs `work` on the GUI thread unless the camera was stopped or the applicant changed in between.
    template <typename Work> void onGuiThread(quint64 mine, Work work)
    {
        QMetaObject::invokeMethod(
            q,
            [this, work, mine] {
                if (mine == epoch)
                    work();
            },
            Qt::QueuedConnection);
    }

    void judged(const QImage &preview, const FaceJudgement &judgement, Moment::Time arrived) override
    {
        if (previews.put({preview, judgement, arrived}))
            QMetaObject::invokeMethod(
                q, [this] { showPreview(); }, Qt::QueuedConnection);
    }
    void candidateFound(const FaceCandidate &candidate, quint64 mine) override
    {
        onGuiThread(mine, [this, candidate] { keep(candidate); });
    }
    void acceptedByItself(const FaceCandidate &candidate, quint64 mine) override
    {
        onGuiThread(mine, [this, candidate] { accept(candidate, u"captured"_s, {}); });
    }
    void takenByHand(const FaceCandidate &candidate, const QString &reasonCode, quint64 mine) override
    {
        onGuiThread(mine, [this, candidate, reasonCode] {
            keep(candidate);
            accept(candidate, u"manual"_s, reasonCode);
        });
    }
    void modelsUnusable(const FaceModelError &error) override
    {
        const DeviceError failure{DeviceFault::NotSupported, u"face models"_s,
                                  u"%1 %2: %3"_s.arg(error.file, textOf(error.fault), error.detail)};
        QMetaObject::invokeMethod(
            q,
            [this, failure] {
                modelFailure = failure;
                if (running)
                    refuse();
            },
            Qt::QueuedConnection);
    }

    void showPreview()
    {
        const auto content = previews.take();
        if (!content || !running)
            return;
        ++painted;
        Q_EMIT q->frame(content->preview, content->judgement);
        Q_EMIT q->frameArrived(content->arrived);
    }
    void keep(const FaceCandidate &candidate)
    {
        candidates.append(candidate);
        candidates = bestApart(
            candidates, mostCandidates, setup.thresholds.candidateSpacing,
            [](const FaceCandidate &c) { return c.judgement.score.isValid() ? c.judgement.score.value : -1; },
            [](const FaceCandidate &c) { return c.at.toMSecsSinceEpoch(); });
    }
    void accept(const FaceCandidate &candidate, const QString &outcome, const QString &reasonCode)
    {
        attempts.append(
            {static_cast<int>(attempts.size()) + 1, candidate.judgement.score, outcome, candidate.at});
        if (!reasonCode.isEmpty())
            manualReasons.insert(candidate.at.toMSecsSinceEpoch(), reasonCode);
        // Lossless JPEG 2000 takes too long for the GUI thread; begun now, it is ready when it is asked for.
        encoding.insert(candidate.at.toMSecsSinceEpoch(), QtConcurrent::run(encodePortrait, candidate.crop));
        Q_EMIT q->accepted(candidate, !reasonCode.isEmpty(), reasonCode);
    }
    void refuse()
    {
        running = false;
        camera->stop();
        Q_EMIT q->cameraFailed(*modelFailure);
    }
    /// What is still under way from before must not be taken for what comes now.
    void beginAnew() { epoch = judge.forget(); }

    FaceCaptureSession *q;
    Setup setup;
    quint64 epoch = 0; ///< what is under way with another number is not shown
    PreviewBox previews;
    QList<FaceCandidate> candidates;
    QList<CaptureAttempt> attempts;
    QHash<qint64, QString> manualReasons; ///< by the time of the candidate
    QHash<qint64, QFuture<EncodedPortrait>> encoding; ///< of accepted ones, by the time of the candidate
    std::optional<DeviceError> modelFailure;
    bool running = false;
    quint64 painted = 0;
    JudgeThread judge;
    std::unique_ptr<FrameSource> camera; ///< last: its thread feeds the judge
};

FaceCaptureSession::FaceCaptureSession(const Setup &setup, QObject *parent)
    : FaceCapture(parent)
    , m_impl(std::make_unique<Impl>(this, setup))
{
    connectCamera();
}

void FaceCaptureSession::connectCamera()
{
    FrameSource &camera = *m_impl->camera;
    camera.setFrameHandler([judge = &m_impl->judge](CameraFrame frame) { judge->offer(std::move(frame)); });
    connect(&camera, &FrameSource::started, this, &FaceCapture::cameraStarted);
    connect(&camera, &FrameSource::stalled, this, &FaceCapture::cameraStalled);
    connect(&camera, &FrameSource::resumed, this, &FaceCapture::cameraResumed);
    connect(&camera, &FrameSource::failed, this, &FaceCapture::cameraFailed);
}

void FaceCaptureSession::useCamera(const CameraAddress &address, bool isSimulated)
{
    const bool wasRunning = m_impl->running;
    stop();
    m_impl->setup.camera = address;
    m_impl->setup.cameraIsSimulated = isSimulated;
    m_impl->camera = std::make_unique<FrameSource>(address);
    connectCamera();
    if (wasRunning)
        start();
}

FaceCaptureSession::~FaceCaptureSession() = default;

void FaceCaptureSession::start()
{
    m_impl->running = true;
    if (m_impl->modelFailure) {
        m_impl->refuse();
        return;
    }
    m_impl->beginAnew();
    m_impl->judge.arm();
    m_impl->camera->start();
}

void FaceCaptureSession::stop()
{
    m_impl->running = false;
    m_impl->camera->stop();
    m_impl->beginAnew();
}

void FaceCaptureSession::clear()
{
    m_impl->beginAnew();
    m_impl->candidates.clear();
    m_impl->attempts.clear();
    m_impl->manualReasons.clear();
    m_impl->encoding.clear();
    m_impl->judge.arm();
}

void FaceCaptureSession::retake() { m_impl->judge.arm(); }

void FaceCaptureSession::captureManually(const QString &reasonCode)
{
    if (m_impl->running && reasons::manualPortraitCodes.contains(reasonCode))
        m_impl->judge.takeByHand(reasonCode);
}

QList<FaceCandidate> FaceCaptureSession::candidates() const { return m_impl->candidates; }

Sample FaceCaptureSession::sampleFrom(const FaceCandidate &candidate) const
{
    const auto begun = m_impl->encoding.constFind(candidate.at.toMSecsSinceEpoch());
    const EncodedPortrait encoded
        = begun != m_impl->encoding.cend() ? begun->result() : encodePortrait(candidate.crop);
    Sample sample;
    sample.bytes = encoded.bytes;
    sample.info.id = SampleId::create();
    sample.info.kind = SampleKind::FacePortrait;
    sample.info.mimeType = encoded.mimeType;
    sample.info.width = candidate.crop.width();
    sample.info.height = candidate.crop.height();
    sample.info.quality = candidate.judgement.score;
    sample.info.device = m_impl->setup.camera.displayName();
    if (m_impl->setup.cameraIsSimulated)
        sample.info.device += u" simulator"_s;
    sample.info.capturedAt = candidate.at;
    sample.info.manualReason = m_impl->manualReasons.value(candidate.at.toMSecsSinceEpoch());
    sample.info.manual = !sample.info.manualReason.isEmpty();
    sample.info.attempts = m_impl->attempts;
    return sample;
}

bool FaceCaptureSession::simulated() const { return m_impl->setup.cameraIsSimulated; }

FaceCaptureSession::Statistics FaceCaptureSession::statistics() const
{
    const quint64 judged = m_impl->judge.judgedFrames();
    return {m_impl->camera->framesDelivered(), judged,
            m_impl->camera->framesDropped() + m_impl->judge.droppedFrames(), m_impl->painted};
}

} // namespace indraj
