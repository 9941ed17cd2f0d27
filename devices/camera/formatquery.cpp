#include "devices/camera/formatquery.h"

#include "devices/camera/gstpointer.h"

#include <algorithm>
#include <array>
#include <vector>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int networkTimeoutSeconds = 5;
constexpr int largestOfACamera = 16384; ///< a range that goes further is that of software
constexpr double wantedRate = 30; ///< faster is no better, and costs

/// The usual sizes, for cameras that can give any up to a limit.
constexpr std::array usualSizes{QSize(640, 480),   QSize(1280, 720),  QSize(1920, 1080), QSize(2560, 1440),
                                QSize(2592, 1944), QSize(3264, 2448), QSize(3840, 2160)};

struct Fraction {
    int rate = 0;
    int per = 1;
    double value() const { return per > 0 ? static_cast<double>(rate) / per : 0; }
};

Fraction fractionOf(const GValue *value)
{
    return {gst_value_get_fraction_numerator(value), gst_value_get_fraction_denominator(value)};
}

/// The fastest that is not faster than wanted, else the slowest.
Fraction bestRate(std::vector<Fraction> rates)
{
    std::erase_if(rates, [](const Fraction &each) { return each.value() <= 0; });
    if (rates.empty())
        return {};
    const auto better = [](const Fraction &a, const Fraction &b) {
        const bool aFits = a.value() <= wantedRate;
        const bool bFits = b.value() <= wantedRate;
        return aFits != bFits ? aFits : aFits == (a.value() > b.value());
    };
    return *std::min_element(rates.begin(), rates.end(), better);
}

Fraction rateIn(const GValue *value)
{
    if (value == nullptr)
        return {};
    if (GST_VALUE_HOLDS_FRACTION(value))
        return fractionOf(value);
    if (GST_VALUE_HOLDS_FRACTION_RANGE(value)) {
        const Fraction least = fractionOf(gst_value_get_fraction_range_min(value));
        const Fraction most = fractionOf(gst_value_get_fraction_range_max(value));
        if (least.value() <= wantedRate && most.value() >= wantedRate)
            return {static_cast<int>(wantedRate), 1};
        return bestRate({least, most});
    }
    std::vector<Fraction> rates;
    if (GST_VALUE_HOLDS_LIST(value))
        for (guint k = 0; k < gst_value_list_get_size(value); ++k)
            rates.push_back(rateIn(gst_value_list_get_value(value, k)));
    return bestRate(std::move(rates));
}

bool holds(const GValue *value, int number)
{
    if (value == nullptr)
        return false;
    if (G_VALUE_HOLDS_INT(value))
        return g_value_get_int(value) == number;
    if (GST_VALUE_HOLDS_INT_RANGE(value))
        return gst_value_get_int_range_max(value) <= largestOfACamera
            && number >= gst_value_get_int_range_min(value) && number <= gst_value_get_int_range_max(value);
    if (GST_VALUE_HOLDS_LIST(value))
        for (guint k = 0; k < gst_value_list_get_size(value); ++k)
            if (holds(gst_value_list_get_value(value, k), number))
                return true;
    return false;
}

/// Sizes of one structure: the one it names, or of the usual ones those it allows.
QList<QSize> sizesIn(const GValue *width, const GValue *height)
{
    if (width == nullptr || height == nullptr)
        return {};
    if (G_VALUE_HOLDS_INT(width) && G_VALUE_HOLDS_INT(height))
        return {QSize(g_value_get_int(width), g_value_get_int(height))};
    QList<QSize> sizes;
    for (const QSize &size : usualSizes)
        if (holds(width, size.width()) && holds(height, size.height()))
            sizes.append(size);
    return sizes;
}

} // namespace

