#include "capture/face/facecapturesession.h"

#include "capture/face/capturelog.h"
#include "capture/face/hintwatch.h"
#include "capture/face/judgethread.h"
#include "capture/face/portraitcoding.h"
#include "capture/face/previewbox.h"
#include "capture/face/profilethresholds.h"
#include "enrollment/reasons.h"

#include <QHash>
#include <QSet>

#include <malloc.h>

#include <mutex>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostCandidates = 3;

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

/// Coding a whole frame takes several times its memory; that goes back to the system, not into the heap.
PortraitOutput codedOf(const FaceCandidate &candidate, FrameCoding large)
{
    PortraitOutput output = encodeOutput(candidate, large);
    malloc_trim(0);
    return output;
}

} // namespace

struct FaceCaptureSession::Impl : JudgeListener {
    Impl(FaceCaptureSession *owner, const Setup &given)
        : q(owner)
        , setup(given)
        , coding(given.coder ? given.coder : [this](const FaceCandidate &candidate) {
            const std::lock_guard lock(whole);
            return codedOf(candidate, setup.largeFrames);
        })
        , judge(given.modelFolder, given.thresholds, *this)
        , camera(std::make_unique<FrameSource>(given.camera))
    {
        forgetApplicant();
    }

    void judged(const QImage &preview, const FaceJudgement &judgement, Moment::Time arrived) override
    {
        if (previews.put({preview, judgement, arrived}))
            QMetaObject::invokeMethod(
                q, [this] { showPreview(); }, Qt::QueuedConnection);
    }
    void stillsJudged(const StillAnswer &answer) override
    {
        QMetaObject::invokeMethod(
            q,
            [this, answer] {
                // Not what is from before the camera was stopped or the applicant changed.
                if (answer.epoch == epoch)
                    take(answer);
            },
            Qt::QueuedConnection);
    }
    std::mutex &wholePictures() override { return whole; }
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
        if (!snapshot)
            gatherRaised(raised, content->judgement.hints);
        Q_EMIT q->frame(content->preview, content->judgement);
        Q_EMIT q->frameArrived(content->arrived);
    }
    void take(const StillAnswer &answer)
    {
        if (snapshot)
            return takeSnapshot(answer);
        for (const FaceCandidate &candidate : answer.candidates) {
            const bool first = candidate.at == answer.candidates.first().at;
            log.add(candidate, first ? outcomeOf(answer) : u"candidate"_s);
        }
        if (answer.cause == StillCause::ByHand)
            manualReasons.insert(answer.candidates.first().at.toMSecsSinceEpoch(), answer.reasonCode);
        keep(answer);
        if (!answer.candidates.isEmpty())
            decide(answer);
        Q_EMIT q->candidatesChanged();
        if (answer.cause == StillCause::TimeOut)
            Q_EMIT q->timedOut();
    }
    void takeSnapshot(const StillAnswer &answer)
    {
        if (answer.cause == StillCause::TimeOut && answer.candidates.isEmpty()) {
            Q_EMIT q->snapshotMissed();
            return;
        }
        if (answer.cause != StillCause::TimeOut
            && (answer.cause != StillCause::Automatic || answer.candidates.first().refused()))
            return;
        const FaceCandidate &best = answer.candidates.first();
        snapshotLog.clear();
        snapshotLog.add(best, outcomeOf(answer));
        snapshotTime = best.at;
        snapshotCoding = coding.cropAlone(best);
        Q_EMIT q->snapshotTaken(best);
    }
    bool isSnapshot(const FaceCandidate &candidate) const
    {
        return snapshotTime.isValid() && candidate.at == snapshotTime;
    }
    QFuture<PortraitOutput> coded(const FaceCandidate &candidate)
    {
        if (isSnapshot(candidate))
            return snapshotCoding;
        const bool isKept = std::any_of(candidates.cbegin(), candidates.cend(),
                                        [&](const FaceCandidate &each) { return each.at == candidate.at; });
        return coding.outputOf(candidate, isKept);
    }
    void decide(const StillAnswer &answer)
    {
        const FaceCandidate &best = answer.candidates.first();
        if (answer.cause == StillCause::ByHand) {
            Q_EMIT q->accepted(best, true, answer.reasonCode);
        } else if (answer.cause == StillCause::Automatic && best.refused()) {
            Q_EMIT q->stillRefused(best);
        } else if (answer.cause == StillCause::Automatic) {
            Q_EMIT q->accepted(best, false, {});
        }
    }
    /// The three best that are not nearly the same picture. Of these only the one that is offered first is
    /// coded now, the others when somebody takes one: three at a time cost a large camera 50 MB.
    void keep(const StillAnswer &answer)
    {
        const auto timeOf = [](const FaceCandidate &c) { return c.at.toMSecsSinceEpoch(); };
        candidates = bestApart(candidates + answer.candidates, mostCandidates,
                               setup.thresholds.candidateSpacing, isBetterCandidate, timeOf);
        QSet<qint64> wanted; // also what was taken by hand: it was asked for
        for (const FaceCandidate &candidate : candidates)
            wanted.insert(timeOf(candidate));
        coding.keepOnly([&](qint64 time) { return wanted.contains(time) || manualReasons.contains(time); });
        if (answer.cause == StillCause::Candidate || answer.candidates.isEmpty())
            return;
        const FaceCandidate &first = answer.candidates.first();
        if (wanted.contains(timeOf(first)) || answer.cause == StillCause::ByHand)
            coding.begin(first);
    }
    void forgetApplicant()
    {
        candidates.clear();
        log.clear();
        raised.clear();
        manualReasons.clear();
        coding.clear();
        snapshotLog.clear();
        snapshotTime = {};
        snapshotCoding = {};
        use(setup.rules.profiles.empty() ? nullptr : &setup.rules.profiles.front());
    }
    void use(const PortraitProfile *profile)
    {
        profileName = profile ? profile->name : QString();
        judgeBy(profile);
    }
    void judgeBy(const PortraitProfile *profile)
    {
        if (profile)
            judge.useProfile(std::make_shared<const PortraitProfile>(*profile));
    }
    void setSnapshot(bool on)
    {
        if (std::exchange(snapshot, on) == on)
            return;
        const PortraitRules &rules = on ? setup.snapshotRules : setup.rules;
        judgeBy(on && !rules.profiles.empty() ? &rules.profiles.front() : rules.profile(profileName));
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
    Setup setup; ///< largeFrames never changes
    std::mutex whole; ///< before what uses it on its threads
    PortraitCoding coding;
    quint64 epoch = 0; ///< what is under way with another number is not shown
    PreviewBox previews;
    QList<FaceCandidate> candidates;
    CaptureLog log;
    QList<FaceHint> raised; ///< while this applicant sat there
    CaptureLog snapshotLog;
    QDateTime snapshotTime; ///< of the last picture for startSnapshot(); invalid: none
    QFuture<PortraitOutput> snapshotCoding;
    QString profileName;
    QHash<qint64, QString> manualReasons; ///< by the time of the candidate
    std::optional<DeviceError> modelFailure;
    bool running = false;
    bool snapshot = false; ///< the camera runs for startSnapshot()
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
    connect(&camera, &FrameSource::modeChanged, this, &FaceCapture::cameraModeChanged);
    connect(&camera, &FrameSource::stalled, this, &FaceCapture::cameraStalled);
    connect(&camera, &FrameSource::resumed, this, &FaceCapture::cameraResumed);
    connect(&camera, &FrameSource::failed, this, &FaceCapture::cameraFailed);
}

