#pragma once

#include "devices/deviceerror.h"
#include "enrollment/samples.h"

#include <QImage>
#include <QObject>

namespace indraj {

/// Why a picture would hardly show anything. A hint, never a refusal.
enum class PhotoHint { None, TooDark, TooBright, Blurred };

/// Takes a photograph as evidence: of both hands where fingers cannot be captured, or of a card. No judging
/// of persons and no automatic release: a person looks and presses. Lives on the GUI thread; decoding,
/// measuring and encoding run elsewhere.
class PhotoCapture : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void start() = 0; ///< camera on
    virtual void stop() = 0;
    virtual bool simulated() const = 0;
    /// The present picture, if it is not older than a second. Ends with taken() or notTaken().
    virtual void take() = 0;

Q_SIGNALS:
    void frame(const QImage &preview, indraj::PhotoHint hint); ///< at most 640 x 360 pixels
    /// A sample of SampleKind::ExceptionPhoto or EarlierCard, JPEG, at most 1280 x 1280 pixels, and what it
    /// shows.
    void taken(const indraj::Sample &sample, const QImage &picture);
    void notTaken(); ///< no picture there, or it could not be encoded: try again
    void cameraStalled(int milliseconds);
    void cameraResumed();
    void cameraFailed(const indraj::DeviceError &error); ///< retried by itself
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::PhotoHint)
