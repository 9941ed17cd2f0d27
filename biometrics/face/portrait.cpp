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

} // namespace

std::optional<PortraitGeometry> portraitGeometry(const FaceMeasures &measures, std::optional<int> crown)
{
    if (!measures.hasLandmarks)
        return std::nullopt;
    const double t = measures.eyesToChin;
    double head = usualHead * t;
    if (crown) {
        const double seen = measures.chin.y - *crown;
        if (seen >= leastHead * t && seen <= mostHead * t)
            head = seen;
    }
    const double wantedHeight = head / wantedHeadShare;
    const cv::Size size = fittingSize(wantedHeight, measures.pictureSize);
    const cv::Point2d eyes = (measures.leftEye + measures.rightEye) * 0.5;
    const double bottom = measures.chin.y + wantedChinShare * size.height;
    cv::Point corner(cvRound(eyes.x - size.width / 2.0), cvRound(bottom - size.height));
    const cv::Point wanted = corner;
    corner.x = std::clamp(corner.x, 0, measures.pictureSize.width - size.width);
    corner.y = std::clamp(corner.y, 0, measures.pictureSize.height - size.height);

    PortraitGeometry geometry;
    geometry.crop = cv::Rect(corner, size);
    geometry.headShare = head / size.height;
    geometry.eyeShare = (corner.y + size.height - eyes.y) / size.height;
    const bool centred = std::abs(corner.x - wanted.x) <= size.width / 20;
    const bool whole = measures.chin.y - head >= corner.y && measures.chin.y < corner.y + size.height;
    geometry.complete = centred && whole && geometry.headShare >= minHeadShare
        && geometry.headShare <= maxHeadShare && geometry.eyeShare >= minEyeShare
        && geometry.eyeShare <= maxEyeShare;
    return geometry;
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
