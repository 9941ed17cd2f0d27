#include "capture/face/cutbyhand.h"

#include "biometrics/face/pixels.h"
#include "capture/face/handcrop.h"
#include "devices/camera/wholepicture.h"

namespace indraj {

cv::Mat wholePixelsOf(const FaceCandidate &candidate)
{
    if (candidate.whole)
        return candidate.whole->cheapPixels();
    const QImage &image = candidate.image;
    if (image.isNull() || image.format() != QImage::Format_RGB32)
        return {};
    // cv::Mat has no constructor for const pixels; nothing here writes.
    return cv::Mat(image.height(), image.width(), CV_8UC4, const_cast<uchar *>(image.constBits()),
                   static_cast<std::size_t>(image.bytesPerLine()));
}

PortraitFrame frameOf(const FaceCandidate &cutByHand)
{
    const HandFrame frame = handFrame(*cutByHand.automatic, *cutByHand.adjustment);
    return {{frame.centre.x(), frame.centre.y()}, {frame.size.width(), frame.size.height()}, frame.degrees};
}

tl::expected<FaceCandidate, FaceModelError> cutByHand(const StillAnalyser &analyser,
                                                      const FaceCandidate &automatic,
                                                      const CropAdjustment &adjustment,
                                                      const PortraitProfile *profile)
{
    if (adjustment.isNone())
        return automatic;
    FaceCandidate cut = automatic;
    cut.automatic = std::make_shared<const FaceCandidate>(automatic);
    cut.adjustment = adjustment;
    cut.at = QDateTime::currentDateTimeUtc();
    const cv::Mat picture = wholePixelsOf(automatic);
    if (picture.empty())
        return automatic; // damaged: there is nothing to cut from
    const PortraitFrame frame = frameOf(cut);
    const cv::Rect upright = uprightRect(frame, picture.size());
    const cv::Mat crop = bgrOf(cutFrame(picture, frame, upright.size()));
    cut.crop
        = QImage(crop.data, crop.cols, crop.rows, static_cast<qsizetype>(crop.step[0]), QImage::Format_BGR888)
              .copy();
    auto scene = analyser.scene(turnedUpright(picture, frame));
    if (!scene)
        return tl::unexpected(scene.error());
    if (scene->crop)
        scene->crop = geometryOf(upright, scene->basics, scene->crown);
    if (profile)
        cut.report = judgePortrait(measureFace(*scene), *profile);
    return cut;
}

} // namespace indraj
