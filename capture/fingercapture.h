#pragma once

#include "devices/fingerprint/scanner.h"
#include "enrollment/fingerpolicy.h"
#include "enrollment/samples.h"

#include <QObject>

#include <optional>

namespace indraj {

/// One try at a finger.
struct FingerTry {
    int number = 1;
    FingerImage image; ///< null image for a retry without a picture
    QualityScore quality;
    std::optional<RetryReason> reason; ///< why it was not good enough, in order of use to the applicant
    QDateTime at; ///< UTC
};

/// Captures single fingers: scanner + quality + policy. The best of all tries is kept. Lives on the GUI
/// thread; quality is computed in a thread pool.
class FingerCapture : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void openScanner() = 0;
    virtual void closeScanner() = 0;
    virtual ScannerState scannerState() const = 0;
    virtual SensorProfile sensor() const = 0;
    virtual FingerPolicy policy() const = 0;
    /// Completed years of the applicant, as far as known: the policy may differ by age. clearAll() forgets
    /// it.
    virtual void setAge(std::optional<int> age) = 0;
    virtual int acceptFrom(FingerPosition finger) const = 0; ///< the policy's floor for this applicant
    /// Begins (or goes on with) a finger: its earlier tries are kept until clear(). Touches are asked for one
    /// after the other until one is good or the tries are used up.
    virtual void begin(FingerPosition finger) = 0;
    virtual void tryAgain() = 0; ///< one more touch for the present finger
    virtual void cancel() = 0;
    virtual void clear(FingerPosition finger) = 0;
    virtual void clearAll() = 0; ///< next applicant
    virtual QList<FingerTry> tries(FingerPosition finger) const = 0;
    virtual std::optional<FingerTry> best(FingerPosition finger) const = 0;
    /// The sample of the best try (lossless JPEG 2000 or PNG), attempts filled in.
    virtual std::optional<Sample> bestSample(FingerPosition finger) const = 0;

Q_SIGNALS:
    void scannerChanged(indraj::ScannerState state);
    /// The scanner has given a picture: shown at once, judged by the cheap measures only. `attempt` has a
    /// score of the preview's algorithm and a reason when it will hardly do. A tryFinished() follows, unless
    /// the finger is cleared.
    void touchSeen(indraj::FingerPosition finger, const indraj::FingerTry &attempt);
    void tryFinished(indraj::FingerPosition finger, const indraj::FingerTry &attempt);
    /// The finger is finished: good, or all tries used. The best is in bestSample().
    void finished(indraj::FingerPosition finger, bool good);
    /// The touch is repeated by itself when the scanner is back; tries stay. NotBack and HelperLost: it went
    /// in the middle of a capture and is not back after a short time.
    void failed(const indraj::DeviceError &error);
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::FingerTry)
