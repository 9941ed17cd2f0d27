// indraj-face: its reports, its status, and what it draws.
#include "biometrics/face/embedding/faceembedder.h"
#include "biometrics/face/faceanalyser.h"
#include "tests/support/places.h"
#include "tools/face/explain.h"
#include "tools/face/pictures.h"
#include "tools/face/reportwriter.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <opencv2/imgcodecs.hpp>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

JudgedPicture judgedWithoutFace(const QString &name)
{
    const auto rules = loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait.json"));
    const cv::Mat grey(100, 80, CV_8UC3, cv::Scalar::all(120));
    const FaceScene scene = sceneFrom(grey, {}, {}, {});
    return {name, QSize(80, 100), judgePortrait(measureFace(scene), *rules->profile(u"adult"_s)), 1.5};
}

} // namespace

class FaceToolTest : public QObject {
    Q_OBJECT
private:
    /// The status of the program.
    int run(const QStringList &arguments)
    {
        QProcess process;
        QSignalSpy finished(&process, &QProcess::finished);
        process.start(QCoreApplication::applicationDirPath() + u"/indraj-face"_s, arguments);
        if (!finished.wait(60000))
            return -1;
        m_output = process.readAllStandardOutput();
        return process.exitCode();
    }
    QByteArray m_output;

private Q_SLOTS:
    void csvHasOneLinePerPictureAndQuotesNames()
    {
        const auto csv = reportAsCsv({judgedWithoutFace(u"a,\"b\".jpg"_s), {u"broken.png"_s, {}, {}, 0}});
        const auto lines = csv.split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[0].startsWith("file,verdict,score,refusedBy,warnedBy,milliseconds,faceCount,"));
        QVERIFY(lines[1].startsWith("\"a,\"\"b\"\".jpg\",refused,255,faceCount "));
        QCOMPARE(lines[1].count(",noFace"), static_cast<qsizetype>(faceMeasureUnits().size()) - 1);
        QCOMPARE(lines[2], QByteArray("broken.png,unreadable\r"));
    }
    void jsonHasEveryMeasureWithItsRule()
    {
        const auto json = reportAsJson({judgedWithoutFace(u"x.jpg"_s)}, u"adult"_s);
        const auto root = QJsonDocument::fromJson(json).object();
        QCOMPARE(root[u"format"_s].toString(), u"indraj-face-report-1"_s);
        QCOMPARE(root[u"scoreAlgorithm"_s].toString(), stillQualityAlgorithm);
        const auto picture = root[u"pictures"_s].toArray().at(0).toObject();
        const auto measures = picture[u"measures"_s].toArray();
        QCOMPARE(static_cast<std::size_t>(measures.size()), faceMeasureUnits().size());
        for (const auto &entry : measures) {
            const QJsonObject measure = entry.toObject();
            for (const auto &key : {u"measure"_s, u"clause"_s, u"state"_s, u"level"_s, u"source"_s})
                QVERIFY2(!measure[key].toString().isEmpty(), qPrintable(key));
            QVERIFY(measure.contains(u"value"_s) != measure.contains(u"notAssessed"_s));
        }
    }
    void whatIsNoPictureIsNotRead()
    {
        const QTemporaryDir folder;
        QFile text(folder.filePath(u"text.jpg"_s));
        QVERIFY(text.open(QIODevice::WriteOnly) && text.write("no picture") > 0);
        text.close();
        QFile(folder.filePath(u"empty.png"_s)).open(QIODevice::WriteOnly);
        QFile(folder.filePath(u"notes.txt"_s)).open(QIODevice::WriteOnly);
        const auto found = picturesAt({folder.path()});
        QCOMPARE(found, (QStringList{folder.filePath(u"empty.png"_s), folder.filePath(u"text.jpg"_s)}));
        for (const QString &path : found)
            QVERIFY(readPicture(path).empty());
        QVERIFY(readPicture(u"/nowhere.jpg"_s).empty());
    }
    /// What is missing would be judged as the grey that a decoder puts there.
    void whatIsCutShortIsNotRead()
    {
        const QTemporaryDir folder;
        const cv::Mat noise(240, 320, CV_8UC3, cv::Scalar(60, 120, 180));
        for (const QString &name : {u"a.jpg"_s, u"a.png"_s, u"a.bmp"_s, u"a.tif"_s, u"a.webp"_s}) {
            const QString path = folder.filePath(name);
            QVERIFY(cv::imwrite(path.toStdString(), noise));
            QVERIFY2(!readPicture(path).empty(), qPrintable(name));
            QVERIFY(QFile::resize(path, QFile(path).size() * 2 / 3));
            QVERIFY2(readPicture(path).empty(), qPrintable(name));
        }
    }
    void explainedPictureHasPanelBeside()
    {
        const FaceScene scene = sceneFrom(cv::Mat(100, 80, CV_8UC3, cv::Scalar::all(120)), {}, {}, {});
        const auto drawn = explainedPicture(scene, judgedWithoutFace(u"x"_s).report);
        QCOMPARE(drawn.rows, 900);
        QVERIFY(drawn.cols > 720);
    }
    void landmarksAreDrawnWhereTheFaceIs()
    {
        const cv::Mat portrait
            = cv::imread("/usr/share/matplotlib/mpl-data/sample_data/grace_hopper.jpg", cv::IMREAD_COLOR);
        const auto analyser = FaceAnalyser::open(indraj::test::cachePath("/models"));
        if (portrait.empty() || !analyser)
            QSKIP("the face models have not been made, or python-matplotlib-data is not installed");
        const auto scene = analyser->stills().scene(portrait);
        QVERIFY(scene && scene->mesh);
        const auto rules = loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait.json"));
        const PortraitReport report = judgePortrait(measureFace(*scene), *rules->profile(u"adult"_s));
        const cv::Mat drawn = explainedPicture(*scene, report);
        const double scale = 900.0 / portrait.rows;
        const cv::Vec3b landmark(255, 200, 60);
        for (const auto *points : {&scene->mesh->imageLeftEye, &scene->mesh->lips})
            QCOMPARE(drawn.at<cv::Vec3b>(cvRound(points->at(4).y * scale), cvRound(points->at(4).x * scale)),
                     landmark);
        // Every measure has its line beside it, the last one too.
        const int left = cvRound(portrait.cols * scale);
        const auto hasInk = [&](int fromRow, int toRow) {
            const cv::Mat part = drawn(cv::Rect(left + 12, fromRow, 160, toRow - fromRow));
            double least = 0;
            cv::minMaxLoc(part.reshape(1), &least, nullptr);
            return least < 180;
        };
        const int lines = static_cast<int>(faceMeasureUnits().size()) + 1;
        for (int line = 0; line < lines; ++line)
            QVERIFY2(hasInk(16 + 19 * line, 28 + 19 * line), qPrintable(QString::number(line)));
        QVERIFY(!hasInk(32 + 19 * (lines - 1), drawn.rows));
    }
    void comparingTellsItsStateAndNeverDecides()
    {
        const QTemporaryDir folder;
        const QString blank = folder.filePath(u"blank.png"_s);
        QVERIFY(cv::imwrite(blank.toStdString(), cv::Mat(200, 160, CV_8UC3, cv::Scalar::all(200))));
        const QStringList models{u"--models"_s, indraj::test::cachePath("/models")};
        QCOMPARE(run({u"compare"_s, blank}), 64);
        QCOMPARE(run({u"--models"_s, folder.path(), u"compare"_s, blank, blank}), 69);
        if (!FaceEmbedder::open(models[1]))
            QSKIP("the comparison model has not been made: packaging/get-face-models.sh");
        QCOMPARE(run(models + QStringList{u"compare"_s, blank, folder.filePath(u"missing.png"_s)}), 2);
        QCOMPARE(run(models + QStringList{u"compare"_s, blank, blank}), 3);
        const auto report = QJsonDocument::fromJson(m_output).object();
        QCOMPARE(report["state"_L1].toString(), u"notCompared"_s);
        QCOMPARE(report["a"_L1]["notComparable"_L1].toString(), u"noFace"_s);
        QVERIFY(!report["decides"_L1].toBool(true));
        QVERIFY(report["distance"_L1].isUndefined());
    }
    void cohortNeedsEnoughFitFaces()
    {
        const QTemporaryDir folder;
        const QString blank = folder.filePath(u"blank.png"_s);
        const QString out = folder.filePath(u"cohort.txt"_s);
        QVERIFY(cv::imwrite(blank.toStdString(), cv::Mat(200, 160, CV_8UC3, cv::Scalar::all(200))));
        const QStringList models{u"--models"_s, indraj::test::cachePath("/models")};
        QCOMPARE(run(models + QStringList{u"cohort"_s, blank}), 64); // no output named
        QCOMPARE(run(models + QStringList{u"--cohort"_s, blank, u"compare"_s, blank, blank}),
                 FaceEmbedder::open(models[1]) ? 78 : 69);
        if (!FaceEmbedder::open(models[1]))
            QSKIP("the comparison model has not been made: packaging/get-face-models.sh");
        QCOMPARE(run(models + QStringList{u"--output"_s, out, u"cohort"_s, folder.path()}), 3);
        QVERIFY(!QFile::exists(out));
    }
    void statusTellsWhatHappened()
    {
        const QTemporaryDir folder;
        const QString blank = folder.filePath(u"blank.png"_s);
        QVERIFY(cv::imwrite(blank.toStdString(), cv::Mat(200, 160, CV_8UC3, cv::Scalar::all(200))));
        const QStringList models{u"--models"_s, indraj::test::cachePath("/models")};
        QCOMPARE(run({}), 64);
        QCOMPARE(run({u"--format"_s, u"xml"_s, blank}), 64);
        QCOMPARE(run({u"--profile"_s, u"giant"_s, blank}), 64);
        QCOMPARE(run({u"--rules"_s, blank, blank}), 78);
        QCOMPARE(run({u"--models"_s, folder.path(), blank}), 69);
        if (!QFile::exists(models[1] + u"/manifest.json"_s))
            QSKIP("the face models have not been made: packaging/get-face-models.sh");
        QCOMPARE(run(models + QStringList{u"--format"_s, u"csv"_s, blank}), 1);
        QVERIFY(m_output.contains("blank.png,refused,255,faceCount "));
        QCOMPARE(run(models + QStringList{folder.filePath(u"missing.jpg"_s)}), 2);
        const QString out = folder.filePath(u"drawn"_s);
        QCOMPARE(run(models
                     + QStringList{u"--explain"_s, out, u"--output"_s, folder.filePath(u"r.json"_s), blank}),
                 1);
        QVERIFY(!cv::imread((out + u"/0001-blank.jpg"_s).toStdString()).empty());
        QVERIFY(QFile::exists(folder.filePath(u"r.json"_s)) && m_output.isEmpty());
    }
};

QTEST_GUILESS_MAIN(FaceToolTest)
#include "tst_facetool.moc"
