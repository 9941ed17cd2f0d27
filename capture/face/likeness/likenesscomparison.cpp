#include "capture/face/likeness/likenesscomparison.h"

#include "biometrics/face/faceanalyser.h"

#include <QDateTime>

#include <opencv2/core/mat.hpp>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

Likeness likenessFrom(SameFace state)
{
    switch (state) {
    case SameFace::Agrees:
        return Likeness::Agrees;
    case SameFace::LookClosely:
        return Likeness::LookClosely;
    case SameFace::Differs:
        break;
    }
    return Likeness::Differs;
}

/// A face as it is compared: what the net makes of it, or why it is not asked.
struct ComparedFace {
    std::optional<NotComparable> unfit;
    FaceEmbedding embedding;
};

/// The nets of one comparison.
class FaceLooker {
public:
    static tl::expected<FaceLooker, FaceModelError> open(const LikenessSetup &setup)
    {
        auto analyser = FaceAnalyser::open(setup.modelFolder);
        if (!analyser)
            return tl::unexpected(analyser.error());
        auto embedder = FaceEmbedder::open(setup.modelFolder);
        if (!embedder)
            return tl::unexpected(embedder.error());
        return FaceLooker(std::move(*analyser), std::move(*embedder), setup.rules);
    }
    tl::expected<ComparedFace, FaceModelError> look(const QImage &picture)
    {
        const QImage bgr = picture.convertToFormat(QImage::Format_BGR888);
        // Only read; cv::Mat has no constructor for const pixels.
        const cv::Mat pixels(bgr.height(), bgr.width(), CV_8UC3, const_cast<uchar *>(bgr.constBits()),
                             static_cast<std::size_t>(bgr.bytesPerLine()));
        const auto scene = m_analyser.still(pixels);
        if (!scene)
            return tl::unexpected(scene.error());
        ComparedFace face{unfitness(measureFace(*scene), m_rules), {}};
        if (face.unfit)
            return face;
        const auto embedding = m_embedder.embed(*scene);
        if (!embedding)
            return tl::unexpected(embedding.error());
        face.embedding = *embedding;
        return face;
    }
    QString modelDigest() const { return m_embedder.modelDigest(); }

private:
    FaceLooker(FaceAnalyser analyser, FaceEmbedder embedder, const ComparisonRules &rules)
        : m_analyser(std::move(analyser))
        , m_embedder(std::move(embedder))
        , m_rules(rules)
    {
    }
    FaceAnalyser m_analyser;
    FaceEmbedder m_embedder;
    ComparisonRules m_rules;
};

void setCompared(FaceComparison &one, const FaceLikeness &likeness)
{
    one.likeness = likenessFrom(likeness.state);
    one.distance = likeness.distance;
    one.normalised = likeness.normalised;
    one.agreesTo = likeness.agreesTo;
    one.differsFrom = likeness.differsFrom;
}

/// Nothing without a configured cohort; the error of the model where the cohort is of another.
tl::expected<std::optional<FaceCohort>, CohortError> cohortFor(const LikenessSetup &setup,
                                                               const QString &modelDigest)
{
    if (setup.cohortFile.isEmpty())
        return std::nullopt;
    auto cohort = loadCohort(setup.cohortFile);
    if (!cohort)
        return tl::unexpected(cohort.error());
    if (cohort->modelDigest != modelDigest)
        return tl::unexpected(CohortError{CohortFault::WrongModel, 2, u"made with another model"_s});
    return std::optional(std::move(*cohort));
}

QString describeCohort(const CohortError &error)
{
    return u"cohort: %1, line %2: %3"_s.arg(cohortFaultKey(error.fault)).arg(error.line).arg(error.detail);
}

} // namespace

LikenessOffer likenessOffer(const LikenessSetup &setup)
{
    const auto embedder = FaceEmbedder::open(setup.modelFolder);
    if (!embedder)
        return {embedder.error().fault == FaceModelFault::Missing ? LikenessCheck::Offer::NoModel
                                                                  : LikenessCheck::Offer::ModelUnusable,
                0, embedder.error().file + u": "_s + embedder.error().detail};
    const auto cohort = cohortFor(setup, embedder->modelDigest());
    if (!cohort)
        return {LikenessCheck::Offer::CohortUnusable, 0, describeCohort(cohort.error())};
    return {LikenessCheck::Offer::Offered, *cohort ? static_cast<int>((*cohort)->faces.size()) : 0, {}};
}

tl::expected<QList<FaceComparison>, FaceModelError>
compareLikeness(const LikenessSetup &setup, const QImage &probe, const QList<LikenessReference> &references)
{
    auto looker = FaceLooker::open(setup);
    if (!looker)
        return tl::unexpected(looker.error());
    const auto cohort = cohortFor(setup, looker->modelDigest());
    if (!cohort)
        return tl::unexpected(
            FaceModelError{FaceModelFault::NotUnderstood, u"cohort"_s, describeCohort(cohort.error())});
    const auto face = looker->look(probe);
    if (!face)
        return tl::unexpected(face.error());
    QList<FaceComparison> comparisons;
    for (const LikenessReference &reference : references) {
        const auto other = looker->look(reference.picture);
        if (!other)
            return tl::unexpected(other.error());
        FaceComparison one{reference.name, reference.sample};
        one.modelDigest = looker->modelDigest();
        one.at = QDateTime::currentDateTimeUtc();
        if (*cohort) {
            one.cohortFaces = static_cast<int>((*cohort)->faces.size());
            one.cohortDigest = (*cohort)->digest;
        }
        if (face->unfit || other->unfit) {
            one.reasonIsReference = !face->unfit;
            one.reason = notComparableKey(face->unfit ? *face->unfit : *other->unfit);
        } else {
            setCompared(
                one,
                likenessOf(face->embedding, other->embedding, setup.rules, *cohort ? &**cohort : nullptr));
        }
        comparisons.append(one);
    }
    return comparisons;
}

} // namespace indraj
