#include "tools/face/comparecommand.h"

#include "capture/face/rules/comparisonrules.h"
#include "tools/face/compare.h"
#include "tools/face/console.h"
#include "tools/face/pictures.h"

#include <QCommandLineParser>
#include <QFileInfo>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The nets and limits both commands work with.
struct CompareTools {
    FaceAnalyser analyser;
    FaceEmbedder embedder;
    ComparisonRules rules;
};

tl::expected<CompareTools, FaceToolStatus> openCompareTools(const QCommandLineParser &options)
{
    const auto rules = loadComparisonRules(options.value(u"comparison-rules"_s));
    if (!rules) {
        complain(u"comparison rules: %1: %2"_s.arg(rules.error().where, rules.error().detail));
        return tl::unexpected(BadRules);
    }
    auto analyser = FaceAnalyser::open(options.value(u"models"_s));
    if (!analyser)
        return tl::unexpected(complainAbout(analyser.error()));
    auto embedder = FaceEmbedder::open(options.value(u"models"_s));
    if (!embedder) {
        if (embedder.error().fault == FaceModelFault::Missing)
            complain(u"faces are not compared: the comparison model has not been installed"_s);
        return tl::unexpected(complainAbout(embedder.error()));
    }
    return CompareTools{std::move(*analyser), std::move(*embedder), *rules};
}

tl::expected<std::optional<FaceCohort>, FaceToolStatus> cohortOf(const QCommandLineParser &options,
                                                                 const FaceEmbedder &embedder)
{
    const QString path = options.value(u"cohort"_s);
    if (path.isEmpty())
        return std::nullopt;
    auto cohort = loadCohort(path);
    if (cohort && cohort->modelDigest != embedder.modelDigest())
        cohort = tl::unexpected(CohortError{CohortFault::WrongModel, 2, u"made with another model"_s});
    if (!cohort) {
        complain(u"cohort: line %1: %2"_s.arg(cohort.error().line).arg(cohort.error().detail));
        return tl::unexpected(BadRules);
    }
    return std::optional(std::move(*cohort));
}

} // namespace

int compareCommand(const QCommandLineParser &options)
{
    const QStringList paths = options.positionalArguments().mid(1);
    if (paths.size() != 2) {
        complain(u"compare needs two pictures"_s);
        return WrongUse;
    }
    auto tools = openCompareTools(options);
    if (!tools)
        return tools.error();
    const auto cohort = cohortOf(options, tools->embedder);
    if (!cohort)
        return cohort.error();
    const std::array<cv::Mat, 2> pictures{readPicture(paths[0]), readPicture(paths[1])};
    if (pictures[0].empty() || pictures[1].empty()) {
        complain(u"cannot read "_s + paths[pictures[0].empty() ? 0 : 1]);
        return FileTrouble;
    }
    auto comparison = compareFaces(tools->analyser, tools->embedder, pictures, tools->rules,
                                   *cohort ? &**cohort : nullptr);
    if (!comparison)
        return complainAbout(comparison.error());
    comparison->names = {QFileInfo(paths[0]).fileName(), QFileInfo(paths[1]).fileName()};
    if (!writeReport(comparisonAsJson(*comparison, tools->rules), options.value(u"output"_s))) {
        complain(u"cannot write the report"_s);
        return FileTrouble;
    }
    if (!comparison->likeness)
        return NotCompared;
    return comparison->likeness->state == SameFace::Agrees ? NoneRefused : SomeRefused;
}

int cohortCommand(const QCommandLineParser &options)
{
    const QStringList pictures = picturesAt(options.positionalArguments().mid(1));
    if (pictures.isEmpty() || pictures.size() > mostCohortFaces || options.value(u"output"_s).isEmpty()) {
        complain(
            u"cohort needs --output FILE and 1 to %1 pictures, each of somebody else"_s.arg(mostCohortFaces));
        return WrongUse;
    }
    auto tools = openCompareTools(options);
    if (!tools)
        return tools.error();
    std::vector<FaceEmbedding> faces;
    bool leftOut = false;
    for (const QString &path : pictures) {
        const auto scene = tools->analyser.still(readPicture(path));
        if (!scene)
            return complainAbout(scene.error());
        const auto unfit = unfitness(measureFace(*scene), tools->rules);
        const auto face
            = unfit ? tl::expected<FaceEmbedding, FaceModelError>() : tools->embedder.embed(*scene);
        if (!face)
            return complainAbout(face.error());
        if (unfit)
            complain(u"left out, %1: %2"_s.arg(notComparableKey(*unfit), path));
        else
            faces.push_back(*face);
        leftOut = leftOut || unfit.has_value();
    }
    if (faces.size() < leastCohortFaces) {
        complain(u"%1 faces are fit, a cohort needs %2"_s.arg(faces.size()).arg(leastCohortFaces));
        return NotCompared;
    }
    if (!writeReport(cohortText(tools->embedder.modelDigest(), faces), options.value(u"output"_s))) {
        complain(u"cannot write "_s + options.value(u"output"_s));
        return FileTrouble;
    }
    return leftOut ? SomeRefused : NoneRefused;
}

} // namespace indraj
