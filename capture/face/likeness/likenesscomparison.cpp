#include "capture/face/likeness/likenesscomparison.h"

#include "biometrics/face/faceanalyser.h"

#include <QDateTime>

#include <opencv2/core/mat.hpp>

#include <malloc.h>

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

/// A face as it is compared: what the net will look at, or why it is not asked.
struct ComparedFace {
    std::optional<NotComparable> unfit;
    cv::Mat chip;
    FaceEmbedding embedding = {};
};

tl::expected<ComparedFace, FaceModelError> lookAt(FaceAnalyser &analyser, const QImage &picture,
                                                  const ComparisonRules &rules)
{
    const QImage bgr = picture.convertToFormat(QImage::Format_BGR888);
    // Only read; cv::Mat has no constructor for const pixels.
    const cv::Mat pixels(bgr.height(), bgr.width(), CV_8UC3, const_cast<uchar *>(bgr.constBits()),
                         static_cast<std::size_t>(bgr.bytesPerLine()));
    const auto scene = analyser.still(pixels);
    if (!scene)
        return tl::unexpected(scene.error());
    if (const auto unfit = unfitness(measureFace(*scene), rules))
        return ComparedFace{unfit, {}};
    return FaceEmbedder::chipOf(*scene).map([](const cv::Mat &chip) {
        return ComparedFace{std::nullopt, chip};
    });
}

/// The probe first. The nets that find a face are gone when this returns: the one that tells faces apart
/// takes 45 MB while it is read, and is opened only then.
tl::expected<std::vector<ComparedFace>, FaceModelError>
facesOf(const LikenessSetup &setup, const QImage &probe, const QList<LikenessReference> &references)
{
    auto analyser = FaceAnalyser::open(setup.modelFolder);
    if (!analyser)
        return tl::unexpected(analyser.error());
    QList<QImage> pictures{probe};
    for (const LikenessReference &reference : references)
        pictures.append(reference.picture);
    std::vector<ComparedFace> faces;
    for (const QImage &picture : std::as_const(pictures)) {
        auto face = lookAt(*analyser, picture, setup.rules);
        if (!face)
            return tl::unexpected(face.error());
        faces.push_back(std::move(*face));
    }
    return faces;
}

tl::expected<void, FaceModelError> embedAll(FaceEmbedder &embedder, std::vector<ComparedFace> &faces)
{
    for (ComparedFace &face : faces) {
        if (face.unfit)
            continue;
        const auto embedding = embedder.embed(face.chip);
        if (!embedding)
            return tl::unexpected(embedding.error());
        face.embedding = *embedding;
    }
    return {};
}

void setCompared(FaceComparison &one, const FaceLikeness &likeness)
{
    one.likeness = likenessFrom(likeness.state);
    one.distance = likeness.distance;
    one.normalised = likeness.normalised;
    one.agreesTo = likeness.agreesTo;
    one.differsFrom = likeness.differsFrom;
}

void compare(FaceComparison &one, const ComparedFace &probe, const ComparedFace &reference,
             const ComparisonRules &rules, const FaceCohort *cohort)
{
    if (probe.unfit || reference.unfit) {
        one.reasonIsReference = !probe.unfit;
        one.reason = notComparableKey(probe.unfit ? *probe.unfit : *reference.unfit);
        return;
    }
    setCompared(one, likenessOf(probe.embedding, reference.embedding, rules, cohort));
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
    auto faces = facesOf(setup, probe, references);
    if (!faces)
        return tl::unexpected(faces.error());
    malloc_trim(0);
    auto embedder = FaceEmbedder::open(setup.modelFolder);
    if (!embedder)
        return tl::unexpected(embedder.error());
    const auto cohort = cohortFor(setup, embedder->modelDigest());
    if (!cohort)
        return tl::unexpected(
            FaceModelError{FaceModelFault::NotUnderstood, u"cohort"_s, describeCohort(cohort.error())});
    if (const auto embedded = embedAll(*embedder, *faces); !embedded)
        return tl::unexpected(embedded.error());
    QList<FaceComparison> comparisons;
    for (qsizetype i = 0; i < references.size(); ++i) {
        FaceComparison one{references[i].name, references[i].sample};
        one.modelDigest = embedder->modelDigest();
        one.at = QDateTime::currentDateTimeUtc();
        if (*cohort) {
            one.cohortFaces = static_cast<int>((*cohort)->faces.size());
            one.cohortDigest = (*cohort)->digest;
        }
        compare(one, faces->front(), (*faces)[static_cast<std::size_t>(i) + 1], setup.rules,
                *cohort ? &**cohort : nullptr);
        comparisons.append(one);
    }
    return comparisons;
}

} // namespace indraj
