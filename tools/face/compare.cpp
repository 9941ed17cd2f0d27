#include "tools/face/compare.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

tl::expected<PictureComparison, FaceModelError> compareFaces(FaceAnalyser &analyser, FaceEmbedder &embedder,
                                                             const std::array<cv::Mat, 2> &pictures,
                                                             const ComparisonRules &rules)
{
    PictureComparison comparison;
    comparison.modelDigest = embedder.modelDigest();
    std::array<FaceEmbedding, 2> embeddings;
    for (std::size_t k = 0; k < pictures.size(); ++k) {
        const auto scene = analyser.still(pictures[k]);
        if (!scene)
            return tl::unexpected(scene.error());
        comparison.unfit[k] = unfitness(measureFace(*scene), rules);
        if (comparison.unfit[k])
            continue;
        const auto embedding = embedder.embed(*scene);
        if (!embedding)
            return tl::unexpected(embedding.error());
        embeddings[k] = *embedding;
    }
    if (!comparison.unfit[0] && !comparison.unfit[1]) {
        comparison.distance = distanceBetween(embeddings[0], embeddings[1]);
        comparison.state = stateOf(*comparison.distance, rules);
    }
    return comparison;
}

QByteArray comparisonAsJson(const PictureComparison &comparison, const ComparisonRules &rules)
{
    QJsonObject object{{u"format"_s, u"indraj-face-comparison-1"_s},
                       {u"decides"_s, false},
                       {u"modelSha256"_s, comparison.modelDigest},
                       {u"agreesTo"_s, rules.agreesTo},
                       {u"differsFrom"_s, rules.differsFrom}};
    const std::array<QString, 2> sides{u"a"_s, u"b"_s};
    for (std::size_t k = 0; k < sides.size(); ++k) {
        QJsonObject side{{u"name"_s, comparison.names[k]}};
        if (comparison.unfit[k])
            side[u"notComparable"_s] = notComparableKey(*comparison.unfit[k]);
        object[sides[k]] = side;
    }
    if (comparison.distance)
        object[u"distance"_s] = std::round(*comparison.distance * 1e4) / 1e4;
    object[u"state"_s] = comparison.state ? sameFaceKey(*comparison.state) : u"notCompared"_s;
    return QJsonDocument(object).toJson();
}

} // namespace indraj
