#include "capture/face/facecaptureimpl.h"

#include "capture/face/hintwatch.h"

#include <QSet>

#include <malloc.h>

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

FaceCaptureSession::Impl::Impl(FaceCaptureSession *owner, const Setup &given)
    : q(owner)
    , setup(given)
    , coding(given.coder ? given.coder : [this](const FaceCandidate &candidate) {
        const std::lock_guard lock(whole);
        return codedOf(candidate, setup.largeFrames);
    })
    , judge(given.modelFolder, given.thresholds, *this)
    , camera(std::make_unique<FrameSource>(given.camera))
    , feed(given.photographs ? std::make_unique<PhotographFeed>(*given.photographs, judge) : nullptr)
{
    forgetApplicant();
}

void FaceCaptureSession::Impl::judged(const QImage &preview, const FaceJudgement &judgement,
                                      Moment::Time arrived)
{
    if (previews.put({preview, judgement, arrived}))
        QMetaObject::invokeMethod(
            q, [this] { showPreview(); }, Qt::QueuedConnection);
}

void FaceCaptureSession::Impl::stillsJudged(const StillAnswer &answer)
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

void FaceCaptureSession::Impl::modelsUnusable(const FaceModelError &error)
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

void FaceCaptureSession::Impl::modelsReady(const StillAnalyser &stills) { byHand.useModels(stills); }

void FaceCaptureSession::Impl::showPreview()
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

void FaceCaptureSession::Impl::take(const StillAnswer &answer)
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

void FaceCaptureSession::Impl::takeSnapshot(const StillAnswer &answer)
{
    const bool timedOut = answer.cause == StillCause::TimeOut;
    if (timedOut && answer.candidates.isEmpty() && !snapshotSoFar) {
        Q_EMIT q->snapshotMissed();
        return;
    }
    if (!timedOut && (answer.cause != StillCause::Automatic || answer.candidates.first().refused())) {
        if (takesPhotographs()) { // each came by itself: the judge keeps none aside
            if (!snapshotSoFar || isBetterCandidate(answer.candidates.first(), *snapshotSoFar))
                snapshotSoFar = answer.candidates.first();
            feed->wantLater();
        }
        return;
    }
    const FaceCandidate best = answer.candidates.isEmpty() ? *snapshotSoFar : answer.candidates.first();
    snapshotSoFar.reset();
    snapshotLog.clear();
    snapshotLog.add(best, outcomeOf(answer));
    snapshotTime = best.at;
    snapshotCoding = coding.cropAlone(best);
    Q_EMIT q->snapshotTaken(best);
}

bool FaceCaptureSession::Impl::isSnapshot(const FaceCandidate &candidate) const
{
    return snapshotTime.isValid() && candidate.at == snapshotTime;
}

QFuture<PortraitOutput> FaceCaptureSession::Impl::coded(const FaceCandidate &candidate)
{
    if (isSnapshot(candidate))
        return snapshotCoding;
    const bool isKept = std::any_of(candidates.cbegin(), candidates.cend(),
                                    [&](const FaceCandidate &each) { return each.at == candidate.at; });
    return coding.outputOf(candidate, isKept);
}

void FaceCaptureSession::Impl::decide(const StillAnswer &answer)
{
    const FaceCandidate &best = answer.candidates.first();
    if (answer.cause == StillCause::ByHand) {
        Q_EMIT q->accepted(best, true, answer.reasonCode);
    } else if (answer.cause == StillCause::Automatic && best.refused()) {
        Q_EMIT q->stillRefused(best);
        if (takesPhotographs())
            feed->wantLater();
    } else if (answer.cause == StillCause::Automatic) {
        Q_EMIT q->accepted(best, false, {});
    }
}
/// The three best that are not nearly the same picture. Of these only the one that is offered first is
/// coded now, the others when somebody takes one: three at a time cost a large camera 50 MB.
void FaceCaptureSession::Impl::keep(const StillAnswer &answer)
{
    const auto timeOf = [](const FaceCandidate &c) { return c.at.toMSecsSinceEpoch(); };
    candidates = bestApart(candidates + answer.candidates, mostCandidates, setup.thresholds.candidateSpacing,
                           isBetterCandidate, timeOf);
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

/// `by` in the place of a candidate; one that has been pushed out in the meantime comes back with it.
void FaceCaptureSession::Impl::put(const FaceCandidate &candidate, const FaceCandidate &by)
{
    const auto timeOf = [](const FaceCandidate &each) { return each.at.toMSecsSinceEpoch(); };
    const auto place = std::find_if(candidates.begin(), candidates.end(),
                                    [&](const FaceCandidate &each) { return each.at == candidate.at; });
    if (place != candidates.end()) {
        *place = by;
    } else {
        candidates.prepend(by);
        candidates.resize(std::min(candidates.size(), mostCandidates));
    }
    if (manualReasons.contains(timeOf(candidate)))
        manualReasons.insert(timeOf(by), manualReasons.value(timeOf(candidate)));
    coding.forget(candidate);
    coding.begin(by);
}

void FaceCaptureSession::Impl::forgetApplicant()
{
    candidates.clear();
    log.clear();
    raised.clear();
    manualReasons.clear();
    coding.clear();
    snapshotLog.clear();
    snapshotTime = {};
    snapshotSoFar.reset();
    snapshotCoding = {};
    use(setup.rules.profiles.empty() ? nullptr : &setup.rules.profiles.front());
}

void FaceCaptureSession::Impl::use(const PortraitProfile *profile)
{
    profileName = profile ? profile->name : QString();
    judgeBy(profile);
}

void FaceCaptureSession::Impl::judgeBy(const PortraitProfile *profile)
{
    if (profile)
        judge.useProfile(std::make_shared<const PortraitProfile>(*profile));
}

void FaceCaptureSession::Impl::setSnapshot(bool on)
{
    if (std::exchange(snapshot, on) == on)
        return;
    const PortraitRules &rules = on ? setup.snapshotRules : setup.rules;
    judgeBy(on && !rules.profiles.empty() ? &rules.profiles.front() : rules.profile(profileName));
}

void FaceCaptureSession::Impl::refuse()
{
    running = false;
    cameraOff();
    Q_EMIT q->cameraFailed(*modelFailure);
}

void FaceCaptureSession::Impl::arm()
{
    judge.arm();
    if (takesPhotographs() && running)
        feed->want();
}

void FaceCaptureSession::Impl::cameraOn()
{
    beginAnew();
    judge.arm();
    if (takesPhotographs()) {
        feed->start();
        feed->want();
    } else {
        camera->start();
    }
}

void FaceCaptureSession::Impl::cameraOff()
{
    camera->stop();
    if (feed)
        feed->stop();
}

QString FaceCaptureSession::Impl::deviceName() const
{
    if (takesPhotographs())
        return feed->deviceName();
    return setup.camera.displayName() + (setup.cameraIsSimulated ? u" simulator"_s : QString());
}

} // namespace indraj
