#pragma once

#include "capture/face/portraitsample.h"
#include "capture/face/thresholds.h"
#include "capture/facecapture.h"
#include "devices/camera/framesource.h"
#include "devices/camera/stillcamera.h"

#include <functional>
#include <memory>

namespace indraj {

/// FaceCapture over a FrameSource, or over a StillCamera, and the judge. Three threads: the camera's
/// (GStreamer), the judge's, the GUI's. The nets are read when the session is made, off the GUI thread; if
/// they are missing or damaged, cameraFailed() says so with DeviceFault::NotSupported and device "face
/// models", and the camera stays off.
class FaceCaptureSession : public FaceCapture {
    Q_OBJECT
public:
    struct Setup {
        CameraAddress camera;
        QString modelFolder; ///< as left by packaging/get-face-models.sh
        FaceThresholds thresholds;
        bool cameraIsSimulated = false;
        PortraitRules rules = {}; ///< for stills; without profiles nothing is judged by all measures
        PortraitRules snapshotRules = {}; ///< for startSnapshot(); the first profile counts
        FrameCoding largeFrames = FrameCoding::Jpeg2000; ///< in the record of the whole frame
        /// How what is kept of a candidate is coded, on the session's thread for it; empty: encodeOutput().
        std::function<PortraitOutput(const FaceCandidate &)> coder = {};
        /// A camera that takes photographs itself, for usePhotographs(); must outlive the session.
        StillCamera *photographs = nullptr;
    };
    /// What became of the frames since the session was made.
    struct Statistics {
        quint64 delivered = 0; ///< decoded by the camera
        quint64 judged = 0;
        quint64 dropped = 0; ///< never judged, because the judge was busy
        quint64 painted = 0; ///< handed to the window
    };

    explicit FaceCaptureSession(const Setup &setup, QObject *parent = nullptr);
    ~FaceCaptureSession() override;

    void start() override;
    void startSnapshot() override;
    void stop() override;
    void clear() override;
    /// Another camera from now on; goes on with it when one was running. Pictures already taken are kept.
    void useCamera(const CameraAddress &address, bool isSimulated);
    /// The camera of Setup::photographs from now on, as useCamera(); nothing where there is none. Its live
    /// picture is looked at for the words to the applicant only. Each photograph is judged as a frame and as
    /// a still is; one that is refused is followed by the next, and captureManually() asks for one at once,
    /// whatever it is.
    void usePhotographs();
    void retake() override;
    /// An unknown or empty reason takes nothing. Nor does a picture older than a second.
    void captureManually(const QString &reasonCode) override;
    QList<FaceCandidate> candidates() const override;
    QList<CaptureAttempt> attempts() const override;
    QFuture<Sample> sampleFrom(const FaceCandidate &candidate) const override;
    void reject(const FaceCandidate &candidate, const QString &reasonCode) override;
    QFuture<QImage> wholePicture(const FaceCandidate &candidate, QSize most) const override;
    QFuture<FaceCandidate> cutByHand(const FaceCandidate &automatic,
                                     const CropAdjustment &adjustment) const override;
    void replace(const FaceCandidate &candidate, const FaceCandidate &by) override;
    QStringList profiles() const override;
    QString profile() const override;
    QSize leastPortrait() const override;
    void useProfile(const QString &name) override;
    bool simulated() const override;
    Statistics statistics() const;

Q_SIGNALS:
    /// Beside frame(): when the picture had been decoded, for measuring the way to the screen.
    void frameArrived(std::chrono::steady_clock::time_point arrived);

private:
    void switchOn();
    void goOnWith(const std::function<void()> &another); ///< with another camera, as it ran with this one
    void connectCamera();
    Sample uncoded(const FaceCandidate &candidate) const;
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace indraj
