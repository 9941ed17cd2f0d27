#pragma once

#include "biometrics/face/hints/facehint.h"
#include "capture/face/rules/portraitreport.h"
#include "devices/camera/cameraformat.h"
#include "devices/deviceerror.h"
#include "enrollment/samples.h"

#include <QFuture>
#include <QImage>
#include <QList>
#include <QObject>
#include <QPolygonF>
#include <QRect>
#include <QRectF>
#include <QSize>

#include <memory>
#include <optional>

namespace indraj {

class WholePicture;

/// One instruction to the citizen, spoken from the citizen's side. The words are made in widgets/.
enum class FaceGuidance {
    None, ///< nothing to change: hold still
    NoFace,
    OneAtATime, ///< more than one face
    ComeCloser,
    MoveBack,
    MoveLeft, ///< the citizen's own left
    MoveRight,
    MoveUp,
    MoveDown,
    LookStraight, ///< turned, direction unclear
    TurnRight, ///< turn the face to the citizen's own right
    TurnLeft,
    ChinDown,
    ChinUp,
    HeadUpright, ///< roll
    TooDark,
    TooBright,
    UnevenLight,
    HoldStill, ///< blurred
    OpenEyes,
    CloseMouth,
};

/// Rows of the quality checklist, in the fixed order they are shown.
enum class FaceCheck { OneFace, Distance, Position, HeadStraight, Light, EyesOpen, MouthClosed, Sharp };

enum class CheckState { NotAssessed, Good, Warn, Fail };

struct FaceCheckResult {
    FaceCheck check;
    CheckState state = CheckState::NotAssessed;
    double native = 0; ///< in the unit of the measure (degrees, px, ...)
    bool required = true; ///< false: warns, never blocks (anything that depends on skin tone or dress)
};

/// The judgement of one frame. Coordinates in pixels of the frame, not mirrored.
struct FaceJudgement {
    QList<FaceCheckResult> checks; ///< always one per FaceCheck, in order
    QualityScore score; ///< unified, algorithm "indraj-face-1"
    FaceGuidance guidance = FaceGuidance::NoFace; ///< held at least 0.7 s before it changes
    bool allRequiredMet = false;
    int faces = 0;
    QSize frameSize; ///< of the frame that the coordinates refer to; a preview may be smaller
    QRectF faceBox; ///< empty when there is no face
    QPointF leftEye, rightEye; ///< of the person, iris centres
    double eyeDistance = 0; ///< px
    double yaw = 0, pitch = 0, roll = 0; ///< degrees; yaw > 0: to the citizen's own left
    double luminance = 0; ///< mean of the face, linear, 0..1
    double burnt = 0; ///< share of the face that is white
    /// Of an attack; for the operator only, never for the applicant. They decide nothing.
    QList<FaceHint> hints;
};

/// A picture that could be the portrait.
struct FaceCandidate {
    QImage image; ///< the frame it was judged by, Format_RGB32; null where `whole` has it
    QImage crop; ///< the portrait crop 35x45 around the head, for thumbnails and review
    FaceJudgement judgement;
    QDateTime at; ///< UTC; tells one candidate from another
    /// The still judged by all measures; nothing where no rules were given.
    std::optional<PortraitReport> report = {};
    /// The same frame with every pixel the camera gave; null where `image` has them all.
    std::shared_ptr<const WholePicture> whole = {};
    QRect place = {}; ///< px of the whole picture that the automatic crop took; empty: not known
    /// Of one whose crop a person changed: how, and the candidate it was cut from.
    std::optional<CropAdjustment> adjustment = {};
    std::shared_ptr<const FaceCandidate> automatic = {};
    QDateTime taken() const { return automatic ? automatic->at : at; } ///< UTC: when the picture was taken
    bool refused() const { return report && report->verdict == PortraitVerdict::Refused; }
};

/// Captures one portrait: camera, judge on every frame, best of a good run. What could be the portrait is
/// judged as a still by all measures; only what meets the required rules is accepted by itself. After a time
/// without such a picture the best so far is shown, and the capture goes on. Lives on the GUI thread;
/// decoding and judging run elsewhere; signals arrive on the GUI thread. When frames come faster than they
/// are painted or judged they are dropped and counted.
class FaceCapture : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void start() = 0; ///< camera on, automatic capture armed
    virtual void stop() = 0; ///< camera off; candidates are kept
    /// Next applicant: forgets candidates, the accepted one and the attempts; arms again.
    virtual void clear() { }
    /// Camera on for one picture that is not the portrait, such as of who signs off: by rules of its own,
    /// told by snapshotTaken(). Candidates, attempts and rules of the portrait stay as they are. stop() ends
    /// it.
    virtual void startSnapshot() { }
    virtual void retake() = 0; ///< forgets the accepted one, keeps the candidates, arms again
    /// Takes the present frame as it is. `reasonCode` from enrollment/reasons.h, required.
    virtual void captureManually(const QString &reasonCode) = 0;
    /// Best first (isBetterPortrait), at most three.
    virtual QList<FaceCandidate> candidates() const = 0;
    /// What was tried of this applicant since clear(), without pixels; refused ones too. Up to date whenever
    /// candidatesChanged() is said.
    virtual QList<CaptureAttempt> attempts() const { return {}; }
    /// The person refuses a picture, whatever the rules say: its pixels are forgotten, its values stay in the
    /// attempts of the next sample; arms again, and the time without a picture begins anew.
    virtual void reject(const FaceCandidate &, const QString &) { }
    /// Crop and rotation by hand (BSI TR-03121 v6.0, ACQ-FI-SV-4). @{
    /// The whole picture of a candidate, not larger than `most`; null when it is damaged. As sampleFrom().
    virtual QFuture<QImage> wholePicture(const FaceCandidate &, QSize) const { return {}; }
    /// `automatic` with the crop changed and judged anew, by the rules that it was judged by; nothing is kept
    /// of it. `adjustment` of withinPicture(), capture/face/handcrop.h. As sampleFrom(); no result where it
    /// could not be judged.
    virtual QFuture<FaceCandidate> cutByHand(const FaceCandidate &, const CropAdjustment &) const
    {
        return {};
    }
    /// Puts what cutByHand() gave in the place of a candidate, which may be cut by hand itself; or the
    /// automatic one, to go back to it. A new crop is an attempt of its own: "adjusted".
    virtual void replace(const FaceCandidate &, const FaceCandidate &) { }
    /// @}
    /// The rules by which stills are judged, by name; the first is the usual one.
    virtual QStringList profiles() const { return {}; }
    virtual QString profile() const { return {}; }
    /// Pixels of the crop without which these rules refuse every picture; 0: without any.
    virtual QSize leastPortrait() const { return {0, 0}; }
    virtual void useProfile(const QString &) { } ///< for the stills from now on; clear() goes back
    /// The sample of a candidate: encoded portrait with quality, attempts and device filled in, as known now.
    /// Of the last picture for startSnapshot() it is SampleKind::FaceAtSignOff. Lossless coding of a whole
    /// frame takes up to a second on a thread of its own: the answer may still be under way, and comes by the
    /// event loop: do not wait for it on the GUI thread. Its bytes are empty when the picture could not be
    /// coded; no result at all means that the capture went first.
    virtual QFuture<Sample> sampleFrom(const FaceCandidate &candidate) const = 0;
    virtual bool simulated() const = 0;

Q_SIGNALS:
    void frame(const QImage &preview, const indraj::FaceJudgement &judgement); ///< preview at most 1280x720
    void cameraStarted();
    /// In which mode the camera runs, which it has and what was not to be had; with the first picture after
    /// each start, before cameraStarted().
    void cameraModeChanged(const indraj::CameraMode &mode);
    void cameraStalled(int milliseconds); ///< shown within 2 s of the last frame
    void cameraResumed();
    void cameraFailed(const indraj::DeviceError &error); ///< retried by itself
    void accepted(const indraj::FaceCandidate &candidate, bool manual, const QString &reasonCode);
    void candidatesChanged();
    /// The frames were good, the still is not: candidate().report says why. The capture goes on by itself.
    void stillRefused(const indraj::FaceCandidate &candidate);
    /// After startSnapshot(): a picture that meets its rules, or, when the time is over, the best so far,
    /// which may be refused(). The camera stays on until stop().
    void snapshotTaken(const indraj::FaceCandidate &candidate);
    void snapshotMissed(); ///< after startSnapshot(): nobody was seen in time; it goes on
    void timedOut(); ///< the best so far, if anybody was seen, is the first of candidates()
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::FaceJudgement)
Q_DECLARE_METATYPE(indraj::FaceCandidate)
