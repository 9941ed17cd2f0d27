#include "biometrics/face/portrait.h"

#include "biometrics/face/personmask.h"
#include "biometrics/face/pixels.h"

#include <algorithm>
#include <cmath>

namespace indraj {

namespace {

constexpr double aspect = 35.0 / 45.0;
constexpr double wantedHeadShare = 0.75;
constexpr double wantedChinShare = 0.16; // of the height below the chin
constexpr double minHeadShare = 0.70;
constexpr double maxHeadShare = 0.80;
constexpr double minEyeShare = 0.50;
constexpr double maxEyeShare = 0.70;
// Head height in T (eyes to chin): the eyes lie about half way; hair and caps add to it.
constexpr double usualHead = 2.0;
constexpr double leastHead = 1.7;
constexpr double mostHead = 2.4;

/// The largest crop of the wanted proportions, up to `height`, that fits into the picture.
cv::Size fittingSize(double height, const cv::Size &picture)
{
    const double fitting = std::min({height, static_cast<double>(picture.height), picture.width / aspect});
    return {std::max(1, static_cast<int>(fitting * aspect)), std::max(1, static_cast<int>(fitting))};
}

double headHeight(const FaceMeasures &measures, std::optional<int> crown)
{
    const double t = measures.eyesToChin;
    const double seen = crown ? measures.chin.y - *crown : 0;
    return seen >= leastHead * t && seen <= mostHead * t ? seen : usualHead * t;
}

} // namespace

PortraitGeometry geometryOf(const cv::Rect &crop, const FaceMeasures &measures, std::optional<int> crown)
{
    const double head = headHeight(measures, crown);
    const cv::Point2d eyes = (measures.leftEye + measures.rightEye) * 0.5;
    PortraitGeometry geometry;
    geometry.crop = crop;
    geometry.headShare = head / crop.height;
    geometry.eyeShare = (crop.y + crop.height - eyes.y) / crop.height;
    const bool centred = std::abs(crop.x - cvRound(eyes.x - crop.width / 2.0)) <= crop.width / 20;
    const bool whole = measures.chin.y - head >= crop.y && measures.chin.y < crop.y + crop.height;
    geometry.complete = centred && whole && geometry.headShare >= minHeadShare
        && geometry.headShare <= maxHeadShare && geometry.eyeShare >= minEyeShare
        && geometry.eyeShare <= maxEyeShare;
    return geometry;
}

std::optional<PortraitGeometry> portraitGeometry(const FaceMeasures &measures, std::optional<int> crown)
{
    if (!measures.hasLandmarks)
        return std::nullopt;
    const double wantedHeight = headHeight(measures, crown) / wantedHeadShare;
    const cv::Size size = fittingSize(wantedHeight, measures.pictureSize);
    const cv::Point2d eyes = (measures.leftEye + measures.rightEye) * 0.5;
    const double bottom = measures.chin.y + wantedChinShare * size.height;
    cv::Point corner(cvRound(eyes.x - size.width / 2.0), cvRound(bottom - size.height));
    corner.x = std::clamp(corner.x, 0, measures.pictureSize.width - size.width);
    corner.y = std::clamp(corner.y, 0, measures.pictureSize.height - size.height);
    return geometryOf(cv::Rect(corner, size), measures, crown);
}

tl::expected<Portrait, FaceModelError> cropPortrait(const cv::Mat &image, const FaceMeasures &measures,
                                                    Inference &personMaskNet)
{
    Portrait portrait;
    if (!measures.hasLandmarks || measures.pictureSize != image.size()) {
        const cv::Size size = fittingSize(image.rows, image.size());
        portrait.geometry.crop
            = cv::Rect({(image.cols - size.width) / 2, (image.rows - size.height) / 2}, size);
        portrait.image = bgrOf(image(portrait.geometry.crop)).clone();
        return portrait;
    }
    const auto mask = personMask(personMaskNet, image);
    if (!mask)
        return tl::unexpected(mask.error());
    const double middle = (measures.leftEye.x + measures.rightEye.x) / 2;
    const auto crown = topOfPerson(*mask, middle, 0.3 * measures.eyeDistance);
    portrait.geometry = *portraitGeometry(measures, crown);
    portrait.image = bgrOf(image(portrait.geometry.crop)).clone();
    return portrait;
}

} // namespace indraj
