#pragma once

#include "capture/face/judgethread.h"
#include "devices/camera/stillcamera.h"

#include <QTimer>

namespace indraj {

/// Between a camera that takes its photographs itself and the judge: shows its live picture, asks for one
/// photograph after another while one is wanted, and hands each over with all its pixels. Lives on the
/// camera's thread; both must outlive it. No call blocks.
class PhotographFeed : public QObject {
    Q_OBJECT
public:
    PhotographFeed(StillCamera &camera, JudgeThread &judge, QObject *parent = nullptr);

    void start(); ///< the live picture, until stop(); no photograph before want()
    void stop();
    void want(); ///< a photograph; one that is already asked for is this one
    void wantLater(); ///< the last was refused: the applicant needs a moment to change something
    void takeNow(const QString &reasonCode); ///< one at once, however the camera likes it
    void nextApplicant();

    QString deviceName() const; ///< of the camera of the last photograph, as samples name it
    bool isSimulated() const;

Q_SIGNALS:
    void started(); ///< the first picture, live or not, since start()
    void resumed(); ///< the camera is back after failed()
    /// Once for an outage. Asked again by itself, unless nothing of this camera can be used.
    void failed(const indraj::DeviceError &error);

private:
    void ask();
    void stateChanged(ScannerState state);
    void shown(const QImage &picture);
    void captured(const StillPicture &picture);
    void retry();
    void cameraFailed(const DeviceError &error);
    void tellFault(const DeviceError &error);
    void pictureCame();

    StillCamera &m_camera;
    JudgeThread &m_judge;
    BiometricDevice m_device; ///< of the last photograph
    QTimer m_askAgain;
    QTimer m_searching; ///< how long a camera may take to be found before it counts as absent
    QString m_reason; ///< not empty: the photograph that is asked for is taken by hand
    int m_width = 0; ///< px of the last photograph
    bool m_running = false;
    bool m_wanted = false;
    bool m_asked = false; ///< and not answered
    bool m_started = false;
    std::optional<DeviceFault> m_fault; ///< that was told
};

} // namespace indraj