QString sourceText(const CameraAddress &address)
{
    switch (address.kind) {
    case CameraAddress::Kind::V4l2:
        return u"v4l2src name=source"_s;
    case CameraAddress::Kind::File:
        return u"filesrc name=source"_s;
    case CameraAddress::Kind::HttpMjpeg:
        return u"souphttpsrc name=source is-live=true do-timestamp=true retries=0 ! "
               "multipartdemux single-stream=true ! image/jpeg"_s;
    case CameraAddress::Kind::Rtsp:
        return u"rtspsrc name=source latency=0 drop-on-latency=true"_s;
    case CameraAddress::Kind::Pipeline:
        return address.value;
    }
    return {};
}

void aimSource(GstElement *pipeline, const CameraAddress &address)
{
    if (address.kind == CameraAddress::Kind::Pipeline)
        return; // brings its own
    const GstPointer<GstElement> source(gst_bin_get_by_name(GST_BIN(pipeline), "source"));
    if (!source)
        return;
    const QByteArray value = address.value.toUtf8();
    const char *property = address.kind == CameraAddress::Kind::V4l2 ? "device" : "location";
    g_object_set(source.get(), property, value.constData(), nullptr);
    if (address.kind == CameraAddress::Kind::HttpMjpeg)
        g_object_set(source.get(), "timeout", networkTimeoutSeconds, nullptr);
}

SourceOffer offerIn(const GstCaps *caps)
{
    SourceOffer offer;
    if (caps == nullptr || gst_caps_is_any(caps) != FALSE || gst_caps_is_empty(caps) != FALSE)
        return offer;
    offer.onlyJpeg = true;
    QList<CameraFormat> formats;
    for (guint k = 0; k < gst_caps_get_size(caps); ++k) {
        const GstStructure *entry = gst_caps_get_structure(caps, k);
        const bool isJpeg = gst_structure_has_name(entry, "image/jpeg") != FALSE;
        offer.onlyJpeg = offer.onlyJpeg && isJpeg;
        const GstCapsFeatures *features = gst_caps_get_features(caps, k);
        if ((!isJpeg && gst_structure_has_name(entry, "video/x-raw") == FALSE)
            || gst_caps_features_is_equal(features, GST_CAPS_FEATURES_MEMORY_SYSTEM_MEMORY) == FALSE)
            continue;
        const Fraction rate = rateIn(gst_structure_get_value(entry, "framerate"));
        if (rate.value() <= 0)
            continue;
        const auto sizes
            = sizesIn(gst_structure_get_value(entry, "width"), gst_structure_get_value(entry, "height"));
        for (const QSize &size : sizes)
            formats.append(
                {size, rate.rate, rate.per, isJpeg ? CameraFormat::Coding::Jpeg : CameraFormat::Coding::Raw});
    }
    offer.formats = bestFirst(std::move(formats));
    return offer;
}

SourceOffer askSource(const CameraAddress &address)
{
    if (address.kind != CameraAddress::Kind::V4l2 && address.kind != CameraAddress::Kind::Pipeline)
        return {};
    const QString text = sourceText(address) + u" ! fakesink name=end"_s;
    GError *raw = nullptr;
    GstElement *element
        = gst_parse_launch_full(text.toUtf8().constData(), nullptr, GST_PARSE_FLAG_FATAL_ERRORS, &raw);
    const GErrorPointer error(raw);
    if (element == nullptr)
        return {}; // the run says why
    const GstPointer<GstElement> pipeline(GST_ELEMENT(gst_object_ref_sink(element)));
    aimSource(pipeline.get(), address);
    SourceOffer offer;
    if (gst_element_set_state(pipeline.get(), GST_STATE_READY) != GST_STATE_CHANGE_FAILURE) {
        const GstPointer<GstElement> end(gst_bin_get_by_name(GST_BIN(pipeline.get()), "end"));
        const GstPointer<GstPad> sink(gst_element_get_static_pad(end.get(), "sink"));
        const GstPointer<GstPad> source(gst_pad_get_peer(sink.get()));
        if (GstCaps *caps = source ? gst_pad_query_caps(source.get(), nullptr) : nullptr) {
            offer = offerIn(caps);
            gst_caps_unref(caps);
        }
    }
    gst_element_set_state(pipeline.get(), GST_STATE_NULL);
    return offer;
}

} // namespace indraj
