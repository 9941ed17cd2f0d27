#include "biometrics/face/facemesh.h"

#include "biometrics/face/pixels.h"

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace indraj {

namespace {

constexpr int meshSide = 192;
constexpr std::size_t meshPoints = 468;
constexpr int featureSize = 48;
constexpr int featureChannels = 32;
constexpr int headSize = 16;
constexpr float meshToFeature = static_cast<float>(featureSize) / meshSide;
constexpr float regionMargin = 1.5F;

/// Bounding box of points turned by `angle`, as a region in the unturned picture.
struct TurnedBox {
    cv::Point2f centre;
    float width;
    float height;
};

TurnedBox turnedBox(const std::vector<cv::Point2f> &points, float angle)
{
    const float c = std::cos(-angle);
    const float s = std::sin(-angle);
    cv::Point2f low(std::numeric_limits<float>::max(), std::numeric_limits<float>::max());
    cv::Point2f high = -low;
    for (const auto &p : points) {
        const cv::Point2f q(p.x * c - p.y * s, p.x * s + p.y * c);
        low = {std::min(low.x, q.x), std::min(low.y, q.y)};
        high = {std::max(high.x, q.x), std::max(high.y, q.y)};
    }
    const cv::Point2f middle = (low + high) * 0.5F;
    return {{middle.x * c + middle.y * s, -middle.x * s + middle.y * c}, high.x - low.x, high.y - low.y};
}

/// Maps (0..size, 0..size) onto a turned box of the picture.
cv::Matx23f mapping(const cv::Point2f &centre, float width, float height, float angle, int size)
{
    const float half = static_cast<float>(size) / 2;
    const float a = std::cos(angle) * width / static_cast<float>(size);
    const float b = -std::sin(angle) * height / static_cast<float>(size);
    const float d = std::sin(angle) * width / static_cast<float>(size);
    const float e = std::cos(angle) * height / static_cast<float>(size);
    return {a, b, centre.x - half * a - half * b, d, e, centre.y - half * d - half * e};
}

cv::Point2f mapped(const cv::Matx23f &m, float x, float y)
{
    return {m(0, 0) * x + m(0, 1) * y + m(0, 2), m(1, 0) * x + m(1, 1) * y + m(1, 2)};
}

/// The part of the feature planes under one head, sampled bilinearly to 16 x 16.
cv::Mat sampledFeatures(const cv::Mat &features, const cv::Matx23f &region)
{
    const int shape[]{1, featureChannels, headSize, headSize};
    cv::Mat sampled(4, shape, CV_32F);
    for (int channel = 0; channel < featureChannels; ++channel) {
        const cv::Mat from(featureSize, featureSize, CV_32F,
                           const_cast<float *>(features.ptr<float>(0, channel)));
        cv::Mat to(headSize, headSize, CV_32F, sampled.ptr<float>(0, channel));
        cv::warpAffine(from, to, region, to.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                       cv::BORDER_CONSTANT);
    }
    return sampled;
}

/// Runs one head; `places` receive its outputs in pixels of the picture.
tl::expected<void, FaceModelError> runHead(AttentionHead &head, const cv::Mat &features,
                                           const float *meshOutput, const cv::Matx23f &toPicture,
                                           const std::vector<std::vector<cv::Point2f> *> &places)
{
    const auto meshPoint
        = [&](int index) { return cv::Point2f(meshOutput[3 * index], meshOutput[3 * index + 1]); };
    const cv::Point2f level = meshPoint(head.index.levelTo) - meshPoint(head.index.levelFrom);
    std::vector<cv::Point2f> subset;
    for (const int index : head.index.points)
        subset.push_back(meshPoint(index) * meshToFeature);
    const float angle = std::atan2(level.y, level.x);
    const TurnedBox box = turnedBox(subset, angle);
    const auto region
        = mapping(box.centre, box.width * regionMargin, box.height * regionMargin, angle, headSize);
    const auto outputs = head.net->run(sampledFeatures(features, region));
    if (!outputs)
        return tl::unexpected(outputs.error());
    for (std::size_t k = 0; k < places.size(); ++k) {
        const float *values = outputs->at(k).ptr<float>();
        const std::size_t count = outputs->at(k).total() / 2;
        for (std::size_t i = 0; i < count; ++i) {
            // A head answers in quarter units of its 16 x 16 input; the mesh counts four to a feature.
            const float u = values[2 * i] / 4;
            const float v = values[2 * i + 1] / 4;
            const cv::Point2f inMesh = mapped(region, u, v) * (1 / meshToFeature);
            places[k]->push_back(mapped(toPicture, inMesh.x, inMesh.y));
        }
    }
    return {};
}

/// `points` moved as the two mesh points under them have moved since `before`.
std::vector<cv::Point2f> carried(const std::vector<cv::Point2f> &points, const FaceMesh &before,
                                 const FaceMesh &now, int from, int to)
{
    const cv::Point2f shift
        = (now.point(from) + now.point(to) - before.point(from) - before.point(to)) * 0.5F;
    std::vector<cv::Point2f> moved;
    moved.reserve(points.size());
    for (const auto &p : points)
        moved.push_back(p + shift);
    return moved;
}

void carryRefined(const FaceModels &models, const FaceMesh &before, FaceMesh &mesh)
{
    const auto &lips = models.lips.index;
    const auto &left = models.imageLeftEye.index;
    const auto &right = models.imageRightEye.index;
    mesh.lips = carried(before.lips, before, mesh, lips.levelFrom, lips.levelTo);
    mesh.imageLeftEye = carried(before.imageLeftEye, before, mesh, left.levelFrom, left.levelTo);
    mesh.imageLeftIris = carried(before.imageLeftIris, before, mesh, left.levelFrom, left.levelTo);
    mesh.imageRightEye = carried(before.imageRightEye, before, mesh, right.levelFrom, right.levelTo);
    mesh.imageRightIris = carried(before.imageRightIris, before, mesh, right.levelFrom, right.levelTo);
}

/// The mesh without its heads, and what the heads need.
struct MeshPass {
    FaceMesh mesh; ///< points and presence only
    std::vector<cv::Mat> outputs;
    cv::Matx23f toPicture;
};

tl::expected<MeshPass, FaceModelError> meshPass(FaceModels &models, const cv::Mat &image,
                                                const FaceRegion &region)
{
    const auto toPicture = mapping(region.centre, region.side, region.side, region.angle, meshSide);
    cv::Mat patch;
    cv::warpAffine(image, patch, toPicture, cv::Size(meshSide, meshSide),
                   cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    auto outputs
        = models.mesh->run(cv::dnn::blobFromImage(bgrOf(patch), 1 / 255.0, cv::Size(), cv::Scalar(), true));
    if (!outputs)
        return tl::unexpected(outputs.error());
    const float *values = outputs->at(0).ptr<float>();
    FaceMesh mesh;
    mesh.presence = 1.F / (1.F + std::exp(-outputs->at(2).ptr<float>()[0]));
    const float scale = region.side / meshSide;
    mesh.points.reserve(meshPoints);
    for (std::size_t i = 0; i < meshPoints; ++i) {
        const auto p = mapped(toPicture, values[3 * i], values[3 * i + 1]);
        mesh.points.emplace_back(p.x, p.y, values[3 * i + 2] * scale);
    }
    return MeshPass{std::move(mesh), std::move(*outputs), toPicture};
}

} // namespace

FaceRegion regionAround(const DetectedFace &face)
{
    const cv::Point2f eyes = face.imageRightEye - face.imageLeftEye;
    return {{face.box.x + face.box.width / 2, face.box.y + face.box.height / 2},
            std::max(face.box.width, face.box.height) * regionMargin,
            std::atan2(eyes.y, eyes.x)};
}

FaceRegion regionAround(const FaceMesh &mesh)
{
    constexpr int imageLeftCorner = 33;
    constexpr int imageRightCorner = 263;
    const cv::Point2f eyes = mesh.point(imageRightCorner) - mesh.point(imageLeftCorner);
    const float angle = std::atan2(eyes.y, eyes.x);
    std::vector<cv::Point2f> flat;
    flat.reserve(mesh.points.size());
    for (const auto &p : mesh.points)
        flat.emplace_back(p.x, p.y);
    const TurnedBox box = turnedBox(flat, angle);
    return {box.centre, std::max(box.width, box.height) * regionMargin, angle};
}

tl::expected<FaceMesh, FaceModelError> findMeshPoints(FaceModels &models, const cv::Mat &image,
                                                      const FaceRegion &region)
{
    auto pass = meshPass(models, image, region);
    if (!pass)
        return tl::unexpected(pass.error());
    return std::move(pass->mesh);
}

tl::expected<FaceMesh, FaceModelError> findMesh(FaceModels &models, const cv::Mat &image,
                                                const FaceRegion &region, const FaceMesh *before)
{
    auto pass = meshPass(models, image, region);
    if (!pass)
        return tl::unexpected(pass.error());
    FaceMesh &mesh = pass->mesh;
    if (before) {
        carryRefined(models, *before, mesh);
        return std::move(mesh);
    }
    const float *values = pass->outputs.at(0).ptr<float>();
    const cv::Mat &features = pass->outputs.at(1);
    auto done = runHead(models.lips, features, values, pass->toPicture, {&mesh.lips});
    if (done)
        done = runHead(models.imageLeftEye, features, values, pass->toPicture,
                       {&mesh.imageLeftEye, &mesh.imageLeftIris});
    if (done)
        done = runHead(models.imageRightEye, features, values, pass->toPicture,
                       {&mesh.imageRightEye, &mesh.imageRightIris});
    if (!done)
        return tl::unexpected(done.error());
    return std::move(mesh);
}

} // namespace indraj
