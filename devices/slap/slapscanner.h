#pragma once

#include "devices/biometricdevice.h"
#include "devices/fingerprint/scanner.h"
#include "enrollment/samples.h"

#include <QByteArray>
#include <QDateTime>
#include <QImage>
#include <QList>
#include <QObject>
#include <QSet>

#include <chrono>
#include <optional>

namespace indraj {

/// One placement of fingers on a multi-finger scanner.
struct SlapRequest {
    /// What is to lie on the glass: one to four fingers of one hand, both thumbs, or one finger alone; each
    /// once. Fingers that are excepted may be among them.
    QList<FingerPosition> fingers;
    QSet<FingerPosition> exceptions; ///< declared missing: not waited for, and refused when they come
    int requestedScore = 40; ///< 0-100: from this score on the device captures by itself
    std::chrono::milliseconds timeout{10000}; ///< then it hands out the best it has seen, or retry()

    /// The fingers minus the exceptions, in the order given: exactly these come back.
    QList<FingerPosition> expected() const;
    /// At least one finger is expected, none twice, and they can lie on the glass together.
    bool isValid() const;

    static SlapRequest rightFour(const QSet<FingerPosition> &exceptions = {});
    static SlapRequest leftFour(const QSet<FingerPosition> &exceptions = {});
    static SlapRequest bothThumbs(const QSet<FingerPosition> &exceptions = {});
    static SlapRequest one(FingerPosition finger);
};

/// One finger as the device cut it out of the slap.
struct SlapFinger {
    FingerPosition finger = FingerPosition::RightThumb;
    QImage image; ///< Format_Grayscale8, upright, dark ridges on light; never null
    int resolution = 500; ///< pixels per inch of `image`
    /// What the device thinks of it, 0-100. For the log and for the preview's sake: the station judges every
    /// picture itself.
    std::optional<double> deviceScore;
    QString deviceScoreAlgorithm; ///< as far as the record tells, e.g. "vendor 0x0040 algorithm 0x000f"
    QByteArray record; ///< ISO/IEC 19794-4 record it came in, byte for byte; empty when there was none
    QByteArray statement; ///< the device's signed statement about it (a JWS); empty when it signs nothing
};

/// A placement that was captured. `fingers` holds exactly SlapRequest::expected(), in that order; only a
/// device that does not segment hands out `picture` alone, with no fingers.
struct SlapCapture {
    SlapRequest request;
    QList<SlapFinger> fingers;
    QImage picture; ///< the whole glass, Format_Grayscale8; null when the device does not hand it out
    int pictureResolution = 500; ///< pixels per inch of `picture`
    BiometricDevice device;
    QDateTime at; ///< UTC, of this station's clock
};

/// What the applicant should do differently. Never an error.
enum class SlapRetryReason {
    General,
    NothingSeen, ///< no finger until the time was over
    FingersMissing, ///< `fingers` were asked for and did not come
    FingersUnexpected, ///< `fingers` came although they were excepted or not asked for
    SameFingerTwice, ///< `fingers` came more than once
    Misplaced, ///< turned, off the glass, or the other hand
    NotReadable, ///< the device could make nothing of what lay there
};

struct SlapRetry {
    SlapRetryReason reason = SlapRetryReason::General;
    QList<FingerPosition> fingers; ///< which, where the reason names some
    QString detail; ///< for the log
};

/// A scanner for several fingers at once, or several such scanners of which one is in use.
///
/// Duties of an implementation, run as tests by tests/devices/conformance:
///  - Lives on the thread that made it; no call blocks; every wait is bounded.
///  - capture() ends with exactly one captured(), retry() or failed(). An invalid request ends in failed()
///    with NotSupported. A second capture() ends the first with failed(Cancelled).
///  - captured() comes only when exactly the expected fingers are there, each once. Fewer, more or others are
///    a retry() that names them. Nothing captured is dropped in silence.
///  - cancel() at any time, also when idle (then nothing is emitted); else failed(Cancelled) comes before it
///    returns, and no result of that capture comes later.
///  - Asked while NoDevice or HelperLost a capture is kept and begins when a device is there.
///  - Pulling the plug at any moment is ordinary: failed(Removed), NoDevice, and the device is found again by
///    itself. No trouble makes a restart of the program needed.
///  - What a device signs is checked, to a configured root; what does not hold is failed(Untrusted), and no
///    pixel of it leaves the driver.
///  - States go as a single scanner's: NoDevice, Idle, WaitingFinger, FingerPresent where the device tells
///    it, Processing where it tells it, Idle.
class SlapScanner : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Looks for devices, now and again until close(): devicesChanged() tells of what comes and goes.
    virtual void open() = 0;
    /// Ends everything; a running capture fails with Cancelled.
    virtual void close() = 0;
    virtual ScannerState state() const = 0;

    /// All that are there, in a steady order; those that are not ready or not trusted too.
    virtual QList<BiometricDevice> devices() const = 0;
    /// The one in use: the chosen one while it is there, else the first that is ready and trusted.
    virtual std::optional<BiometricDevice> device() const = 0;
    /// By BiometricDevice::id; kept while the device is away. Empty: back to the first.
    virtual void choose(const QString &id) = 0;

    /// The next applicant: what links captures of one person (SBI's hash chain) begins anew.
    virtual void nextApplicant() = 0;
    virtual void capture(const SlapRequest &request) = 0;
    virtual void cancel() = 0;

    /// The live picture on or off; off after open(). Stays wanted while there is no device. Some devices
    /// send none while a capture runs: then the last one should stay on the screen.
    virtual void setPreview(bool on) = 0;
    /// Which part of a scanner the preview is asked of: the fingers of the next request.
    virtual void setPreviewFingers(const QList<FingerPosition> &fingers) = 0;

Q_SIGNALS:
    void devicesChanged();
    void stateChanged(indraj::ScannerState state);
    /// At least three in a second where the device can; Format_RGB32, at most 2000 pixels a side, with the
    /// device's own marks drawn in. For the eye only: never judged, never kept.
    void preview(const QImage &picture);
    void captured(const indraj::SlapCapture &capture);
    void retry(const indraj::SlapRetry &retry);
    void failed(const indraj::DeviceError &error);
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::SlapRequest)
Q_DECLARE_METATYPE(indraj::SlapCapture)
Q_DECLARE_METATYPE(indraj::SlapRetry)
