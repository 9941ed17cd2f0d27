#pragma once

#include "devices/deviceerror.h"
#include "enrollment/samples.h"

#include <QImage>
#include <QObject>

namespace indraj {

/// States of a fingerprint scanner, as the helper process reports them.
enum class ScannerState { NoDevice, Idle, WaitingFinger, FingerPresent, Processing, TooHot, HelperLost };

/// What the applicant should do differently. Never an error.
enum class RetryReason {
    General,
    TooShort,
    CentreFinger,
    RemoveFinger,
    NotAFinger, ///< no ridges in the picture
    TooDry, ///< ridges broken, light picture
    TooWet, ///< ridges run together, dark picture
    PressHarder,
    PressLighter,
    SmallArea,
    Smudged, ///< contrast without ridges: moved, or dirt on the glass
};

/// What a scanner is: libfprint tells no resolution (fp_image_get_ppmm is 0), so it comes from our own table
/// by USB vendor and product id, or by driver for the virtual ones.
struct SensorProfile {
    QString driver; ///< "uru4000", "virtual_image"
    QString model; ///< as the driver says
    int resolution = 500; ///< pixels per inch
    bool press = true; ///< false: swipe
    bool simulated = false; ///< shown as such on every page
    double widthMillimetres = 0; ///< of the active area; 0 when not known
    double heightMillimetres = 0; ///< of the active area (0 for a swipe sensor, whose picture has any length)
};

/// One touch, already upright with dark ridges on light.
struct FingerImage {
    QImage image; ///< Format_Grayscale8
    SensorProfile sensor;
    QDateTime at; ///< UTC
};

/// A fingerprint scanner in another process. Lives on the thread that made it; never blocks.
class FingerScanner : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Starts the helper and looks for devices. State changes tell the rest. Restarted when it dies or hangs.
    virtual void open() = 0;
    virtual void close() = 0;
    virtual ScannerState state() const = 0;
    virtual SensorProfile sensor() const = 0;
    /// Waits for one touch. Ends with exactly one captured(), retry() or failed(). Asked while NoDevice or
    /// HelperLost it is kept and begins when the scanner is back, unless cancelled. Only where the device is
    /// lost with its helper in the middle of it, it ends with failed(NotBack) after a short time.
    virtual void capture(FingerPosition finger) = 0;
    /// Any time, also when idle.
    virtual void cancel() = 0;

Q_SIGNALS:
    void stateChanged(indraj::ScannerState state);
    void captured(const indraj::FingerImage &image);
    void retry(indraj::RetryReason reason);
    void failed(const indraj::DeviceError &error);
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::ScannerState)
Q_DECLARE_METATYPE(indraj::RetryReason)
Q_DECLARE_METATYPE(indraj::FingerImage)
