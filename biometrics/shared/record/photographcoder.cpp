#include "biometrics/shared/record/photographcoder.h"

#include <openjpeg.h>

#include <QLoggingCategory>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <vector>

namespace indraj {

namespace {

Q_LOGGING_CATEGORY(lcPhotograph, "indraj.photograph")

constexpr int leastSide = 32; // six resolution levels need as much
constexpr int colours = 3;

using Codec = std::unique_ptr<opj_codec_t, decltype(&opj_destroy_codec)>;
using Image = std::unique_ptr<opj_image_t, decltype(&opj_image_destroy)>;
using Stream = std::unique_ptr<opj_stream_t, decltype(&opj_stream_destroy)>;

/// What OpenJPEG writes. It leaves room for the length of the code stream, and goes back to it at the end.
struct Written {
    QByteArray bytes;
    OPJ_OFF_T at = 0;
};

OPJ_SIZE_T writeInto(void *data, OPJ_SIZE_T length, void *user)
{
    auto &written = *static_cast<Written *>(user);
    const auto end = static_cast<qsizetype>(written.at) + static_cast<qsizetype>(length);
    try {
        if (end > written.bytes.size())
            written.bytes.resize(end);
    } catch (const std::bad_alloc &) {
        return static_cast<OPJ_SIZE_T>(-1); // its C code has no room for an exception, and says this itself
    }
    std::copy_n(static_cast<const char *>(data), length, written.bytes.data() + written.at);
    written.at = end;
    return length;
}

OPJ_BOOL seekIn(OPJ_OFF_T to, void *user)
{
    auto &written = *static_cast<Written *>(user);
    written.at = std::max<OPJ_OFF_T>(0, to);
    return to >= 0;
}

OPJ_OFF_T skipIn(OPJ_OFF_T by, void *user)
{
    auto &written = *static_cast<Written *>(user);
    return seekIn(written.at + by, user) ? by : -1;
}

Stream streamInto(Written &written)
{
    Stream stream(opj_stream_default_create(OPJ_FALSE), opj_stream_destroy);
    if (!stream)
        return stream;
    opj_stream_set_write_function(stream.get(), writeInto);
    opj_stream_set_seek_function(stream.get(), seekIn);
    opj_stream_set_skip_function(stream.get(), skipIn);
    opj_stream_set_user_data(stream.get(), &written, nullptr);
    return stream;
}

Image imageFor(const cv::Mat &picture)
{
    std::array<opj_image_cmptparm_t, colours> components{};
    for (opj_image_cmptparm_t &each : components) {
        each.dx = each.dy = 1;
        each.w = static_cast<OPJ_UINT32>(picture.cols);
        each.h = static_cast<OPJ_UINT32>(picture.rows);
        each.prec = 8;
    }
    Image image(opj_image_tile_create(colours, components.data(), OPJ_CLRSPC_SRGB), opj_image_destroy);
    if (image) {
        image->x1 = static_cast<OPJ_UINT32>(picture.cols);
        image->y1 = static_cast<OPJ_UINT32>(picture.rows);
    }
    return image;
}

opj_cparameters_t withoutLoss(const cv::Mat &picture)
{
    opj_cparameters_t wanted;
    opj_set_default_encoder_parameters(&wanted);
    wanted.tcp_numlayers = 1;
    wanted.tcp_rates[0] = 0; // everything
    wanted.cp_disto_alloc = 1;
    wanted.tcp_mct = 1;
    // One tile is the whole picture, which any reader of the format knows.
    wanted.tile_size_on = picture.cols > photographTileSide || picture.rows > photographTileSide;
    wanted.cp_tdx = wanted.cp_tdy = photographTileSide;
    return wanted;
}

/// Red, green and blue one after another, as OpenJPEG takes a tile.
void planesOf(const cv::Mat &tile, std::vector<OPJ_BYTE> &planes)
{
    planes.resize(tile.total() * colours);
    const int channels = tile.channels();
    for (int colour = 0; colour < colours; ++colour) {
        OPJ_BYTE *to = planes.data() + tile.total() * static_cast<std::size_t>(colour);
        for (int y = 0; y < tile.rows; ++y) {
            const uchar *from = tile.ptr<uchar>(y) + (colours - 1 - colour);
            for (int x = 0; x < tile.cols; ++x, from += channels)
                *to++ = *from;
        }
    }
}

bool writeTiles(opj_codec_t *codec, opj_stream_t *stream, const cv::Mat &picture, cv::Size side)
{
    std::vector<OPJ_BYTE> planes;
    OPJ_UINT32 index = 0;
    for (int y = 0; y < picture.rows; y += side.height)
        for (int x = 0; x < picture.cols; x += side.width, ++index) {
            const cv::Rect all(0, 0, picture.cols, picture.rows);
            planesOf(picture(cv::Rect(x, y, side.width, side.height) & all), planes);
            if (!opj_write_tile(codec, index, planes.data(), static_cast<OPJ_UINT32>(planes.size()), stream))
                return false;
        }
    return true;
}

void say(const char *message, void *) { qCWarning(lcPhotograph, "JPEG 2000 not written: %s", message); }

} // namespace

QByteArray encodePhotograph(const cv::Mat &picture)
{
    if (picture.depth() != CV_8U || picture.channels() < colours || picture.channels() > colours + 1
        || std::min(picture.cols, picture.rows) < leastSide)
        return {};
    Written written;
    const Codec codec(opj_create_compress(OPJ_CODEC_JP2), opj_destroy_codec);
    const Image image = imageFor(picture);
    const Stream stream = streamInto(written);
    if (!codec || !image || !stream)
        return {};
    opj_set_error_handler(codec.get(), say, nullptr);
    opj_cparameters_t wanted = withoutLoss(picture);
    const cv::Size side
        = wanted.tile_size_on ? cv::Size(photographTileSide, photographTileSide) : picture.size();
    const bool done = opj_setup_encoder(codec.get(), &wanted, image.get())
        && opj_start_compress(codec.get(), image.get(), stream.get())
        && writeTiles(codec.get(), stream.get(), picture, side)
        && opj_end_compress(codec.get(), stream.get());
    return done ? written.bytes : QByteArray();
}

} // namespace indraj
