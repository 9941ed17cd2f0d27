#include "biometrics/face/faceanalyser.h"

#include "biometrics/face/facegeometry.h"
#include "biometrics/face/photometry.h"
#include "biometrics/face/pixels.h"

#include <algorithm>

namespace indraj {

namespace {
constexpr float minLivePresence = 0.5F;
}

FaceAnalyser::FaceAnalyser(FaceModels models, int detectEvery)
    : m_models(std::make_shared<FaceModels>(std::move(models)))
    , m_detectEvery(std::max(1, detectEvery))
{
}

tl::expected<FaceAnalyser, FaceModelError> FaceAnalyser::open(const QString &modelFolder, int detectEvery)
{
    auto models = FaceModels::load(modelFolder);
    if (!models)
        return tl::unexpected(models.error());
    return FaceAnalyser(std::move(*models), detectEvery);
}

tl::expected<void, FaceModelError> FaceAnalyser::warmUp()
{
    const cv::Mat nobody(360, 640, CV_8UC3, cv::Scalar::all(128));
    const FaceRegion middle{{320, 180}, 300, 0};
    const auto detected = detectFaces(*m_models->detection, nobody);
    if (!detected)
        return tl::unexpected(detected.error());
    const auto mesh = findMesh(*m_models, nobody, middle);
    if (!mesh)
        return tl::unexpected(mesh.error());
    return {};
}

void FaceAnalyser::forget()
{
    m_region.reset();
    m_before.reset();
    m_faces.clear();
    m_sinceDetection = 0;
}

tl::expected<void, FaceModelError> FaceAnalyser::countFaces(const cv::Mat &image)
{
    auto faces = detectFaces(*m_models->detection, image);
    if (!faces)
        return tl::unexpected(faces.error());
    m_faces = std::move(*faces);
    m_sinceDetection = 0;
    // The largest face is the applicant. Keep following as long as it is the one that is followed.
    const bool stillThere = m_region && !m_faces.empty() && m_faces.front().box.contains(m_region->centre);
    if (m_faces.empty()) {
        m_region.reset();
    } else if (!stillThere) {
        m_region = regionAround(m_faces.front());
        m_acquired = true;
    }
    return {};
}

tl::expected<std::optional<FaceMesh>, FaceModelError> FaceAnalyser::followedMesh(const cv::Mat &image)
{
    if (!m_region)
        return std::nullopt;
    if (m_acquired) { // the detector's box is coarse
        const auto coarse = findMeshPoints(*m_models, image, *m_region);
        if (!coarse)
            return tl::unexpected(coarse.error());
        if (coarse->presence >= minLivePresence)
            m_region = regionAround(*coarse);
    }
    const bool rest = headsRest();
    m_rested = rest;
    auto mesh = findMesh(*m_models, image, *m_region, rest ? &*m_before : nullptr);
    if (!mesh)
        return tl::unexpected(mesh.error());
    m_acquired = false;
    if (mesh->presence < minLivePresence) {
        m_region.reset();
        m_before.reset();
        return std::nullopt;
    }
    m_region = regionAround(*mesh);
    m_before = *mesh;
    return std::optional<FaceMesh>(std::move(*mesh));
}

tl::expected<FaceMeasures, FaceModelError> FaceAnalyser::analyse(const cv::Mat &image)
{
    FaceMeasures measures;
    measures.pictureSize = image.size();
    if (!isUsable(image)) {
        forget();
        return measures;
    }
    ++m_sinceDetection;
    // Counting costs as much as all the rest of a frame: it waits for one on which the heads rest.
    if (!m_region || (m_sinceDetection >= m_detectEvery && headsRest()))
        if (const auto counted = countFaces(image); !counted)
            return tl::unexpected(counted.error());
    measures.faces = static_cast<int>(m_faces.size());
    if (m_faces.size() > 1)
        measures.secondFaceArea
            = static_cast<double>(m_faces[1].box.area() / std::max(1.F, m_faces[0].box.area()));
    const auto mesh = followedMesh(image);
    if (!mesh)
        return tl::unexpected(mesh.error());
    if (!*mesh)
        return measures;
    measures.hasLandmarks = true;
    measureGeometry(**mesh, measures);
    measureLight(image, **mesh, measures);
    return measures;
}

} // namespace indraj
