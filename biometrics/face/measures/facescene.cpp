#include "biometrics/face/measures/facescene.h"

#include "biometrics/face/facegeometry.h"
#include "biometrics/face/personmask.h"
#include "biometrics/face/photometry.h"
#include "biometrics/face/pixels.h"
#include "biometrics/face/steadypose.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace indraj {

namespace {

constexpr float minPresence = 0.5F;
constexpr double smallSide = 512;
constexpr double detailFrom = 40; // px between the eyes: nothing can be told below
constexpr double detailTo = 90; // all can be told

cv::Mat linearLuminance(const cv::Mat &bgr)
{
    static const auto table = [] {
        std::array<float, 256> values{};
        for (std::size_t k = 0; k < values.size(); ++k) {
            const double v = static_cast<double>(k) / 255.0;
            values[k] = static_cast<float>(v > 0.04045 ? std::pow((v + 0.055) / 1.055, 2.4) : v / 12.92);
        }
        return values;
    }();
    cv::Mat linear(bgr.size(), CV_32F);
    for (int y = 0; y < bgr.rows; ++y) {
        const auto *from = bgr.ptr<cv::Vec3b>(y);
        auto *to = linear.ptr<float>(y);
        for (int x = 0; x < bgr.cols; ++x)
            to[x] = 0.0722F * table[from[x][0]] + 0.7152F * table[from[x][1]] + 0.2126F * table[from[x][2]];
    }
    return linear;
}

/// Brows to chin: the hull of the mesh without the forehead above the brows.
cv::Mat faceMask(const std::vector<cv::Point2f> &mesh)
{
    const std::array<std::size_t, 10> brows{70, 63, 105, 66, 107, 336, 296, 334, 293, 300};
    float top = static_cast<float>(AlignedScene::side);
    for (const auto k : brows)
        top = std::min(top, mesh[k].y);
    std::vector<cv::Point> points;
    for (const auto &p : mesh)
        if (p.y >= top)
            points.emplace_back(cvRound(p.x), cvRound(p.y));
    std::vector<cv::Point> hull;
    cv::convexHull(points, hull);
    cv::Mat mask = cv::Mat::zeros(AlignedScene::side, AlignedScene::side, CV_8U);
    cv::fillConvexPoly(mask, hull, cv::Scalar(255));
    return mask;
}

/// The part of the picture under the aligned square, with room for a blur.
cv::Rect regionUnder(const cv::Matx23f &transform, const cv::Size &picture)
{
    cv::Mat inverse;
    cv::invertAffineTransform(cv::Mat(transform), inverse);
    constexpr float side = AlignedScene::side;
    std::vector<cv::Point2f> corners{{0, 0}, {side, 0}, {side, side}, {0, side}};
    cv::transform(corners, corners, inverse);
    constexpr int margin = 8;
    cv::Rect region = cv::boundingRect(corners);
    region = cv::Rect(region.x - margin, region.y - margin, region.width + 2 * margin,
                      region.height + 2 * margin)
        & cv::Rect(cv::Point(0, 0), picture);
    return region.area() > 0 ? region : cv::Rect(cv::Point(0, 0), picture);
}

AlignedScene aligned(const cv::Mat &picture, const FaceMesh &mesh)
{
    AlignedScene scene;
    const cv::Size size(AlignedScene::side, AlignedScene::side);
    scene.transform = alignment(mesh);
    const cv::Rect region = regionUnder(scene.transform, picture.size());
    cv::Matx23f fromRegion = scene.transform;
    const cv::Point2f corner = scene.at(cv::Point2f(region.tl()));
    fromRegion(0, 2) = corner.x;
    fromRegion(1, 2) = corner.y;
    cv::Mat source = picture(region);
    // A large face is made smaller: without this its finest detail would fold into noise.
    const double scale = std::hypot(scene.transform(0, 0), scene.transform(1, 0));
    if (scale < 0.75) {
        cv::Mat calm;
        cv::GaussianBlur(source, calm, cv::Size(), 0.35 / scale);
        source = calm;
    }
    cv::warpAffine(source, scene.bgr, fromRegion, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    const cv::Mat whole(region.size(), CV_8U, cv::Scalar(255));
    cv::warpAffine(whole, scene.inside, fromRegion, size, cv::INTER_NEAREST, cv::BORDER_CONSTANT);
    cv::cvtColor(scene.bgr, scene.grey, cv::COLOR_BGR2GRAY);
    scene.linear = linearLuminance(scene.bgr);
    scene.mesh.reserve(mesh.points.size());
    for (const auto &p : mesh.points)
        scene.mesh.push_back(scene.at({p.x, p.y}));
    scene.face = faceMask(scene.mesh) & scene.inside;
    return scene;
}

struct SeenHead {
    std::optional<FaceMesh> mesh;
    std::optional<HeadTurn> turn; ///< nothing: that of the mesh counts
};

tl::expected<SeenHead, FaceModelError> seenHead(FaceModels &models, const cv::Mat &image,
                                                const DetectedFace &face)
{
    auto mesh = findMeshPoints(models, image, regionAround(face));
    if (!mesh)
        return tl::unexpected(mesh.error());
    if (mesh->presence < minPresence)
        return SeenHead{};
    const FaceRegion region = regionAround(*mesh); // the detector's box is coarse
    mesh = findMesh(models, image, region);
    if (!mesh)
        return tl::unexpected(mesh.error());
    if (mesh->presence < minPresence)
        return SeenHead{};
    const auto turn = steadyTurn(models, image, region);
    if (!turn)
        return tl::unexpected(turn.error());
    return SeenHead{std::move(*mesh), *turn};
}

cv::Mat shrunk(const cv::Mat &picture, double &scale)
{
    scale = std::min(1.0, smallSide / std::max(picture.cols, picture.rows));
    if (scale >= 1.0)
        return picture;
    cv::Mat small;
    cv::resize(picture, small, cv::Size(), scale, scale, cv::INTER_AREA);
    return small;
}

} // namespace

cv::Point2f AlignedScene::at(const cv::Point2f &p) const
{
    return {transform(0, 0) * p.x + transform(0, 1) * p.y + transform(0, 2),
            transform(1, 0) * p.x + transform(1, 1) * p.y + transform(1, 2)};
}

std::vector<cv::Point> AlignedScene::at(const std::vector<cv::Point2f> &inPicture) const
{
    std::vector<cv::Point> points;
    points.reserve(inPicture.size());
    for (const auto &p : inPicture) {
        const cv::Point2f q = at(p);
        points.emplace_back(cvRound(q.x), cvRound(q.y));
    }
    return points;
}

double FaceScene::detail() const
{
    return std::clamp((basics.eyeDistance - detailFrom) / (detailTo - detailFrom), 0.0, 1.0);
}

FaceScene sceneFrom(const cv::Mat &image, std::vector<DetectedFace> faces, std::optional<FaceMesh> mesh,
                    const cv::Mat &person)
{
    FaceScene scene;
    scene.basics.pictureSize = image.size();
    if (!isUsable(image))
        return scene;
    scene.picture = bgrOf(image);
    scene.faces = std::move(faces);
    scene.basics.faces = static_cast<int>(scene.faces.size());
    if (scene.faces.size() > 1)
        scene.basics.secondFaceArea = static_cast<double>(scene.faces[1].box.area())
            / std::max(1.0, static_cast<double>(scene.faces[0].box.area()));
    scene.small = shrunk(scene.picture, scene.smallScale);
    if (!person.empty())
        cv::resize(person, scene.person, scene.small.size(), 0, 0, cv::INTER_LINEAR);
    if (!mesh)
        return scene;
    scene.mesh = std::move(mesh);
    scene.basics.hasLandmarks = true;
    measureGeometry(*scene.mesh, scene.basics);
    measureLight(scene.picture, *scene.mesh, scene.basics);
    scene.aligned = aligned(scene.picture, *scene.mesh);
    if (!scene.person.empty()) {
        const double middle = (scene.basics.leftEye.x + scene.basics.rightEye.x) / 2 * scene.smallScale;
        const auto top = topOfPerson(scene.person, middle, 0.3 * scene.basics.eyeDistance * scene.smallScale);
        if (top)
            scene.crown = static_cast<int>(*top / scene.smallScale);
    }
    scene.crop = portraitGeometry(scene.basics, scene.crown);
    return scene;
}

tl::expected<FaceScene, FaceModelError> faceScene(FaceModels &models, const cv::Mat &image)
{
    if (!isUsable(image))
        return sceneFrom(image, {}, {}, {});
    auto faces = detectFaces(*models.detection, image);
    if (!faces)
        return tl::unexpected(faces.error());
    SeenHead head;
    if (!faces->empty()) {
        auto seen = seenHead(models, image, faces->front());
        if (!seen)
            return tl::unexpected(seen.error());
        head = std::move(*seen);
    }
    double scale = 1;
    const auto person = personMask(*models.personMask, shrunk(image, scale));
    if (!person)
        return tl::unexpected(person.error());
    FaceScene scene = sceneFrom(image, std::move(*faces), std::move(head.mesh), *person);
    if (head.turn) {
        scene.basics.yaw = head.turn->yaw;
        scene.basics.pitch = head.turn->pitch;
    }
    return scene;
}

} // namespace indraj
