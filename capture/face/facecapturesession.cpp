#include "capture/face/facecapturesession.h"

#include "capture/face/facecaptureimpl.h"
#include "capture/face/profilethresholds.h"
#include "enrollment/reasons.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

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
    connect(&camera, &FrameSource::modeChanged, this, &FaceCapture::cameraModeChanged);
    connect(&camera, &FrameSource::stalled, this, &FaceCapture::cameraStalled);
    connect(&camera, &FrameSource::resumed, this, &FaceCapture::cameraResumed);
    connect(&camera, &FrameSource::failed, this, &FaceCapture::cameraFailed);
    if (!m_impl->feed)
        return;
    connect(m_impl->feed.get(), &PhotographFeed::started, this, &FaceCapture::cameraStarted);
    connect(m_impl->feed.get(), &PhotographFeed::resumed, this, &FaceCapture::cameraResumed);
    connect(m_impl->feed.get(), &PhotographFeed::failed, this, &FaceCapture::cameraFailed);
}

void FaceCaptureSession::useCamera(const CameraAddress &address, bool isSimulated)
{
    goOnWith([&] {
        m_impl->byPhotographs = false;
        m_impl->setup.camera = address;
        m_impl->setup.cameraIsSimulated = isSimulated;
        m_impl->camera->useAddress(address);
    });
}

void FaceCaptureSession::usePhotographs()
{
    if (m_impl->feed)
        goOnWith([this] { m_impl->byPhotographs = true; });
}

void FaceCaptureSession::goOnWith(const std::function<void()> &another)
{
    const bool wasRunning = m_impl->running;
    const bool wasSnapshot = m_impl->snapshot;
    stop();
    another();
    if (wasRunning && wasSnapshot)
        startSnapshot();
    else if (wasRunning)
        start();
}

FaceCaptureSession::~FaceCaptureSession() = default;

void FaceCaptureSession::start()
{
    m_impl->setSnapshot(false);
    switchOn();
}

void FaceCaptureSession::startSnapshot()
{
    m_impl->setSnapshot(true);
    switchOn();
}

void FaceCaptureSession::switchOn()
{
    m_impl->running = true;
    if (m_impl->modelFailure) {
        m_impl->refuse();
        return;
    }
    m_impl->cameraOn();
}

void FaceCaptureSession::stop()
{
    m_impl->running = false;
    m_impl->cameraOff();
    m_impl->beginAnew();
    m_impl->setSnapshot(false);
    m_impl->coding.clear(); // who wants one of the pictures now has its own hold of it, or waits for it again
}

void FaceCaptureSession::clear()
{
    m_impl->beginAnew();
    m_impl->forgetApplicant();
    if (m_impl->feed)
        m_impl->feed->nextApplicant();
    m_impl->arm();
}

void FaceCaptureSession::retake() { m_impl->arm(); }

void FaceCaptureSession::captureManually(const QString &reasonCode)
{
    if (!m_impl->running || !reasons::manualPortraitCodes.contains(reasonCode))
        return;
    if (m_impl->takesPhotographs())
        m_impl->feed->takeNow(reasonCode);
    else
        m_impl->judge.takeByHand(reasonCode);
}

void FaceCaptureSession::reject(const FaceCandidate &candidate, const QString &reasonCode)
{
    m_impl->log.reject(candidate.at, reasonCode);
    m_impl->candidates.removeIf([&](const FaceCandidate &each) { return each.at == candidate.at; });
    m_impl->coding.forget(candidate);
    m_impl->arm();
    Q_EMIT candidatesChanged();
}

QFuture<QImage> FaceCaptureSession::wholePicture(const FaceCandidate &candidate, QSize most) const
{
    return m_impl->byHand.wholePicture(candidate, most);
}

QFuture<FaceCandidate> FaceCaptureSession::cutByHand(const FaceCandidate &automatic,
                                                     const CropAdjustment &adjustment) const
{
    const PortraitProfile *profile
        = automatic.report ? m_impl->setup.rules.profile(automatic.report->profile) : nullptr;
    return m_impl->byHand.cut(automatic, adjustment, profile);
}

void FaceCaptureSession::replace(const FaceCandidate &candidate, const FaceCandidate &by)
{
    m_impl->put(candidate, by);
    if (by.adjustment)
        m_impl->log.add(by, u"adjusted"_s);
    Q_EMIT candidatesChanged();
}

QStringList FaceCaptureSession::profiles() const
{
    QStringList names;
    for (const PortraitProfile &profile : m_impl->setup.rules.profiles)
        names.append(profile.name);
    return names;
}

QString FaceCaptureSession::profile() const { return m_impl->profileName; }

QSize FaceCaptureSession::leastPortrait() const
{
    const PortraitProfile *profile = m_impl->setup.rules.profile(m_impl->profileName);
    return profile ? indraj::leastPortrait(*profile) : QSize(0, 0);
}

void FaceCaptureSession::useProfile(const QString &name)
{
    if (const PortraitProfile *profile = m_impl->setup.rules.profile(name)) {
        // What was seen before was judged by other rules.
        m_impl->use(profile);
        m_impl->candidates.clear();
        m_impl->beginAnew();
        m_impl->arm();
        Q_EMIT candidatesChanged();
    }
}

QList<FaceCandidate> FaceCaptureSession::candidates() const { return m_impl->candidates; }

QList<CaptureAttempt> FaceCaptureSession::attempts() const { return m_impl->log.attempts(); }

Sample FaceCaptureSession::uncoded(const FaceCandidate &candidate) const
{
    const bool snapshot = m_impl->isSnapshot(candidate);
    Sample sample;
    sample.info.id = SampleId::create();
    sample.info.kind = snapshot ? SampleKind::FaceAtSignOff : SampleKind::FacePortrait;
    sample.info.quality = qualityOf(candidate);
    sample.info.device = m_impl->deviceName();
    sample.info.capturedAt = candidate.at;
    sample.info.manualReason = m_impl->manualReasons.value(candidate.at.toMSecsSinceEpoch());
    sample.info.manual = !sample.info.manualReason.isEmpty();
    sample.info.attempts = (snapshot ? m_impl->snapshotLog : m_impl->log).attempts();
    for (CaptureAttempt &attempt : sample.info.attempts)
        if (!snapshot && attempt.at == candidate.at)
            addRaised(attempt, m_impl->raised);
    return sample;
}

QFuture<Sample> FaceCaptureSession::sampleFrom(const FaceCandidate &candidate) const
{
    return sampleWhenCoded(uncoded(candidate), m_impl->coded(candidate), m_impl->q);
}

bool FaceCaptureSession::simulated() const
{
    return m_impl->takesPhotographs() ? m_impl->feed->isSimulated() : m_impl->setup.cameraIsSimulated;
}

FaceCaptureSession::Statistics FaceCaptureSession::statistics() const
{
    const quint64 judged = m_impl->judge.judgedFrames();
    return {m_impl->camera->framesDelivered(), judged,
            m_impl->camera->framesDropped() + m_impl->judge.droppedFrames(), m_impl->painted};
}

} // namespace indraj
