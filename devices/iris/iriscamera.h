#pragma once

#include "devices/biometricdevice.h"
#include "devices/fingerprint/scanner.h"
#include "enrollment/eyes.h"

#include <QByteArray>
#include <QDateTime>
#include <QImage>
#include <QList>
#include <QObject>
#include <QSet>

#include <chrono>
#include <optional>

namespace indraj {

/// One capture of irises.
struct IrisRequest {
    QList<EyePosition> eyes{EyePosition::Right, EyePosition::Left}; ///< each once
    QSet<EyePosition> exceptions; ///< declared missing or not to be captured
    int requestedScore = 60; ///< 0-100: from this score on the camera captures by itself
    std::chrono::milliseconds timeout{10000}; ///< then it hands out the best it has seen, or retry()

    QList<EyePosition> expected() const; ///< the eyes minus the exceptions, in the order given
    bool isValid() const; ///< an eye is expected, none twice, score and time within their ranges
};

/// One eye in near infrared light.
struct EyeImage {
    EyePosition eye = EyePosition::Right;
    QImage image; ///< Format_Grayscale8, upright, not mirrored; never null
    std::optional<double> deviceScore; ///< 0-100, the camera's own; the station judges every picture itself
    QString deviceScoreAlgorithm;
    QByteArray record; ///< ISO/IEC 19794-6 record it came in, byte for byte; empty when there was none
    QByteArray statement; ///< the camera's signed statement about it (a JWS); empty when it signs nothing
};

/// `eyes` holds exactly IrisRequest::expected(), in that order.
struct IrisCapture {
    IrisRequest request;
    QList<EyeImage> eyes;
    BiometricDevice device;
    QDateTime at; ///< UTC, of this station's clock
};

/// What the applicant should do differently. Never an error.
enum class IrisRetryReason {
    General,
    NothingSeen, ///< no eye until the time was over
    EyesMissing, ///< `eyes` were asked for and did not come
    EyesUnexpected, ///< `eyes` came although they were excepted or not asked for
    SameEyeTwice,
    Misplaced, ///< turned, or not within the camera's reach
    NotReadable, ///< the camera could make nothing of what it saw
};

struct IrisRetry {
    IrisRetryReason reason = IrisRetryReason::General;
    QList<EyePosition> eyes;
    QString detail; ///< for the log
};

/// A camera for one or two irises, or several of which one is in use. The states are a scanner's, with eyes
/// in place of fingers. The duties are those of SlapScanner, word for word, and the same conformance tests
/// run on it.
class IrisCamera : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void open() = 0;
    virtual void close() = 0;
    virtual ScannerState state() const = 0;
    virtual QList<BiometricDevice> devices() const = 0;
    virtual std::optional<BiometricDevice> device() const = 0;
    virtual void choose(const QString &id) = 0;
    virtual void nextApplicant() = 0;
    virtual void capture(const IrisRequest &request) = 0;
    virtual void cancel() = 0;
    virtual void setPreview(bool on) = 0;
    /// Which eyes the live picture is to show; both until it is told.
    virtual void setPreviewEyes(const QList<EyePosition> &eyes) = 0;

Q_SIGNALS:
    void devicesChanged();
    void stateChanged(indraj::ScannerState state);
    void preview(const QImage &picture);
    void captured(const indraj::IrisCapture &capture);
    void retry(const indraj::IrisRetry &retry);
    void failed(const indraj::DeviceError &error);
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::IrisRequest)
Q_DECLARE_METATYPE(indraj::IrisCapture)
Q_DECLARE_METATYPE(indraj::IrisRetry)
