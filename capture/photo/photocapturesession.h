#pragma once

#include "capture/photocapture.h"
#include "devices/camera/framesource.h"

#include <memory>

namespace indraj {

/// What photographs are of.
enum class PhotoSubject {
    Hands, ///< a person with both hands: SampleKind::ExceptionPhoto, all of the picture
    Card, ///< a card held into cardFrame(): SampleKind::EarlierCard, cardPart() only
};

/// PhotoCapture over a FrameSource. A camera can be open once only: start() while another capture uses the
/// same one fails until that has stopped.
class PhotoCaptureSession : public PhotoCapture {
    Q_OBJECT
public:
    explicit PhotoCaptureSession(const CameraAddress &address, bool isSimulated,
                                 PhotoSubject subject = PhotoSubject::Hands, QObject *parent = nullptr);
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
