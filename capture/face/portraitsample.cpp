#include "capture/face/portraitsample.h"

#include "biometrics/face/pixels.h"
#include "biometrics/face/portraitsizes.h"
#include "biometrics/face/record/facerecord.h"
#include "biometrics/shared/record/photographcoder.h"
#include "capture/face/capturelog.h"
#include "capture/face/cutbyhand.h"
#include "capture/face/handcrop.h"
#include "capture/face/jpegtables.h"
#include "devices/camera/wholepicture.h"

#include <QLoggingCategory>

#include <opencv2/core/mat.hpp>
#include <opencv2/imgcodecs.hpp>

#include <limits>

namespace indraj {

namespace {

Q_LOGGING_CATEGORY(lcSample, "indraj.portraitsample")

constexpr std::uint8_t digitalVideoCamera = 6; // ISO/IEC 19794-5:2011, 5.4.3

/// A view; `bgr` must outlive it. imencode only reads, but cv::Mat has no constructor for const pixels.
cv::Mat pixelsOf(const QImage &bgr)
{
    return {bgr.height(), bgr.width(), CV_8UC3, const_cast<uchar *>(bgr.constBits()),
            static_cast<std::size_t>(bgr.bytesPerLine())};
}

EncodedPortrait encodePixels(const cv::Mat &pixels)
{
    const QSize size(pixels.cols, pixels.rows);
    if (const QByteArray jpeg2000 = encodePhotograph(pixels); !jpeg2000.isEmpty())
        return {jpeg2000, QStringLiteral("image/jp2"), size};
    // Too narrow for JPEG 2000, or no memory for it: without loss all the same.
    std::vector<uchar> png;
    try {
        if (!cv::imencode(".png", bgrOf(pixels), png))
            png.clear();
    } catch (const cv::Exception &error) {
        qCWarning(lcSample, "no picture coded: %s", error.what());
        png.clear(); // who asked sees that there are no bytes
    }
    return {QByteArray(reinterpret_cast<const char *>(png.data()), static_cast<qsizetype>(png.size())),
            QStringLiteral("image/png"), size};
}

FaceLandmark landmarkAt(std::uint8_t code, const QPointF &point, double scale, const QSize &frame)
{
    FaceLandmark mark;
    mark.code = code;
    mark.x = static_cast<std::uint16_t>(qBound(0, qRound(point.x() * scale), frame.width() - 1));
    mark.y = static_cast<std::uint16_t>(qBound(0, qRound(point.y() * scale), frame.height() - 1));
    return mark;
}

FaceImageCoding codingOf(const QString &mimeType)
{
    if (mimeType == QLatin1StringView("image/jp2"))
        return FaceImageCoding::Jpeg2000Lossless;
    return mimeType == QLatin1StringView("image/jpeg") ? FaceImageCoding::Jpeg : FaceImageCoding::Png;
}

/// The whole frame. A large one that came as JPEG stays what it was where the site asks for it: without loss
/// it takes three to four times the room.
EncodedPortrait frameOf(const FaceCandidate &candidate, FrameCoding large)
{
    if (!candidate.whole)
        return encodePortrait(candidate.image);
    const QByteArray jpeg
        = large == FrameCoding::AsItCame ? withHuffmanTables(candidate.whole->jpeg()) : QByteArray();
    const cv::Size size = candidate.whole->size();
    if (!jpeg.isEmpty())
        return {jpeg, QStringLiteral("image/jpeg"), {size.width, size.height}};
    return encodePixels(candidate.whole->pixels());
}

QByteArray recordOf(const FaceCandidate &candidate, const EncodedPortrait &frame, double scale)
{
    constexpr int most = std::numeric_limits<std::uint16_t>::max();
    if (frame.bytes.isEmpty() || frame.size.width() > most || frame.size.height() > most)
        return {};
    const FaceJudgement &seen = candidate.judgement;
    FaceRecord record;
    record.captured = candidate.taken();
    record.technology = digitalVideoCamera;
    const QualityScore score = qualityOf(candidate);
    // Our algorithm has no registered number (vendor and algorithm 0); the packet names it in words.
    record.qualities = {{static_cast<std::uint8_t>(score.isValid() ? score.value : QualityScore::failed)}};
    if (!seen.faceBox.isEmpty()) {
        record.landmarks = {landmarkAt(landmark::leftEyeCentre, seen.leftEye, scale, frame.size),
                            landmarkAt(landmark::rightEyeCentre, seen.rightEye, scale, frame.size)};
        record.pose = {poseByte(seen.yaw), poseByte(seen.pitch), poseByte(seen.roll)};
    }
    record.imageType = FaceImageType::Basic;
    record.coding = codingOf(frame.mimeType);
    record.width = static_cast<std::uint16_t>(frame.size.width());
    record.height = static_cast<std::uint16_t>(frame.size.height());
    record.image = frame.bytes;
    return writeFaceRecord(record).value_or(QByteArray());
}

/// A candidate's crop in one size after another. One that a person turned is cut anew from the whole picture
/// for each: its crop is interpolated already, and nothing is interpolated twice.
class Cut {
public:
    Cut(const FaceCandidate &candidate, const cv::Mat &crop)
        : m_crop(crop)
        , m_eyeDistance(candidate.judgement.eyeDistance * wholeScaleOf(candidate))
    {
        if (!candidate.adjustment || candidate.adjustment->degrees == 0)
            return;
        m_frame = indraj::frameOf(candidate);
        m_whole = wholePixelsOf(candidate);
    }
    std::optional<cv::Mat> operator()(const PortraitSize &size) const
    {
        if (m_whole.empty())
            return portraitIn(size, m_crop, m_eyeDistance);
        if (!givesPortrait(size, m_crop.cols, m_crop.rows, m_eyeDistance))
            return std::nullopt;
        return bgrOf(cutFrame(m_whole, m_frame, {size.width, size.height}));
    }

private:
    const cv::Mat &m_crop;
    cv::Mat m_whole; ///< empty: the crop is a part of the picture as it came
    PortraitFrame m_frame;
    double m_eyeDistance;
};

/// Portrait and card picture. Apart from the record, so that no second whole picture is decoded beside this
/// one's: at five megapixels each takes 20 MB.
void codeCrop(const FaceCandidate &candidate, PortraitOutput &output)
{
    const QImage bgr = candidate.crop.convertToFormat(QImage::Format_BGR888);
    const cv::Mat crop = pixelsOf(bgr);
    const Cut in(candidate, crop);
    for (const PortraitSize &size : portraitSizes) {
        const auto portrait = in(size);
        if (!portrait)
            continue;
        if (output.portrait.bytes.isEmpty())
            output.portrait = encodePixels(*portrait);
        else if (&size == &cardPortraitSize)
            output.card = encodePixels(*portrait);
    }
    if (output.portrait.bytes.isEmpty())
        output.portrait = encodePixels(crop);
}

/// What was accepted for the portrait says nothing about a picture that goes with it.
Sample companionOf(const SampleInfo &portrait, SampleKind kind, const QByteArray &bytes)
{
    Sample sample;
    sample.info.id = SampleId::create();
    sample.info.kind = kind;
    sample.info.quality = portrait.quality;
    sample.info.device = portrait.device;
    sample.info.capturedAt = portrait.capturedAt;
    sample.bytes = bytes;
    return sample;
}

} // namespace

EncodedPortrait encodePortrait(const QImage &crop)
{
    const QImage bgr = crop.convertToFormat(QImage::Format_BGR888);
    return encodePixels(pixelsOf(bgr));
}

PortraitOutput encodeOutput(const FaceCandidate &candidate, FrameCoding large)
{
    PortraitOutput output;
    codeCrop(candidate, output);
    const EncodedPortrait frame = frameOf(candidate, large);
    output.record = recordOf(candidate, frame, wholeScaleOf(candidate));
    output.frame = frame.size;
    return output;
}

std::vector<Sample> companionsOf(const SampleInfo &portrait, const PortraitOutput &output)
{
    std::vector<Sample> companions;
    const auto add = [&](SampleKind kind, const QByteArray &bytes, const QString &mimeType, QSize size) {
        if (bytes.isEmpty())
            return;
        Sample sample = companionOf(portrait, kind, bytes);
        sample.info.mimeType = mimeType;
        sample.info.width = size.width();
        sample.info.height = size.height();
        companions.push_back(std::move(sample));
    };
    add(SampleKind::PortraitRecord, output.record, QString(faceRecordType), output.frame);
    add(SampleKind::CardPortrait, output.card.bytes, output.card.mimeType, output.card.size);
    return companions;
}

} // namespace indraj