void FaceCaptureSession::useCamera(const CameraAddress &address, bool isSimulated)
{
    const bool wasRunning = m_impl->running;
    const bool wasSnapshot = m_impl->snapshot;
    stop();
    m_impl->setup.camera = address;
    m_impl->setup.cameraIsSimulated = isSimulated;
    m_impl->camera->useAddress(address);
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
    m_impl->beginAnew();
    m_impl->judge.arm();
    m_impl->camera->start();
}

void FaceCaptureSession::stop()
{
    m_impl->running = false;
    m_impl->camera->stop();
    m_impl->beginAnew();
    m_impl->setSnapshot(false);
}

void FaceCaptureSession::clear()
{
    m_impl->beginAnew();
    m_impl->forgetApplicant();
    m_impl->judge.arm();
}

void FaceCaptureSession::retake() { m_impl->judge.arm(); }

void FaceCaptureSession::captureManually(const QString &reasonCode)
{
    if (m_impl->running && reasons::manualPortraitCodes.contains(reasonCode))
        m_impl->judge.takeByHand(reasonCode);
}

void FaceCaptureSession::reject(const FaceCandidate &candidate, const QString &reasonCode)
{
    m_impl->log.reject(candidate.at, reasonCode);
    m_impl->candidates.removeIf([&](const FaceCandidate &each) { return each.at == candidate.at; });
    m_impl->coding.forget(candidate);
    m_impl->judge.arm();
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
        m_impl->judge.arm();
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
    sample.info.device = m_impl->setup.camera.displayName();
    if (m_impl->setup.cameraIsSimulated)
        sample.info.device += u" simulator"_s;
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

bool FaceCaptureSession::simulated() const { return m_impl->setup.cameraIsSimulated; }

FaceCaptureSession::Statistics FaceCaptureSession::statistics() const
{
    const quint64 judged = m_impl->judge.judgedFrames();
    return {m_impl->camera->framesDelivered(), judged,
            m_impl->camera->framesDropped() + m_impl->judge.droppedFrames(), m_impl->painted};
}

} // namespace indraj
