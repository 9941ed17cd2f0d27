#pragma once

#include "biometrics/iris/irisquality.h"
#include "biometrics/iris/irisside.h"
#include "devices/iris/iriscamera.h"

#include <QObject>
#include <QPointF>
#include <QSet>

#include <optional>

namespace indraj {

/// One eye of one try, judged.
struct IrisEyeTry {
    EyePosition eye = EyePosition::Right; ///< the device's word
    IrisSideReading side; ///< what the picture itself says to that; a warning, never a refusal
    QImage picture; ///< Format_Grayscale8, upright, not mirrored, as the device gave it
    QualityScore quality; ///< `failed` where no iris was found: then it is never good and cannot be accepted
    QList<IrisCriterion> criteria; ///< every measure of IrisMeasure, in its order
    QList<IrisAdvice> advice; ///< why it is not good, what is to be told first first; empty: it is good
    std::optional<QPointF> irisCentre; ///< pixels of `picture`; nothing: no iris was found
    double irisRadius = 0, pupilRadius = 0; ///< pixels; 0: no iris was found
    bool isGood
        = false; ///< every measure is within its thresholds and the score reaches IrisPolicy::acceptFrom
    bool canBeAccepted() const { return quality.isValid(); } ///< by a person with a reason, if it is not good
    bool isSideDoubted() const { return side.eye && *side.eye != eye; } ///< it looks like the other eye
};

/// What is wrong with a whole try: by the device's word or by comparison of the pictures.
enum class IrisFault {
    NothingSeen, ///< no eye until the time was over
    EyesMissing, ///< `faultEyes` did not come
    EyesUnexpected, ///< eyes came that were not asked for
    SameEyeTwice, ///< the two pictures, or this one and one kept for the other eye, show one iris
    Misplaced, ///< turned, or not within the camera's reach
    NotReadable,
};

/// One try of one or two eyes. All of them are kept, with every eye's score.
struct IrisTry {
    int number = 1;
    QDateTime at; ///< UTC
    QList<EyePosition> asked; ///< never empty
    QList<IrisEyeTry> eyes; ///< as `asked`; empty with a fault
    std::optional<IrisFault> fault; ///< nothing of this try can be used
    QList<EyePosition> faultEyes; ///< which, where the fault names some
    bool isForced = false; ///< captured at the operator's word, whatever the device thought
    bool isUsable() const { return !fault && !eyes.isEmpty(); }
    const IrisEyeTry *of(EyePosition eye) const; ///< nullptr: not in this try
};

/// A person's decision against the judgement.
struct IrisVeto {
    Veto kind = Veto::None; ///< AcceptedObvious or AcceptedWithout
    QString reasonCode; ///< of enrollment/reasons.h; never empty
    QString note; ///< the sentence that goes with "other"
};

/// All that is to be saved of one eye. Nothing in it is for a person to read.
struct IrisSample {
    EyePosition eye = EyePosition::Right;
    QByteArray record; ///< ISO/IEC 19794-6:2011 with one representation, JPEG 2000 without loss; never empty
    QString mimeType; ///< irisRecordType
    int width = 0, height = 0; ///< pixels
    QualityScore quality;
    int acceptFrom = 0; ///< the score from which it would have counted as good
    bool isGood = false;
    QString device; ///< driver, make, model; "simulator" at the end of a simulated one's
    QDateTime capturedAt; ///< UTC
    std::optional<IrisVeto> veto; ///< set only where it is not good and was accepted
    /// Every try of this eye with its score, its criteria and its outcome: "captured", "forced", a code of
    /// irisAdviceCode() or of irisFaultCode(), and eyeSideKey as the last criterion where an iris was found.
    /// The try that this sample is has sampleTry as its number.
    QList<CaptureAttempt> attempts;
    int sampleTry = 1;
};

/// The stable code of a fault, as CaptureAttempt::outcome carries it: "iris-nothing-seen" ...
QString irisFaultCode(IrisFault fault);

/// Captures irises: camera + segmentation + quality of each eye + policy. Eyes are asked for together and
/// from then on only those that are not good yet; each has its own tries and its own best one. Named after
/// the eye since IrisCapture is what a camera hands out. Lives on the GUI thread; segmentation, measures and
/// encoding run in a thread pool.
class EyeCapture : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void openCamera() = 0;
    virtual void closeCamera() = 0;
    virtual bool isAvailable() const = 0; ///< a camera is there that is ready and trusted
    virtual std::optional<BiometricDevice> device() const = 0; ///< the one in use; nothing: unplugged
    virtual ScannerState cameraState() const = 0; ///< WaitingFinger, FingerPresent: of an eye
    virtual IrisPolicy policy() const = 0;
    virtual int timeLimit() const = 0; ///< milliseconds a try may take; then the device hands out what it has

