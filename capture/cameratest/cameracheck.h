#pragma once

#include "capture/cameratest/cameratest.h"
#include "devices/camera/framesource.h"

#include <QImage>

#include <memory>
#include <optional>

namespace indraj {

/// Looks at a camera's own pictures, unscaled, until everything of the test is seen. GUI thread; frames are
/// decoded and looked at on the camera's thread.
class CameraCheck : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void start() = 0; ///< from the beginning
    virtual void stop() = 0; ///< camera off; waits for nothing, and nothing more is said

Q_SIGNALS:
    void frame(const QImage &picture);
    void looked(const indraj::CameraTestResult &result);
    void cameraFailed(const indraj::DeviceError &error);
};

/// CameraCheck over a FrameSource. Only the destructor waits for the camera.
class CameraCheckSession : public CameraCheck {
    Q_OBJECT
public:
    explicit CameraCheckSession(const CameraAddress &camera, QObject *parent = nullptr);
    ~CameraCheckSession() override;
    void start() override;
    void stop() override;
    void useCamera(const CameraAddress &camera); ///< from the next start() on

private:
    struct Looker;
    void show(quint64 run, const QImage &picture, const std::optional<CameraTestResult> &result);
    std::unique_ptr<Looker> m_looker;
    std::unique_ptr<FrameSource> m_camera; ///< last: its thread uses the looker
};

} // namespace indraj
