#include "biometrics/face/embedding/faceembedder.h"

#include "biometrics/face/embedding/facechip.h"

#include <opencv2/dnn.hpp>

#include <algorithm>
#include <cmath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString netName = u"face-embedding"_s;
// Mean colour and scale of the training, of dlib's input layer.
const cv::Scalar meanRgb(122.782, 117.001, 104.298);
constexpr double inputScale = 1 / 256.0;

} // namespace

double distanceBetween(const FaceEmbedding &a, const FaceEmbedding &b)
{
    double sum = 0;
    for (std::size_t k = 0; k < a.values.size(); ++k) {
        const double d = static_cast<double>(a.values[k]) - static_cast<double>(b.values[k]);
        sum += d * d;
    }
    return std::sqrt(sum);
}

FaceEmbedder::FaceEmbedder(std::unique_ptr<Inference> net, QString digest)
    : m_net(std::move(net))
    , m_digest(std::move(digest))
{
}

tl::expected<FaceEmbedder, FaceModelError> FaceEmbedder::open(const QString &modelFolder)
{
    auto opened = openNetOf(modelFolder, netName);
    if (!opened)
        return tl::unexpected(opened.error());
    return FaceEmbedder(std::move(opened->net), opened->digest);
}

tl::expected<cv::Mat, FaceModelError> FaceEmbedder::chipOf(const FaceScene &scene)
{
    cv::Mat chip = scene.mesh ? faceChip(scene.picture, *scene.mesh) : cv::Mat();
    if (chip.empty())
        return tl::unexpected(FaceModelError{FaceModelFault::Failed, netName, u"no face to look at"_s});
    return chip;
}

tl::expected<FaceEmbedding, FaceModelError> FaceEmbedder::embed(const FaceScene &scene)
{
    return chipOf(scene).and_then([this](const cv::Mat &chip) { return embed(chip); });
}

tl::expected<FaceEmbedding, FaceModelError> FaceEmbedder::embed(const cv::Mat &chip)
{
    const cv::Mat blob = cv::dnn::blobFromImage(chip, inputScale, cv::Size(), meanRgb, true);
    const auto outputs = m_net->run(blob);
    if (!outputs)
        return tl::unexpected(outputs.error());
    FaceEmbedding embedding;
    const cv::Mat &vector = outputs->front();
    if (vector.total() != embedding.values.size() || vector.type() != CV_32F)
        return tl::unexpected(FaceModelError{FaceModelFault::Failed, netName, u"not 128 numbers"_s});
    std::copy_n(vector.ptr<float>(), embedding.values.size(), embedding.values.begin());
    return embedding;
}

} // namespace indraj
