#pragma once

#include "devices/biometricdevice.h"
#include "devices/fingerprint/scanner.h"
#include "enrollment/eyes.h"
#include "enrollment/samples.h"

#include <QByteArray>
#include <QDateTime>
#include <QImage>
#include <QList>
#include <QObject>

#include <chrono>
#include <optional>

namespace indraj {

/// One photograph.
struct StillRequest {
    int requestedScore = 60; ///< 0-100: from this score on the camera takes it by itself
    std::chrono::milliseconds timeout{10000}; ///< then it hands out the best it has seen, or retry()
    /// What a photograph of biometric exceptions is to show beside the face; both empty: a portrait.
    QList<FingerPosition> exceptionFingers = {};
    QList<EyePosition> exceptionEyes = {};
    bool isValid() const; ///< score and time within their ranges
};

struct StillPicture {
    StillRequest request;
    QImage image; ///< Format_RGB32, upright, not mirrored; never null
    std::optional<double> deviceScore; ///< 0-100, the camera's own; the station judges every picture itself
    QByteArray record; ///< ISO/IEC 19794-5 record it came in, byte for byte; empty when there was none
    QByteArray statement; ///< the camera's signed statement about it (a JWS); empty when it signs nothing
    BiometricDevice device;
    QDateTime at; ///< UTC, of this station's clock
};

/// What the applicant should do differently. Never an error.
enum class StillRetryReason {
    General,
    NothingSeen, ///< no face until the time was over
    Misplaced, ///< turned, or not within the camera's reach
    NotReadable, ///< the camera could make nothing of what it saw
    TwoPictures, ///< more than the one that was asked for
};

struct StillRetry {
    StillRetryReason reason = StillRetryReason::General;
    QString detail; ///< for the log
};

/// A camera that finds the moment by itself and hands out one finished photograph with its own live picture,
/// as MOSIP's face devices do. A camera that gives frames, which the station judges, is a FrameSource. The
/// duties are those of SlapScanner, word for word, with a face in place of fingers, and the same conformance
/// tests run on it; its live picture may be looked at for the words to the applicant, and is never kept.
class StillCamera : public QObject {
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
    virtual void capture(const StillRequest &request) = 0;
    virtual void cancel() = 0;
    virtual void setPreview(bool on) = 0;

Q_SIGNALS:
    void devicesChanged();
    void stateChanged(indraj::ScannerState state);
    void preview(const QImage &picture);
    void captured(const indraj::StillPicture &picture);
    void retry(const indraj::StillRetry &retry);
    void failed(const indraj::DeviceError &error);
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::StillRequest)
Q_DECLARE_METATYPE(indraj::StillPicture)
Q_DECLARE_METATYPE(indraj::StillRetry)
