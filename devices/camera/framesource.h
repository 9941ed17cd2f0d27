#pragma once

#include "devices/camera/cameraformat.h"
#include "devices/camera/wholepicture.h"
#include "devices/deviceerror.h"

#include <QObject>
#include <QString>

#include <opencv2/core/mat.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace indraj {

/// One decoded picture of a camera. The pixels are owned by `image` (reference counted).
struct CameraFrame {
    cv::Mat
        image; ///< CV_8UC4, BGRx, not mirrored; a wide one divided (liveReduction): for looking and judging
    WholePicture whole; ///< the same picture with all its pixels: for keeping
    quint64 sequence = 0; ///< counts every frame the source delivered, also those dropped before the consumer
    std::chrono::steady_clock::time_point arrived; ///< when the decoder handed it over
};

/// Where pictures come from. Parsed from one string so that a setting, a command line and a test agree:
///   v4l2:/dev/video0 · file:/path/x.avi (played at its own rate, looped) · http(s)://…/mjpeg · rtsp://… ·
///   pipeline:<gst-launch text ending in video/x-raw or image/jpeg>
struct CameraAddress {
    enum class Kind { V4l2, File, HttpMjpeg, Rtsp, Pipeline };
    Kind kind = Kind::V4l2;
    QString value;
    /// In which of its modes a device or pipeline is to run; not part of the string. Nothing: in its best.
    std::optional<CameraFormat> format = {};
    static std::optional<CameraAddress> parse(const QString &text);
    QString displayName() const; ///< without user name and password
};

/// A live source of frames on GStreamer's C API. The object lives on the thread that made it; frames are
/// delivered on a GStreamer thread through `onFrame`, which must return quickly (at most one frame is in
/// flight: while it runs, newer frames replace the waiting one and are counted as dropped).
class FrameSource : public QObject {
    Q_OBJECT
public:
    using FrameHandler = std::function<void(CameraFrame)>;
    explicit FrameSource(CameraAddress address, QObject *parent = nullptr);
    /// Waits for a picture that is being handed over, and for the camera two seconds at most: one that a
    /// driver does not give back is left to itself. After that nothing calls back. All else here waits for
    /// nothing.
    ~FrameSource() override;

    /// Call before start(). Runs on the decoding thread.
    void setFrameHandler(FrameHandler handler);
    /// Another camera, or another mode of the same, from the next start() on. Waits for nothing: the run that
    /// goes on is ended by that start() or by stop().
    void useAddress(CameraAddress address);
    /// Starts or restarts, in the wanted mode or its best; a mode that gives no picture is given up for the
    /// next, which modeChanged() says before started(). Ends in started() or failed(); a lost source is tried
    /// again by itself every second.
    void start();
    void stop();
    quint64 framesDelivered() const;
    quint64 framesDropped() const;

Q_SIGNALS:
    void started();
    void modeChanged(const indraj::CameraMode &mode); ///< with the first picture of a run
    void stalled(int milliseconds); ///< no frame for that long (first after 1500 ms); repeated while it lasts
    void resumed(); ///< frames are back after stalled() or failed()
    void failed(const indraj::DeviceError &error); ///< source gone; retried until stop()

private:
    struct Impl;
    std::shared_ptr<Impl> m_impl;
};

} // namespace indraj
