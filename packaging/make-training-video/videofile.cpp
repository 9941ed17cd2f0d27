#include "packaging/make-training-video/videofile.h"

#include <opencv2/imgcodecs.hpp>

#include <gst/app/gstappsrc.h>

#include <vector>

namespace indraj::training {

namespace {
constexpr int jpegQuality = 74;
}

VideoFile::VideoFile(const std::string &path, int width, int height, int framesPerSecond)
    : m_frameTime(GST_SECOND / static_cast<GstClockTime>(framesPerSecond))
{
    GError *raw = nullptr;
    GstElement *pipeline = gst_parse_launch(
        // Unlimited, not blocking: a file that cannot be written must end in an error, not in a wait.
        "appsrc name=pictures format=time block=false max-bytes=0 ! mux.video_0 "
        "avimux name=mux ! filesink name=file async=false",
        &raw);
    const GErrorPointer error(raw);
    if (pipeline == nullptr) {
        m_problem = error ? error->message : "no pipeline";
        return;
    }
    m_pipeline.reset(GST_ELEMENT(gst_object_ref_sink(pipeline)));
    m_source.reset(gst_bin_get_by_name(GST_BIN(pipeline), "pictures"));
    const GstPointer<GstElement> file(gst_bin_get_by_name(GST_BIN(pipeline), "file"));
    g_object_set(file.get(), "location", path.c_str(), nullptr);
    GstCaps *caps = gst_caps_new_simple("image/jpeg", "width", G_TYPE_INT, width, "height", G_TYPE_INT,
                                        height, "framerate", GST_TYPE_FRACTION, framesPerSecond, 1, nullptr);
    gst_app_src_set_caps(GST_APP_SRC(m_source.get()), caps);
    gst_caps_unref(caps);
    if (gst_element_set_state(pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
        m_problem = "the file cannot be opened";
}

VideoFile::~VideoFile()
{
    if (m_pipeline)
        gst_element_set_state(m_pipeline.get(), GST_STATE_NULL);
}

bool VideoFile::failed(const std::string &problem)
{
    if (m_problem.empty())
        m_problem = problem;
    return false;
}

bool VideoFile::add(const cv::Mat &picture)
{
    if (!m_problem.empty())
        return false;
    std::vector<uchar> jpeg;
    if (!cv::imencode(".jpg", picture, jpeg, {cv::IMWRITE_JPEG_QUALITY, jpegQuality}))
        return failed("a picture cannot be encoded");
    GstBuffer *buffer = gst_buffer_new_memdup(jpeg.data(), jpeg.size());
    GST_BUFFER_PTS(buffer) = m_now;
    GST_BUFFER_DURATION(buffer) = m_frameTime;
    m_now += m_frameTime;
    if (gst_app_src_push_buffer(GST_APP_SRC(m_source.get()), buffer) != GST_FLOW_OK)
        return failed("the file cannot be written");
    return true;
}

bool VideoFile::finish()
{
    if (!m_problem.empty())
        return false;
    gst_app_src_end_of_stream(GST_APP_SRC(m_source.get()));
    const GstPointer<GstBus> bus(gst_element_get_bus(m_pipeline.get()));
    constexpr GstClockTime patience = 30 * GST_SECOND;
    const GstMessagePointer message(gst_bus_timed_pop_filtered(
        bus.get(), patience, static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR)));
    if (!message || GST_MESSAGE_TYPE(message.get()) != GST_MESSAGE_EOS)
        return failed("the file cannot be finished");
    return true;
}

} // namespace indraj::training
