#pragma once

#include "devices/camera/gstpointer.h"
#include "devices/camera/gstreamerruntime.h"

#include <opencv2/core/mat.hpp>

#include <string>

namespace indraj::training {

/// Writes an AVI file of JPEG pictures. Failures are said by ok() and problem().
class VideoFile {
public:
    VideoFile(const std::string &path, int width, int height, int framesPerSecond);
    ~VideoFile();
    VideoFile(const VideoFile &) = delete;
    VideoFile &operator=(const VideoFile &) = delete;
    bool add(const cv::Mat &picture);
    bool finish(); ///< writes the index; false when anything went wrong
    const std::string &problem() const { return m_problem; }

private:
    bool failed(const std::string &problem);

    GStreamerRuntime m_runtime;
    GstPointer<GstElement> m_pipeline;
    GstPointer<GstElement> m_source;
    GstClockTime m_frameTime;
    GstClockTime m_now = 0;
    std::string m_problem;
};

} // namespace indraj::training
