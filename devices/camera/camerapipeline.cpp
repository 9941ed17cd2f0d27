#include "devices/camera/camerapipeline.h"

#include "biometrics/shared/record/jpegscan.h"
#include "devices/camera/camerafault.h"
#include "devices/camera/formatquery.h"

#include <QFileInfo>

#include <gst/app/gstappsink.h>
#include <gst/video/video.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostCutInARow = 30; ///< a second of pictures: no chance, but a cable, a hub or a driver

/// What follows the source when it runs in a mode of our choice, or in its own.
QString restOf(const CameraAddress &address, const std::optional<CameraFormat> &format, bool compressed)
{
    QString text = sourceText(address);
    if (format)
        text += u" ! capsfilter caps=\"%1,width=%2,height=%3,framerate=%4/%5\""_s
                    .arg(format->coding == CameraFormat::Coding::Jpeg ? "image/jpeg"_L1 : "video/x-raw"_L1)
                    .arg(format->size.width())
                    .arg(format->size.height())
                    .arg(format->rate)
                    .arg(format->per);
    else if (address.kind == CameraAddress::Kind::V4l2)
        // Compressed first: few USB cameras carry 1280x720 at 30 fps raw.
        text += u" ! capsfilter caps=\"image/jpeg,width=1280,height=720,framerate=30/1;"
                "video/x-raw,width=1280,height=720;image/jpeg;video/x-raw\""_s;
    if (compressed)
        return text + u" ! image/jpeg"_s;
    if (address.kind == CameraAddress::Kind::V4l2 || address.kind == CameraAddress::Kind::HttpMjpeg || format)
        text += u" ! identity name=coded"_s; // one picture in a buffer: looked at before it is decoded
    if (address.kind == CameraAddress::Kind::HttpMjpeg)
        text += u" ! jpegdec"_s;
    else if (address.kind != CameraAddress::Kind::Pipeline
             || (format && format->coding == CameraFormat::Coding::Jpeg))
        text += u" ! decodebin"_s;
    return text + u" ! videoconvert n-threads=1 ! video/x-raw,format=BGRx"_s;
}

} // namespace

CameraPipeline::CameraPipeline(CameraAddress address, GstElement *pipeline)
    : m_address(std::move(address))
    , m_pipeline(pipeline)
    , m_sink(gst_bin_get_by_name(GST_BIN(pipeline), "frames"))
    , m_bus(gst_element_get_bus(pipeline))
{
}

CameraPipeline::~CameraPipeline() { gst_element_set_state(m_pipeline.get(), GST_STATE_NULL); }

tl::expected<std::unique_ptr<CameraPipeline>, DeviceError>
CameraPipeline::open(const CameraAddress &address, const std::optional<CameraFormat> &format, bool compressed)
{
    if (address.kind == CameraAddress::Kind::File && !QFileInfo(address.value).isFile())
        return tl::unexpected(cameraFault(address, DeviceFault::NoDevice, u"there is no such file"_s));
    // Only a file has to be slowed down to its own rate; the others come live.
    const bool paced = address.kind == CameraAddress::Kind::File;
    const QString text = restOf(address, format, compressed)
        + u" ! appsink name=frames max-buffers=1 drop=true qos=false sync=%1"_s.arg(paced ? "true"_L1
                                                                                          : "false"_L1);
    GError *raw = nullptr;
    GstElement *element
        = gst_parse_launch_full(text.toUtf8().constData(), nullptr, GST_PARSE_FLAG_FATAL_ERRORS, &raw);
    const GErrorPointer error(raw);
    if (element == nullptr)
        return tl::unexpected(error ? cameraFault(address, *error)
                                    : cameraFault(address, DeviceFault::Refused, u"not a pipeline"_s));
    std::unique_ptr<CameraPipeline> pipeline(
        new CameraPipeline(address, GST_ELEMENT(gst_object_ref_sink(element))));
    if (auto playing = pipeline->play(); !playing)
        return tl::unexpected(playing.error());
    return pipeline;
}

