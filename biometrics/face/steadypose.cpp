#include "biometrics/face/steadypose.h"

#include "biometrics/face/pixels.h"

#include <opencv2/imgproc.hpp>

#include <array>
#include <cmath>

namespace indraj {

namespace {

constexpr int side = 192; // of the net's input
constexpr float leastPresence = 0.5F;
constexpr std::array crops{0.9F, 1.0F, 1.1F};
// A seventh of the crop, a quarter of the face: slower than eyes, nose and mouth, faster than a lamp's slope.
constexpr double slowness = 28;
// What even daylight on a face leaves in the middle of its range, blue, green, red: the net has learnt from
// faces, not from grey ones. Which skin it is does not matter, its own colour is divided out.
constexpr std::array evenLight{95.0, 115.0, 150.0};
constexpr double blackFloor = 4; // keeps the noise of black from being blown up

cv::Mat cropOf(const cv::Mat &image, const FaceRegion &region)
{
    const float step = region.side / side;
    const float c = std::cos(region.angle) * step;
    const float s = std::sin(region.angle) * step;
    constexpr float half = side / 2.F;
    const cv::Matx23f toPicture(c, -s, region.centre.x - half * (c - s), //
                                s, c, region.centre.y - half * (s + c));
    cv::Mat crop;
    cv::warpAffine(image, crop, toPicture, cv::Size(side, side), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REPLICATE);
    return bgrOf(crop);
}

/// Each colour divided by its own slow course: strength, slope and colour of the light are gone.
cv::Mat inEvenLight(const cv::Mat &crop)
{
    std::array<cv::Mat, 3> colours;
    cv::Mat exact;
    crop.convertTo(exact, CV_32F);
    cv::split(exact, colours.data());
    for (std::size_t k = 0; k < colours.size(); ++k) {
        cv::Mat slow;
        cv::GaussianBlur(colours[k], slow, cv::Size(), slowness, slowness, cv::BORDER_REPLICATE);
        cv::divide(colours[k], slow + blackFloor, colours[k], evenLight[k]);
    }
    cv::Mat even;
    cv::merge(colours.data(), colours.size(), even);
    even.convertTo(even, CV_8U);
    return even;
}

} // namespace

tl::expected<std::optional<HeadTurn>, FaceModelError> steadyTurn(FaceModels &models, const cv::Mat &image,
                                                                 const FaceRegion &region)
{
    const FaceRegion whole{{side / 2.F, side / 2.F}, side, 0};
    HeadTurn sum;
    int seen = 0;
    for (const float size : crops) {
        cv::Mat crop = inEvenLight(cropOf(image, {region.centre, region.side * size, region.angle}));
        for (const bool mirrored : {false, true}) {
            if (mirrored)
                cv::flip(crop, crop, 1);
            const auto mesh = findMeshPoints(models, crop, whole);
            if (!mesh)
                return tl::unexpected(mesh.error());
            if (mesh->presence < leastPresence)
                continue;
            const HeadTurn turn = headTurn(*mesh);
            sum.yaw += mirrored ? -turn.yaw : turn.yaw;
            sum.pitch += turn.pitch;
            ++seen;
        }
    }
    if (seen == 0)
        return std::nullopt;
    return HeadTurn{sum.yaw / seen, sum.pitch / seen};
}

} // namespace indraj
