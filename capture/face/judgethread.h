#pragma once

#include "biometrics/face/faceanalyser.h"
#include "capture/face/guidance.h"
#include "capture/face/hintwatch.h"
#include "capture/face/portraitselector.h"
#include "capture/face/stilljudge.h"
#include "devices/camera/framesource.h"

#include <QImage>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace indraj {

/// What the judge has to say. Called on the judge's threads, stillsJudged() on the one for stills; must not
/// block. The epoch of an answer is the number that JudgeThread::forget() gave last before the picture was
/// offered.
class JudgeListener {
public:
    virtual ~JudgeListener() = default;
    virtual void judged(const QImage &preview, const FaceJudgement &judgement, Moment::Time arrived) = 0;
    virtual void stillsJudged(const StillAnswer &answer) = 0;
    virtual void modelsUnusable(const FaceModelError &error) = 0;
    /// The nets are read, before anything is judged.
    virtual void modelsReady(const StillAnalyser &stills) = 0;
    /// Held while a whole picture is decoded and measured, or coded: each takes several times its memory, so
    /// that one waits for the other.
    virtual std::mutex &wholePictures() = 0;
};

/// Judges the newest frame on a thread of its own, and on another what could be a portrait as a still. A
/// frame that arrives while another is waiting replaces it and is counted as dropped. All public functions
/// may be called from any thread and return at once. The destructor waits without a limit, for the same
/// reason as StillThread's: after one frame and the stills under way it is over. What can hang, the camera,
/// is on its own thread, which FrameSource leaves to itself.
///
/// OpenCV is set to one thread for the whole process: the nets are small, and spreading them over cores costs
/// more than it gains beside the decoder and the window.
class JudgeThread {
public:
    JudgeThread(QString modelFolder, const FaceThresholds &thresholds, JudgeListener &listener);
    ~JudgeThread();
    JudgeThread(const JudgeThread &) = delete;
    JudgeThread &operator=(const JudgeThread &) = delete;

    void offer(CameraFrame frame);
    /// A live picture of a camera that takes its photographs itself: looked at for the words to the
    /// applicant, never kept. `pixels`: how many of the photograph's pixels one of its sides has, at least 1.
    void show(CameraFrame frame, double pixels);
    /// A photograph the camera took itself, judged as the frame and still it is; none is dropped for a newer
    /// frame. `reasonCode` not empty: it was taken by hand.
    void offerPhotograph(CameraFrame photograph, const QString &reasonCode);
    void arm();
    void takeByHand(const QString &reasonCode); ///< the newest judged frame, if it is not older than a second
    /// By which rules from now on; live frames and stills.
    void useProfile(std::shared_ptr<const PortraitProfile> profile);
    /// The camera was stopped or the applicant changed: nothing from before counts. Returns a new epoch.
    quint64 forget();
    quint64 judgedFrames() const { return m_judged; }
    quint64 droppedFrames() const { return m_dropped; }

private:
    struct Orders {
        std::optional<CameraFrame> frame;
        double shownOnly = 0; ///< `frame` is from show(), with these pixels; 0: it may be kept
        std::optional<CameraFrame> photograph;
        QString photographReason; ///< not empty: it was taken by hand
        bool arm = false;
        bool forget = false;
        bool goOn = false; ///< the stills of an automatic capture do not hold
        std::optional<QString> byHand;
        std::shared_ptr<const PortraitProfile> profile;
        quint64 epoch = 0;
    };
    void run();
    std::optional<Orders> nextOrders(); ///< nothing when it is time to go
    bool follow(FaceAnalyser &analyser, StillThread &stills, Orders orders);
    std::optional<Moment> look(FaceAnalyser &analyser, const CameraFrame &frame, double pixels);
    void tell(const Moment &moment, const CameraFrame &frame);
    bool judge(FaceAnalyser &analyser, StillThread &stills, const CameraFrame &frame);
    bool judgeShown(FaceAnalyser &analyser, StillThread &stills, const Orders &orders);
    bool judgePhotograph(FaceAnalyser &analyser, StillThread &stills, const Orders &orders);
    void takeNow(StillThread &stills, const QString &reasonCode);
    void stillsAnswered(const tl::expected<StillAnswer, FaceModelError> &answer);

    QString m_modelFolder;
    const FaceThresholds m_basis; ///< before a profile
    FaceThresholds m_thresholds; ///< of the judge's thread
    std::shared_ptr<const PortraitProfile> m_profile; ///< of the judge's thread
    JudgeListener &m_listener;
    PortraitSelector m_selector;
    GuidanceHold m_guidance;
    HintWatch m_hints; ///< of the judge's thread
    std::optional<Moment> m_last; ///< of the judge's thread
    quint64 m_epoch = 0; ///< of the judge's thread

    std::mutex m_mutex;
    std::condition_variable m_wake;
    Orders m_orders;
    quint64 m_newestEpoch = 0;
    bool m_quitting = false;
    std::atomic<quint64> m_judged{0};
    std::atomic<quint64> m_dropped{0};
    std::thread m_thread; ///< last: it uses the others
};

} // namespace indraj