    /// Biometric exceptions: eyes that are missing or cannot be given, which are not asked for. An eye whose
    /// exception changes has its tries and its veto forgotten.
    virtual void setExceptions(const QSet<EyePosition> &eyes) = 0;
    virtual QList<EyePosition> expected() const = 0; ///< right, left, without the exceptions

    /// Begins, or goes on. Tries follow one another until every expected eye is good or has used up its
    /// tries. Nothing to do: finished() at once.
    virtual void begin() = 0;
    virtual void tryAgain(EyePosition eye) = 0; ///< one more try of this eye, whatever their number
    virtual void force() = 0; ///< capture now what is there
    virtual void cancel() = 0;
    virtual void clear(EyePosition eye) = 0; ///< its tries and its veto
    virtual void clearAll() = 0; ///< next applicant; also the exceptions

    /// Eyes that the camera was asked for and has not answered; empty: it waits for nobody.
    virtual QList<EyePosition> asking() const = 0;
    virtual bool isJudging() const = 0; ///< a picture came and its verdict did not yet
    virtual QList<IrisTry> tries() const = 0; ///< all, in order; those whose eyes were all cleared are gone
    virtual QList<IrisTry> tries(EyePosition eye) const = 0; ///< those in which this eye was asked for
    /// Index into tries(eye): of the good tries the one with the highest score, else of those that can be
    /// accepted; of equals the later one. -1: none.
    virtual int best(EyePosition eye) const = 0;
    virtual bool isGood(EyePosition eye) const = 0; ///< of its best try
    virtual bool usedUp(EyePosition eye) const = 0; ///< no more tries by begin(); tryAgain() always does

    /// Accepts the best try of an eye although it is not good. False, and nothing happens, without a reason,
    /// with a kind that does not accept, for an eye that is good, and where no iris was found. A better try
    /// afterwards ends it.
    virtual bool accept(EyePosition eye, const IrisVeto &veto) = 0;
    virtual std::optional<IrisVeto> veto(EyePosition eye) const = 0;
    /// Eyes that are expected and neither good nor accepted.
    virtual QList<EyePosition> toDecide() const = 0;
    /// The best try of this eye, good or not; nothing: there is none.
    virtual std::optional<IrisSample> sample(EyePosition eye) const = 0;

Q_SIGNALS:
    void availabilityChanged();
    void cameraChanged(indraj::ScannerState state);
    /// The live picture of the device while it waits, for the eye only. `eyes` are those that it was asked to
    /// show: one, or both side by side as the camera sees them, which is the applicant's right eye on the
    /// left.
    void preview(const QList<indraj::EyePosition> &eyes, const QImage &picture);
    void asked(const QList<indraj::EyePosition> &eyes); ///< the device waits from now on, timeLimit() at most
    void tryFinished(const indraj::IrisTry &attempt);
    void finished(bool good); ///< every expected eye is good, or none has tries left
    void failed(const indraj::DeviceError &error); ///< asked again by itself unless NotSupported or Untrusted
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::IrisTry)
