#pragma once

#include "devices/slap/slapscanner.h"
#include "enrollment/fingerpolicy.h"

#include <QObject>

#include <optional>

namespace indraj {

/// What is laid on the glass at once.
enum class SlapPlacement { RightFour, LeftFour, BothThumbs, RightThumb, LeftThumb };

/// From left to right on the glass.
QList<FingerPosition> fingersOf(SlapPlacement placement);
/// In order; none for ten single fingers.
QList<SlapPlacement> placementsOf(FingerSequence sequence);

/// One finger of one try.
struct SlapFingerTry {
    FingerPosition finger = FingerPosition::RightThumb;
    QImage picture; ///< Format_Grayscale8, upright, 500 pixels per inch; null: it did not come
    QualityScore quality;
    std::optional<RetryReason> reason; ///< why it is below its floor
    bool isDoubtful = false; ///< our own segmentation is not sure of it
    int scannerResolution = 500; ///< pixels per inch, before `picture` was brought to 500
};

/// What is wrong with a whole try: codes of the device or of our own segmentation.
enum class SlapFault {
    NothingSeen,
    FingersMissing, ///< `fingers` did not come
    FingersUnexpected, ///< more than were asked for
    SameFingerTwice,
    Misplaced, ///< turned or off the glass
    OtherHand,
    NotReadable,
};

/// Which hand the whole glass shows, against the one that was asked for.
enum class HandReading {
    NotChecked, ///< the policy's check is off, the glass is not there, or its fingers do not tell the hand
    Same,
    Other,
    Unclear,
};

/// One try at a placement. All of them are kept, with every finger's score.
struct SlapTry {
    int number = 1;
    QDateTime at; ///< UTC
    QImage picture; ///< the whole glass; null where the device does not hand it out
    QList<SlapFingerTry> fingers; ///< the expected ones, from left to right; empty with a fault
    std::optional<SlapFault> fault; ///< nothing of this try can be used
    QList<FingerPosition> faultFingers; ///< which, where the fault names some
    bool isForced = false; ///< captured at the operator's word, whatever the device thought
    bool isDoubtful = false; ///< to be looked at: our segmentation was not sure
    HandReading hand = HandReading::NotChecked;
    bool isUsable() const { return !fault && !fingers.isEmpty(); }
};

/// Captures slaps: scanner + segmentation + quality of each finger + policy. After the policy's tries, or as
/// soon as every finger is good, a placement is finished; a good try is the best, else bestSlap() chooses.
/// Lives on the GUI thread; segmentation, measures and encoding run in a thread pool.
class HandCapture : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void openScanner() = 0;
    virtual void closeScanner() = 0;
    virtual bool isAvailable() const = 0; ///< a scanner is there that is ready and trusted
    virtual std::optional<BiometricDevice> device() const = 0; ///< the one in use
    virtual ScannerState scannerState() const = 0;
    virtual FingerPolicy policy() const = 0;
    /// As FingerCapture::setAge().
    virtual void setAge(std::optional<int> age) = 0;
    virtual int acceptFrom(FingerPosition finger) const = 0;
    /// Fingers that are not waited for. A placement whose fingers changed by this has its tries forgotten.
    virtual void setMissing(const QSet<FingerPosition> &missing) = 0;
    virtual QList<FingerPosition> expected(SlapPlacement placement) const = 0; ///< without the missing ones
    /// Milliseconds a try may take; then the device hands out what it has.
    virtual int timeLimit() const = 0;

    /// Begins (or goes on with) a placement. Tries follow one another until all fingers are good or the tries
    /// are used up. Nothing expected: finished() at once.
    virtual void begin(SlapPlacement placement) = 0;
    virtual void tryAgain(SlapPlacement placement) = 0; ///< one more try, whatever their number
    virtual void force() = 0; ///< capture now what lies there
    virtual void cancel() = 0;
    virtual void clear(SlapPlacement placement) = 0;
    virtual void clearAll() = 0; ///< next applicant

    virtual QList<SlapTry> tries(SlapPlacement placement) const = 0;
    /// Index into tries(): the last one that was good in every finger, else by bestSlap(); -1: none can be
    /// used.
    virtual int best(SlapPlacement placement) const = 0;
    /// The samples of the best try, one for each finger, every try's score filled in.
    virtual QList<Sample> bestSamples(SlapPlacement placement) const = 0;

Q_SIGNALS:
    void availabilityChanged();
    void scannerChanged(indraj::ScannerState state);
    void preview(const QImage &picture); ///< of the device, for the eye only
    void asked(indraj::SlapPlacement placement); ///< the device waits from now on, timeLimit() at most
    /// A try is judged, with the scores that count, while its pictures are still being coded: for the eye.
    /// Neither tries() nor bestSamples() have it yet; tryFinished() follows, unless the placement is cleared.
    void tryJudged(indraj::SlapPlacement placement, const indraj::SlapTry &attempt);
    void tryFinished(indraj::SlapPlacement placement, const indraj::SlapTry &attempt);
    void finished(indraj::SlapPlacement placement, bool good);
    void failed(const indraj::DeviceError &error); ///< asked again by itself unless NotSupported or Untrusted
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::SlapPlacement)
Q_DECLARE_METATYPE(indraj::SlapTry)
