#pragma once

#include "biometrics/face/facemeasures.h"
#include "biometrics/face/facemesh.h"
#include "biometrics/face/facemodels.h"
#include "biometrics/face/measures/facescene.h"

#include <QString>

#include <memory>
#include <optional>

namespace indraj {

/// Stills beside a live picture: the same nets, from another thread. Each net runs for one caller at a time,
/// so that the live picture waits for one run at most (4 to 14 ms), never for a whole still.
class StillAnalyser {
public:
    explicit StillAnalyser(std::shared_ptr<FaceModels> models)
        : m_models(std::move(models))
    {
    }
    /// Everything measures/facemeasure.h looks at. 50 to 200 ms.
    tl::expected<FaceScene, FaceModelError> scene(const cv::Mat &image) const
    {
        return faceScene(*m_models, image);
    }
    /// The net that tells person from background, for portrait.h.
    Inference &personMask() const { return *m_models->personMask; }

private:
    std::shared_ptr<FaceModels> m_models;
};

/// Measures faces, following one face from frame to frame. One thread at a time.
class FaceAnalyser {
public:
    /// `detectEvery`: all faces are counted in every n-th frame, or the next, and whenever no face is being
    /// followed.
    static tl::expected<FaceAnalyser, FaceModelError> open(const QString &modelFolder, int detectEvery = 10);

    /// Runs every net once on nothing, so that the first frame of a live picture costs no more than the
    /// others: an engine lays out its memory on the first run. About 0.1 s; not needed for stills.
    tl::expected<void, FaceModelError> warmUp();

    /// `image`: BGR or BGRx, any size from 32 x 32; anything else measures as "no face".
    tl::expected<FaceMeasures, FaceModelError> analyse(const cv::Mat &image);
    /// Everything measures/facemeasure.h looks at, for a still. 50 to 200 ms; the face that is being followed
    /// in a live picture stays as it is.
    tl::expected<FaceScene, FaceModelError> still(const cv::Mat &image)
    {
        return faceScene(*m_models, image);
    }
    /// For judging stills on a thread of their own.
    StillAnalyser stills() const { return StillAnalyser(m_models); }
    /// The mesh of the face that is followed, of the last picture; null when there is none.
    const FaceMesh *followed() const { return m_before ? &*m_before : nullptr; }
    /// For a picture that has nothing to do with the one before.
    void forget();
    /// The net that tells person from background, for portrait.h.
    Inference &personMask() { return *m_models->personMask; }

private:
    FaceAnalyser(FaceModels models, int detectEvery);
    /// Whether the heads of the mesh rest on this frame: on every second one while one face is followed.
    bool headsRest() const { return m_before && !m_acquired && !m_rested; }
    tl::expected<void, FaceModelError> countFaces(const cv::Mat &image);
    tl::expected<std::optional<FaceMesh>, FaceModelError> followedMesh(const cv::Mat &image);

    std::shared_ptr<FaceModels> m_models;
    int m_detectEvery;
    int m_sinceDetection = 0;
    std::vector<DetectedFace> m_faces;
    std::optional<FaceRegion> m_region;
    bool m_acquired = false; ///< the region comes from the detector, not yet from a mesh
    std::optional<FaceMesh> m_before; ///< of the frame before, while one face is followed
    bool m_rested = false; ///< the heads rested on the frame before: they work on this one
};

} // namespace indraj
