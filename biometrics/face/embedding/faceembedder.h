#pragma once

#include "biometrics/face/facemodels.h"
#include "biometrics/face/measures/facescene.h"

#include <array>

namespace indraj {

/// What the recognition net says about a face: 128 numbers whose distance tells how alike two faces are. It
/// is personal: never logged, never kept beyond what it was made for.
struct FaceEmbedding {
    std::array<float, 128> values{};
};

/// Euclidean, as the net was trained: equal pictures 0, the same person mostly up to 0.5, others mostly from
/// 0.7. The vectors have no unit length, so their cosine would be another measure, for which there are no
/// figures.
double distanceBetween(const FaceEmbedding &a, const FaceEmbedding &b);

/// dlib's face recognition ResNet through the inference seam. About 12 ms a face on one core. One thread at a
/// time.
class FaceEmbedder {
public:
    /// FaceModelFault::Missing when the model set was made without it: the comparison is then not offered.
    static tl::expected<FaceEmbedder, FaceModelError> open(const QString &modelFolder);
    /// The face as the net looks at it (faceChip()), some 70 KB. FaceModelFault::Failed without a face in the
    /// scene. Needs no net: a comparison need not hold both those that find faces and this one.
    static tl::expected<cv::Mat, FaceModelError> chipOf(const FaceScene &scene);
    tl::expected<FaceEmbedding, FaceModelError> embed(const cv::Mat &chip);
    /// Both at once.
    tl::expected<FaceEmbedding, FaceModelError> embed(const FaceScene &scene);
    QString modelDigest() const { return m_digest; } ///< SHA-256, for the record of a comparison

private:
    FaceEmbedder(std::unique_ptr<Inference> net, QString digest);
    std::unique_ptr<Inference> m_net;
    QString m_digest;
};

} // namespace indraj
