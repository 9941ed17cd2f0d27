// indraj-face: judges pictures, or all pictures of a folder, by the rules for portraits. See
// docs/face-quality.md. Status: 0 none refused, 1 at least one refused, 2 a picture could not be read or a
// file not be written, 64 wrong options, 69 no face models, 78 unusable rules. "compare" looks at two
// pictures: 0 they agree, 1 to be looked at, 3 not fit to be compared. "cohort" makes a file for the
// comparison: 0, or 1 when some pictures were left out.
#include "biometrics/face/faceanalyser.h"
#include "tools/face/comparecommand.h"
#include "tools/face/console.h"
#include "tools/face/explain.h"
#include "tools/face/pictures.h"
#include "tools/face/reportwriter.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QStandardPaths>

#include <opencv2/core/utility.hpp>
#include <opencv2/imgcodecs.hpp>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

QString defaultModels()
{
    const QString cache = qEnvironmentVariable("INDRAJ_CACHE_DIR");
    return cache.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/indraj/models"_s
        : cache + u"/models"_s;
}

void declareOptions(QCommandLineParser &options)
{
    options.setApplicationDescription(u"Judges portraits by the rules of a profile."_s);
    options.addHelpOption();
    options.addVersionOption();
    options.addPositionalArgument(u"pictures"_s, u"files or folders; or: compare A B; or: cohort FOLDER"_s,
                                  u"PATH..."_s);
    options.addOptions({
        {u"profile"_s, u"adult, child, infant or another of the rules file"_s, u"name"_s, u"adult"_s},
        {u"format"_s, u"json or csv"_s, u"format"_s, u"json"_s},
        {u"output"_s, u"file for the report instead of standard output"_s, u"file"_s},
        {u"explain"_s, u"draw landmarks and measures into pictures in this folder"_s, u"folder"_s},
        {u"rules"_s, u"rules file"_s, u"file"_s,
         QStringLiteral(INDRAJ_RESOURCES_DIR "/thresholds/portrait.json")},
        {u"comparison-rules"_s, u"limits of compare"_s, u"file"_s,
         QStringLiteral(INDRAJ_RESOURCES_DIR "/thresholds/face-comparison.json")},
        {u"cohort"_s, u"file of other people's faces, for compare"_s, u"file"_s},
        {u"models"_s, u"folder of the face models"_s, u"folder"_s, defaultModels()},
    });
}

/// Judges one picture after another and keeps what became of them.
class Judging {
public:
    Judging(FaceAnalyser analyser, const PortraitProfile &profile, QString explainTo)
        : m_analyser(std::move(analyser))
        , m_profile(profile)
        , m_explainTo(std::move(explainTo))
    {
    }

    void judge(const QString &path)
    {
        JudgedPicture judged;
        judged.name = QFileInfo(path).fileName();
        const cv::Mat image = readPicture(path);
        QElapsedTimer clock;
        clock.start();
        const auto scene = m_analyser.still(image);
        if (image.empty() || !scene || scene->picture.empty()) {
            complain(u"cannot judge "_s + path + (scene ? QString() : u": "_s + scene.error().detail));
            m_trouble = true;
        } else {
            judged.report = judgePortrait(measureFace(*scene), m_profile);
            judged.milliseconds = static_cast<double>(clock.nsecsElapsed()) / 1e6;
            judged.size = QSize(image.cols, image.rows);
            m_refused = m_refused || judged.report.verdict == PortraitVerdict::Refused;
            explain(*scene, judged);
        }
        m_pictures.append(judged);
    }

    const QList<JudgedPicture> &pictures() const { return m_pictures; }
    FaceToolStatus status() const { return m_trouble ? FileTrouble : m_refused ? SomeRefused : NoneRefused; }

private:
    void explain(const FaceScene &scene, const JudgedPicture &judged)
    {
        if (m_explainTo.isEmpty())
            return;
        const QString name = u"%1-%2.jpg"_s.arg(m_pictures.size() + 1, 4, 10, QLatin1Char('0'))
                                 .arg(QFileInfo(judged.name).completeBaseName());
        bool written = false;
        try {
            written = cv::imwrite(QDir(m_explainTo).filePath(name).toStdString(),
                                  explainedPicture(scene, judged.report));
        } catch (const cv::Exception &error) {
            complain(QString::fromUtf8(error.what()));
        }
        if (!written)
            complain(u"cannot write "_s + name);
        m_trouble = m_trouble || !written;
    }

    FaceAnalyser m_analyser;
    const PortraitProfile &m_profile;
    QString m_explainTo;
    QList<JudgedPicture> m_pictures;
    bool m_refused = false;
    bool m_trouble = false;
};

int run(const QCommandLineParser &options)
{
    const QString first = options.positionalArguments().value(0);
    if (first == "compare"_L1)
        return compareCommand(options);
    if (first == "cohort"_L1)
        return cohortCommand(options);
    const QStringList pictures = picturesAt(options.positionalArguments());
    const QString format = options.value(u"format"_s);
    if (pictures.isEmpty() || (format != "json"_L1 && format != "csv"_L1)) {
        complain(pictures.isEmpty() ? u"no pictures named; see --help"_s : u"--format is json or csv"_s);
        return WrongUse;
    }
    const auto rules = loadPortraitRules(options.value(u"rules"_s));
    if (!rules) {
        complain(u"rules: %1: %2"_s.arg(rules.error().where, rules.error().detail));
        return BadRules;
    }
    const PortraitProfile *profile = rules->profile(options.value(u"profile"_s));
    if (!profile) {
        complain(u"the rules have no profile "_s + options.value(u"profile"_s));
        return WrongUse;
    }
    const QString explainTo = options.value(u"explain"_s);
    if (!explainTo.isEmpty() && !QDir().mkpath(explainTo)) {
        complain(u"cannot make the folder "_s + explainTo);
        return FileTrouble;
    }
    auto analyser = FaceAnalyser::open(options.value(u"models"_s));
    if (!analyser)
        return complainAbout(analyser.error());
    Judging judging(std::move(*analyser), *profile, explainTo);
    for (const QString &picture : pictures)
        judging.judge(picture);
    const QByteArray report = format == "csv"_L1 ? reportAsCsv(judging.pictures())
                                                 : reportAsJson(judging.pictures(), profile->name);
    if (!writeReport(report, options.value(u"output"_s))) {
        complain(u"cannot write the report"_s);
        return FileTrouble;
    }
    return judging.status();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"indraj-face"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(INDRAJ_VERSION));
    cv::setNumThreads(1);
    QCommandLineParser options;
    declareOptions(options);
    if (!options.parse(QCoreApplication::arguments())) {
        complain(options.errorText());
        return WrongUse;
    }
    if (options.isSet(u"help"_s))
        options.showHelp(NoneRefused);
    if (options.isSet(u"version"_s))
        options.showVersion();
    return run(options);
}
