#pragma once

#include "devices/camera/framesource.h"
#include "devices/camera/gstpointer.h"

#include <tl/expected.hpp>

#include <atomic>
#include <optional>

namespace indraj {

/// One run of a GStreamer pipeline from a camera to BGRx pictures. Everything is called on one thread, the
/// camera's own; decoding runs on GStreamer's. Stops in its destructor.
class CameraPipeline {
public:
    /// `format`: nothing runs the source as it comes. `compressed`: JPEG is handed over as it is and decoded
    /// here, small for judging; else GStreamer decodes.
    static tl::expected<std::unique_ptr<CameraPipeline>, DeviceError>
    open(const CameraAddress &address, const std::optional<CameraFormat> &format = {},
         bool compressed = false);
    ~CameraPipeline();
    CameraPipeline(const CameraPipeline &) = delete;
    CameraPipeline &operator=(const CameraPipeline &) = delete;

    /// The newest picture, waiting for at most `timeout`. Its sequence counts from 1 in this run.
    std::optional<CameraFrame> nextFrame(std::chrono::milliseconds timeout);
    /// Handles what the pipeline has said since; an error ends the run. A file at its end starts over.
    std::optional<DeviceError> problem();
    quint64 framesDelivered() const { return m_delivered; } ///< including those that nobody fetched

private:
    CameraPipeline(CameraAddress address, GstElement *pipeline);
    tl::expected<void, DeviceError> play();
    /// A decoder fills with grey what of a JPEG did not arrive, and nobody would know: such pictures are
    /// passed over, and end the run when nothing else comes.
    void keepCutPicturesOut();
    bool passes(GstBuffer *buffer, GstCaps *caps); ///< anything but a JPEG; of those whole ones. Any thread
    bool isWhole(QByteArrayView jpeg);
    void countFrames();
    std::optional<DeviceError> handle(GstMessage *message);
    bool seekToStart(bool flush);
    std::optional<CameraFrame> frameOf(GstSample *sample);
    bool takePixels(GstBuffer *buffer, GstCaps *caps, CameraFrame &frame);
    bool takeCompressed(GstBuffer *buffer, GstCaps *caps, CameraFrame &frame);

    CameraAddress m_address;
    GstPointer<GstElement> m_pipeline;
    GstPointer<GstElement> m_sink;
    GstPointer<GstBus> m_bus;
    std::atomic<quint64> m_delivered{0};
    std::atomic<int> m_cutInARow{0};
    bool m_looping = false;
    std::optional<DeviceError> m_badFrame;
};

} // namespace indraj
