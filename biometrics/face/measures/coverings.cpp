#include "biometrics/face/measures/units.h"
#include "biometrics/face/measures/zones.h"

namespace indraj::measures {

namespace {

constexpr double iod = AlignedScene::eyeDistance;
constexpr double leastSkin = 0.004; // linear luminance
constexpr double burnt = 0.05; // share of over-exposed pixels from which white says nothing

/// Skin around the eyes: forehead, between the brows, bridge of the nose, under the eyes. The median of six,
/// so that neither a fringe nor a mask decides.
double skinLuminance(const AlignedScene &scene)
{
    std::vector<double> means;
    for (const int index : {151, 9, 6, 197, 101, 330})
        if (const cv::Rect zone = zoneAround(scene.point(index), 0.07 * iod); isInside(scene, zone))
            means.push_back(cv::mean(scene.linear(zone))[0]);
    return medianOf(std::move(means));
}

/// The eye visibility zone of ISO/IEC 29794-5, 7.4.5: the eye's box and a twentieth of the eye distance
/// around.
cv::Rect eyeZone(const AlignedScene &scene, const std::vector<cv::Point2f> &contour)
{
    cv::Rect box
        = cv::boundingRect(scene.at(std::vector<cv::Point2f>(contour.begin(), contour.begin() + 16)));
    const int margin = cvRound(iod / 20);
    box -= cv::Point(margin, margin);
    box += cv::Size(2 * margin, 2 * margin);
    return box & cv::Rect(0, 0, AlignedScene::side, AlignedScene::side);
}

double contrastIn(const cv::Mat &linear)
{
    cv::Mat levels;
    linear.convertTo(levels, CV_8U, 255.0);
    return (percentileOf(levels, {}, 0.95) - percentileOf(levels, {}, 0.05)) / 255.0;
}

/// Area of the largest blob of `white` pixels.
double largestBlob(const cv::Mat &white)
{
    cv::Mat labels;
    cv::Mat statistics;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(white, labels, statistics, centres, 8, CV_32S);
    int largest = 0;
    for (int k = 1; k < count; ++k)
        largest = std::max(largest, statistics.at<int>(k, cv::CC_STAT_AREA));
    return largest;
}

/// The refined lips as one filled shape: 11 outer points of the lower lip, 9 of the upper.
cv::Mat lipsMask(const FaceScene &scene)
{
    const auto outer
        = scene.aligned.at(std::vector<cv::Point2f>(scene.mesh->lips.begin(), scene.mesh->lips.begin() + 20));
    std::vector<cv::Point> shape(outer.begin(), outer.begin() + 11);
    shape.insert(shape.end(), outer.rbegin(), outer.rbegin() + 9);
    cv::Mat mask = cv::Mat::zeros(AlignedScene::side, AlignedScene::side, CV_8U);
    cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{shape}, cv::Scalar(255));
    return mask;
}

cv::Mat grown(const cv::Mat &mask, int pixels)
{
    cv::Mat result;
    cv::dilate(mask, result,
               cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(2 * pixels + 1, 2 * pixels + 1)));
    return result;
}

} // namespace

Measured eyesVisible(const FaceScene &scene)
{
    if (scene.detail() <= 0)
        return tl::unexpected(NotAssessed::FaceTooSmall);
    const double skin = skinLuminance(scene.aligned);
    if (skin < leastSkin)
        return tl::unexpected(NotAssessed::TooDark);
    double least = 10;
    for (const auto *eye : {&scene.mesh->imageLeftEye, &scene.mesh->imageRightEye}) {
        const cv::Rect zone = eyeZone(scene.aligned, *eye);
        if (!isInside(scene.aligned, zone))
            return tl::unexpected(NotAssessed::ZoneCut);
        least = std::min(least, contrastIn(scene.aligned.linear(zone)) / skin);
    }
    return Reading{least, 100 * sigmoid(least, 0.35, 0.07), scene.detail()};
}

Measured glasses(const FaceScene &scene)
{
    if (scene.detail() <= 0)
        return tl::unexpected(NotAssessed::FaceTooSmall);
    const cv::Rect bridge(296, 245, 23, 50);
    cv::Mat smooth;
    cv::GaussianBlur(scene.aligned.grey(bridge + cv::Size(8, 8) - cv::Point(4, 4)), smooth, cv::Size(5, 5),
                     0);
    cv::Mat edges;
    cv::Sobel(smooth, edges, CV_32F, 0, 1, 3);
    edges = cv::abs(edges(cv::Rect(4, 4, bridge.width, bridge.height)));
    double strongest = 0;
    for (int y = 0; y < edges.rows; ++y)
        strongest = std::max(strongest, cv::mean(edges.row(y))[0]);
    constexpr double confidence = 0.7; // one pair in 26 is missed; beards and brims are taken for some
    return Reading{strongest, 100 * (1 - sigmoid(strongest, 60, 10)), confidence * scene.detail()};
}

Measured glare(const FaceScene &scene)
{
    if (scene.detail() <= 0)
        return tl::unexpected(NotAssessed::FaceTooSmall);
    if (scene.basics.overexposed > burnt)
        return tl::unexpected(NotAssessed::Overexposed);
    constexpr double white = 240;
    double largest = 0;
    for (const auto *iris : {&scene.mesh->imageLeftIris, &scene.mesh->imageRightIris}) {
        const cv::Rect zone = zoneAround(scene.aligned.at(iris->at(0)), 0.4 * iod);
        cv::Mat spots;
        cv::inRange(scene.aligned.bgr(zone), cv::Scalar::all(white), cv::Scalar::all(255), spots);
        spots &= scene.aligned.face(zone);
        largest = std::max(largest, largestBlob(spots) / (iod * iod));
    }
    return Reading{largest, 100 * (1 - sigmoid(largest, 0.012, 0.002)), scene.detail()};
}

Measured mouthVisible(const FaceScene &scene)
{
    if (scene.detail() <= 0)
        return tl::unexpected(NotAssessed::FaceTooSmall);
    const cv::Mat whole = lipsMask(scene);
    cv::Rect zone = cv::boundingRect(whole);
    constexpr int reach = 20;
    zone = cv::Rect(zone.x - reach, zone.y - reach, zone.width + 2 * reach, zone.height + 2 * reach)
        & cv::Rect(0, 0, AlignedScene::side, AlignedScene::side);
    if (zone.area() == 0)
        return tl::unexpected(NotAssessed::ZoneCut);
    const cv::Mat lips = whole(zone);
    const cv::Mat inside = scene.aligned.inside(zone);
    const cv::Mat around = ~grown(lips, reach / 3) & inside;
    const cv::Mat within = lips & inside;
    if (cv::countNonZero(within) * 10 < cv::countNonZero(lips) * 9 || cv::countNonZero(around) == 0)
        return tl::unexpected(NotAssessed::ZoneCut);
    const cv::Vec3d inner = labMean(scene.aligned.bgr(zone), within);
    const cv::Vec3d outer = labMean(scene.aligned.bgr(zone), around);
    constexpr double leastLightness = 8;
    constexpr double leastDifference = 4; // CIELAB; mouths of good portraits from 6.8
    if (outer[0] < leastLightness && inner[0] < leastLightness)
        return tl::unexpected(NotAssessed::TooDark);
    const double difference = cv::norm(inner - outer);
    // The lips of a dark picture differ by as little as a cloth does.
    if (difference < leastDifference)
        if (const auto reason = hiddenByLight(scene))
            return tl::unexpected(*reason);
    return Reading{difference, 100 * sigmoid(difference, 5, 1), scene.detail()};
}

} // namespace indraj::measures