tl::expected<void, DeviceError> CameraPipeline::play()
{
    aimSource(m_pipeline.get(), m_address);
    keepCutPicturesOut();
    countFrames();
    if (m_address.kind == CameraAddress::Kind::File) {
        // A segment seek is possible only once the file has been understood, hence the pause first.
        gst_element_set_state(m_pipeline.get(), GST_STATE_PAUSED);
        constexpr GstClockTime patience = 5 * GST_SECOND;
        const auto reached = gst_element_get_state(m_pipeline.get(), nullptr, nullptr, patience);
        m_looping = reached == GST_STATE_CHANGE_SUCCESS && seekToStart(true);
    }
    if (gst_element_set_state(m_pipeline.get(), GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE) {
        const auto said = problem();
        return tl::unexpected(said ? *said
                                   : cameraFault(m_address, DeviceFault::NoDevice, u"cannot be started"_s));
    }
    return {};
}

void CameraPipeline::countFrames()
{
    const GstPointer<GstPad> pad(gst_element_get_static_pad(m_sink.get(), "sink"));
    const auto count = [](GstPad *, GstPadProbeInfo *info, gpointer self) {
        // The number travels with the buffer, so that a consumer sees how many it has missed.
        auto *buffer = gst_buffer_make_writable(GST_PAD_PROBE_INFO_BUFFER(info));
        GST_BUFFER_OFFSET(buffer) = ++static_cast<CameraPipeline *>(self)->m_delivered;
        GST_PAD_PROBE_INFO_DATA(info) = buffer;
        return GST_PAD_PROBE_OK;
    };
    gst_pad_add_probe(pad.get(), GST_PAD_PROBE_TYPE_BUFFER, count, this, nullptr);
}

void CameraPipeline::keepCutPicturesOut()
{
    const GstPointer<GstElement> coded(gst_bin_get_by_name(GST_BIN(m_pipeline.get()), "coded"));
    if (!coded)
        return;
    const GstPointer<GstPad> pad(gst_element_get_static_pad(coded.get(), "src"));
    const auto look = [](GstPad *from, GstPadProbeInfo *info, gpointer self) {
        const GstCapsPointer caps(gst_pad_get_current_caps(from));
        return static_cast<CameraPipeline *>(self)->passes(GST_PAD_PROBE_INFO_BUFFER(info), caps.get())
            ? GST_PAD_PROBE_OK
            : GST_PAD_PROBE_DROP;
    };
    gst_pad_add_probe(pad.get(), GST_PAD_PROBE_TYPE_BUFFER, look, this, nullptr);
}

bool CameraPipeline::passes(GstBuffer *buffer, GstCaps *caps)
{
    if (caps == nullptr || gst_structure_has_name(gst_caps_get_structure(caps, 0), "image/jpeg") == FALSE)
        return true;
    GstMapInfo mapped;
    if (gst_buffer_map(buffer, &mapped, GST_MAP_READ) == FALSE)
        return false;
    const bool whole = isWhole({mapped.data, static_cast<qsizetype>(mapped.size)});
    gst_buffer_unmap(buffer, &mapped);
    return whole;
}

bool CameraPipeline::isWhole(QByteArrayView jpeg)
{
    const bool whole = scanJpeg(jpeg).has_value();
    m_cutInARow = whole ? 0 : m_cutInARow + 1;
    return whole;
}

bool CameraPipeline::seekToStart(bool flush)
{
    const int flags = GST_SEEK_FLAG_SEGMENT | (flush ? static_cast<int>(GST_SEEK_FLAG_FLUSH) : 0);
    return gst_element_seek(m_pipeline.get(), 1.0, GST_FORMAT_TIME, static_cast<GstSeekFlags>(flags),
                            GST_SEEK_TYPE_SET, 0, GST_SEEK_TYPE_NONE, -1)
        == TRUE;
}

std::optional<CameraFrame> CameraPipeline::nextFrame(std::chrono::milliseconds timeout)
{
    const auto wait = static_cast<GstClockTime>(timeout.count()) * GST_MSECOND;
    const GstSamplePointer sample(gst_app_sink_try_pull_sample(GST_APP_SINK(m_sink.get()), wait));
    return sample ? frameOf(sample.get()) : std::nullopt;
}

std::optional<CameraFrame> CameraPipeline::frameOf(GstSample *sample)
{
    CameraFrame frame;
    frame.arrived = std::chrono::steady_clock::now();
    GstBuffer *buffer = gst_sample_get_buffer(sample);
    GstCaps *caps = gst_sample_get_caps(sample);
    if (buffer == nullptr || caps == nullptr) {
        m_badFrame = cameraFault(m_address, DeviceFault::Protocol, u"a picture cannot be read"_s);
        return std::nullopt;
    }
    frame.sequence = GST_BUFFER_OFFSET(buffer);
    const bool isJpeg = gst_structure_has_name(gst_caps_get_structure(caps, 0), "image/jpeg") != FALSE;
    if (isJpeg)
        // One damaged picture is passed over: the next is not long in coming, and silence is noticed.
        return takeCompressed(buffer, caps, frame) ? std::optional(std::move(frame)) : std::nullopt;
    if (takePixels(buffer, caps, frame))
        return frame;
    m_badFrame = cameraFault(m_address, DeviceFault::Protocol, u"a picture cannot be read"_s);
    return std::nullopt;
}

bool CameraPipeline::takePixels(GstBuffer *buffer, GstCaps *caps, CameraFrame &frame)
{
    GstVideoInfo info;
    GstVideoFrame mapped;
    if (gst_video_info_from_caps(&info, caps) == FALSE
        || gst_video_frame_map(&mapped, &info, buffer, GST_MAP_READ) == FALSE)
        return false;
    const cv::Mat view(GST_VIDEO_FRAME_HEIGHT(&mapped), GST_VIDEO_FRAME_WIDTH(&mapped), CV_8UC4,
                       GST_VIDEO_FRAME_PLANE_DATA(&mapped, 0),
                       static_cast<std::size_t>(GST_VIDEO_FRAME_PLANE_STRIDE(&mapped, 0)));
    frame.whole = WholePicture(view.clone());
    gst_video_frame_unmap(&mapped);
    frame.image = frame.whole.pixelsAt(liveReduction(frame.whole.size().width));
    return true;
}

bool CameraPipeline::takeCompressed(GstBuffer *buffer, GstCaps *caps, CameraFrame &frame)
{
    GstMapInfo mapped;
    if (gst_buffer_map(buffer, &mapped, GST_MAP_READ) == FALSE)
        return false;
    const QByteArray jpeg(reinterpret_cast<const char *>(mapped.data), static_cast<qsizetype>(mapped.size));
    gst_buffer_unmap(buffer, &mapped);
    if (!isWhole(jpeg))
        return false;
    const GstStructure *entry = gst_caps_get_structure(caps, 0);
    cv::Size size;
    const bool told = gst_structure_get_int(entry, "width", &size.width) != FALSE
        && gst_structure_get_int(entry, "height", &size.height) != FALSE;
    const int factor = told ? liveReduction(size.width) : 1;
    frame.image = WholePicture(jpeg, size).pixelsAt(factor);
    if (frame.image.empty())
        return false;
    // What is looked at whole is not decoded twice.
    frame.whole = factor == 1 ? WholePicture(frame.image) : WholePicture(jpeg, size);
    return true;
}

std::optional<DeviceError> CameraPipeline::problem()
{
    if (m_badFrame)
        return m_badFrame;
    if (m_cutInARow >= mostCutInARow)
        return cameraFault(m_address, DeviceFault::Protocol, u"its pictures are damaged or cut short"_s);
    while (const GstMessagePointer message{gst_bus_pop(m_bus.get())})
        if (auto error = handle(message.get()))
            return error;
    return std::nullopt;
}

std::optional<DeviceError> CameraPipeline::handle(GstMessage *message)
{
    switch (GST_MESSAGE_TYPE(message)) {
    case GST_MESSAGE_ERROR: {
        GError *raw = nullptr;
        char *rawDebug = nullptr;
        gst_message_parse_error(message, &raw, &rawDebug);
        const GErrorPointer error(raw);
        const GStringPointer debug(rawDebug);
        return cameraFault(m_address, *error);
    }
    case GST_MESSAGE_SEGMENT_DONE:
        if (seekToStart(false))
            return std::nullopt;
        return cameraFault(m_address, DeviceFault::Protocol, u"the file cannot be started over"_s);
    case GST_MESSAGE_EOS:
        // Live sources have no end: a server has gone. A file that cannot be looped starts over by the retry.
        return cameraFault(m_address, DeviceFault::Removed, u"the stream has ended"_s);
    default:
        return std::nullopt;
    }
}

} // namespace indraj
