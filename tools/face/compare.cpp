#include "tools/face/compare.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

tl::expected<PictureComparison, FaceModelError> compareFaces(FaceAnalyser &analyser, FaceEmbedder &embedder,
                                                             const std::array<cv::Mat, 2> &pictures,
                                                             const ComparisonRules &rules,
                                                             const FaceCohort *cohort)
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
        comparison.likeness = likenessOf(embeddings[0], embeddings[1], rules, cohort);
        comparison.cohortFaces = cohort ? static_cast<int>(cohort->faces.size()) : 0;
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
    object[u"state"_s] = comparison.likeness ? sameFaceKey(comparison.likeness->state) : u"notCompared"_s;
    if (!comparison.likeness)
        return QJsonDocument(object).toJson();
    const auto rounded = [](double value) { return std::round(value * 1e4) / 1e4; };
    object[u"distance"_s] = rounded(comparison.likeness->distance);
    if (comparison.likeness->normalised) {
        object[u"normalised"_s] = rounded(*comparison.likeness->normalised);
        object[u"normalisedAgreesTo"_s] = rules.normalisedAgreesTo;
        object[u"normalisedDiffersFrom"_s] = rules.normalisedDiffersFrom;
        object[u"cohortFaces"_s] = comparison.cohortFaces;
    }
    return QJsonDocument(object).toJson();
}

} // namespace indraj
