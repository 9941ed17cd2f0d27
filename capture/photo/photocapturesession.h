#pragma once

#include "capture/photocapture.h"
#include "devices/camera/framesource.h"

#include <memory>

namespace indraj {

/// PhotoCapture over a FrameSource. A camera can be open once only: start() while another capture uses the
/// same one fails until that has stopped.
class PhotoCaptureSession : public PhotoCapture {
    Q_OBJECT
public:
    explicit PhotoCaptureSession(const CameraAddress &address, bool isSimulated, QObject *parent = nullptr);
    ~PhotoCaptureSession() override;

    void start() override;
    void stop() override;
    bool simulated() const override;
    void take() override;
    /// Another camera from now on; goes on with it when one was running.
    void useCamera(const CameraAddress &address, bool isSimulated);

private:
    struct Impl;
    void connectCamera();
    std::unique_ptr<Impl> m_impl;
};

} // namespace indraj
