#pragma once

#include "capture/face/capturelog.h"
#include "capture/face/facecapturesession.h"
#include "capture/face/handwork.h"
#include "capture/face/judgethread.h"
#include "capture/face/photographfeed.h"
#include "capture/face/portraitcoding.h"
#include "capture/face/previewbox.h"

#include <QHash>

#include <mutex>

namespace indraj {

/// What a FaceCaptureSession holds, and what it does with the judge's answers. The functions of JudgeListener
/// are called on the judge's threads, all others on the session's.
struct FaceCaptureSession::Impl : JudgeListener {
    Impl(FaceCaptureSession *owner, const Setup &given);

    void judged(const QImage &preview, const FaceJudgement &judgement, Moment::Time arrived) override;
    void stillsJudged(const StillAnswer &answer) override;
    std::mutex &wholePictures() override { return whole; }
    void modelsUnusable(const FaceModelError &error) override;
    void modelsReady(const StillAnalyser &stills) override;

    void showPreview();
    void take(const StillAnswer &answer);
    void takeSnapshot(const StillAnswer &answer);
    bool isSnapshot(const FaceCandidate &candidate) const;
    QFuture<PortraitOutput> coded(const FaceCandidate &candidate);
    void decide(const StillAnswer &answer);
    void keep(const StillAnswer &answer);
    void put(const FaceCandidate &candidate, const FaceCandidate &by);
    void forgetApplicant();
    void use(const PortraitProfile *profile);
    void judgeBy(const PortraitProfile *profile);
    void setSnapshot(bool on);
    void refuse();
    /// What is still under way from before must not be taken for what comes now.
    void beginAnew() { epoch = judge.forget(); }
    bool takesPhotographs() const { return feed && byPhotographs; }
    void arm(); ///< a picture is wanted
    void cameraOn();
    void cameraOff();
    QString deviceName() const;

    FaceCaptureSession *q;
    Setup setup; ///< largeFrames never changes
    std::mutex whole; ///< before what uses it on its threads
    PortraitCoding coding;
    HandWork byHand{whole};
    quint64 epoch = 0; ///< what is under way with another number is not shown
    PreviewBox previews;
    QList<FaceCandidate> candidates;
    CaptureLog log;
    QList<FaceHint> raised; ///< while this applicant sat there
    CaptureLog snapshotLog;
    QDateTime snapshotTime; ///< of the last picture for startSnapshot(); invalid: none
    std::optional<FaceCandidate> snapshotSoFar; ///< the best photograph that was refused for it
    QFuture<PortraitOutput> snapshotCoding;
    QString profileName;
    QHash<qint64, QString> manualReasons; ///< by the time of the candidate
    std::optional<DeviceError> modelFailure;
    bool running = false;
    bool snapshot = false; ///< the camera runs for startSnapshot()
    bool byPhotographs = false; ///< the camera in use is the one that takes them itself
    quint64 painted = 0;
    JudgeThread judge;
    std::unique_ptr<FrameSource> camera; ///< after the judge: its thread feeds it
    std::unique_ptr<PhotographFeed> feed; ///< likewise; null where the site has no such camera
};

} // namespace indraj
