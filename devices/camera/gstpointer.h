#pragma once

#include <gst/gst.h>

#include <memory>

namespace indraj {

// Owners for what GStreamer and GLib hand out.
struct GstObjectUnref {
    void operator()(gpointer object) const { gst_object_unref(object); }
};
template <typename Type> using GstPointer = std::unique_ptr<Type, GstObjectUnref>;

struct GstMessageUnref {
    void operator()(GstMessage *message) const { gst_message_unref(message); }
};
using GstMessagePointer = std::unique_ptr<GstMessage, GstMessageUnref>;

struct GstCapsUnref {
    void operator()(GstCaps *caps) const { gst_caps_unref(caps); }
};
using GstCapsPointer = std::unique_ptr<GstCaps, GstCapsUnref>;

struct GstSampleUnref {
    void operator()(GstSample *sample) const { gst_sample_unref(sample); }
};
using GstSamplePointer = std::unique_ptr<GstSample, GstSampleUnref>;

struct GErrorFree {
    void operator()(GError *error) const { g_error_free(error); }
};
using GErrorPointer = std::unique_ptr<GError, GErrorFree>;

struct GFree {
    void operator()(gpointer memory) const { g_free(memory); }
};
using GStringPointer = std::unique_ptr<char, GFree>;

} // namespace indraj
