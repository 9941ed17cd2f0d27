// Comparing two faces: the states, the gate, the cohort and its file, and, with the model, the distances of
// known pictures.
#include "biometrics/face/embedding/facechip.h"
#include "biometrics/face/embedding/facecohort.h"
#include "biometrics/face/embedding/facecomparison.h"
#include "biometrics/face/faceanalyser.h"
#include "tests/support/places.h"

#include <QDir>
#include <QMap>
#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

const QString modelFolder = indraj::test::cachePath("/models");

/// Portraits of two people that Debian packages install.
const QString astronaut = u"/usr/lib/python3/dist-packages/skimage/data/astronaut.png"_s;
const QString admiral = u"/usr/share/matplotlib/mpl-data/sample_data/grace_hopper.jpg"_s;

FaceMeasure measured(FaceMeasureId id, double value)
{
    FaceMeasure measure;
    measure.id = id;
    measure.native = value;
    return measure;
}

std::vector<FaceMeasure> fit()
{
    return {measured(FaceMeasureId::EyeDistance, 120), measured(FaceMeasureId::Yaw, 2),
            measured(FaceMeasureId::OverExposure, 0), measured(FaceMeasureId::Sharpness, 90)};
}

/// Upscaled, as both are small.
cv::Mat enlarged(const QString &path)
{
    cv::Mat image = cv::imread(path.toStdString());
    if (!image.empty())
        cv::resize(image, image, cv::Size(), 2.5, 2.5, cv::INTER_CUBIC);
    return image;
}

/// A vector of length 1 whose first two numbers say where it lies, so that distances are known.
FaceEmbedding lyingAt(double x, double y)
{
    FaceEmbedding face;
    face.values[0] = static_cast<float>(x);
    face.values[1] = static_cast<float>(y);
    face.values[2] = static_cast<float>(std::sqrt(std::max(0.0, 1 - x * x - y * y)));
    return face;
}

FaceCohort cohortAt(std::initializer_list<FaceEmbedding> faces)
{
    FaceCohort cohort;
    cohort.faces = faces;
    return cohort;
}

QByteArray soundCohort(int faces = leastCohortFaces)
{
    std::vector<FaceEmbedding> all;
    for (int k = 0; k < faces; ++k)
        all.push_back(lyingAt(0.01 * k, 0.3));
    return cohortText(QString(64, u'a'), all);
}

} // namespace

class FaceComparisonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void threeStates()
    {
        const ComparisonRules rules;
        QCOMPARE(stateOf(0, rules), SameFace::Agrees);
        QCOMPARE(stateOf(rules.agreesTo, rules), SameFace::Agrees);
        QCOMPARE(stateOf(rules.agreesTo + 0.001, rules), SameFace::LookClosely);
        QCOMPARE(stateOf(rules.differsFrom, rules), SameFace::LookClosely);
        QCOMPARE(stateOf(rules.differsFrom + 0.001, rules), SameFace::Differs);
    }
    void distanceIsEuclidean()
    {
        FaceEmbedding a;
        FaceEmbedding b;
        b.values[0] = 0.3F;
        b.values[127] = -0.4F;
        QVERIFY(std::abs(distanceBetween(a, b) - 0.5) < 1e-6);
        QCOMPARE(distanceBetween(b, b), 0.0);
    }
    void aCohortTellsWhatIsUsual()
    {
        const FaceEmbedding a = lyingAt(0, 0);
        const FaceEmbedding b = lyingAt(0.45, 0);
        const double distance = distanceBetween(a, b);
        const ComparisonRules rules;
        QCOMPARE(likenessOf(a, b, rules).state, SameFace::LookClosely);
        QVERIFY(!likenessOf(a, b, rules).normalised);
        QCOMPARE(likenessOf(a, b, rules).agreesTo, rules.agreesTo);
        // Everybody of their kind is as near: nothing speaks for the same person any more.
        const FaceCohort alike = cohortAt({lyingAt(0.2, 0.3), lyingAt(0.2, -0.3), lyingAt(0.25, 0.3)});
        const FaceLikeness near = likenessOf(a, b, rules, &alike);
        QCOMPARE(near.state, SameFace::Differs);
        QCOMPARE(near.agreesTo, rules.normalisedAgreesTo);
        double mean = 0;
        for (const FaceEmbedding &each : alike.faces)
            mean += (distanceBetween(a, each) + distanceBetween(b, each)) / 6;
        QVERIFY(std::abs(*near.normalised - (distance - mean)) < 1e-9);
        // Nobody else is near: the same distance agrees.
        const FaceCohort far = cohortAt({lyingAt(-0.9, 0), lyingAt(-0.8, 0.1), lyingAt(-0.8, -0.1)});
        QCOMPARE(likenessOf(a, b, rules, &far).state, SameFace::Agrees);
        // But a cohort of strangers does not make two people one.
        const FaceEmbedding c = lyingAt(0.7, 0);
        QVERIFY(distanceBetween(a, c) > rules.differsFrom);
        QVERIFY(likenessOf(a, c, rules, &far).normalised.value() < rules.normalisedAgreesTo);
        QCOMPARE(likenessOf(a, c, rules, &far).state, SameFace::LookClosely);
        const FaceCohort nobody;
        QVERIFY(!likenessOf(a, b, rules, &nobody).normalised);
    }
    void onlyTheNearestCount()
    {
        const FaceEmbedding a = lyingAt(0, 0);
        const FaceCohort cohort = cohortAt({lyingAt(0.1, 0), lyingAt(0.9, 0), lyingAt(-0.9, 0)});
        const double nearest = distanceBetween(a, cohort.faces[0]);
        QVERIFY(std::abs(cohortNormalised(0, a, a, cohort, 1) + nearest) < 1e-9);
        QVERIFY(cohortNormalised(0, a, a, cohort, 3) < cohortNormalised(0, a, a, cohort, 1));
        QVERIFY(cohortNormalised(0, a, a, cohort, 50) < 0); // more than there are: all of them
    }
    void cohortFilesAreReadBack()
    {
        const QByteArray text = soundCohort(25);
        const auto cohort = parseCohort(text);
        QVERIFY(cohort.has_value());
        QCOMPARE(cohort->faces.size(), std::size_t(25));
        QCOMPARE(cohort->modelDigest, QString(64, u'a'));
        QCOMPARE(cohort->digest.size(), 64);
        QCOMPARE(cohort->faces[7].values, lyingAt(0.07, 0.3).values);
        QCOMPARE(cohortText(cohort->modelDigest, cohort->faces), text);
        QCOMPARE(loadCohort(u"/nowhere/cohort.txt"_s).error().fault, CohortFault::Unreadable);
    }
    void spoiltCohortsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("line");
        const QByteArray sound = soundCohort();
        const auto with = [&](const QByteArray &old, const QByteArray &fresh) {
            QByteArray changed = sound;
            changed.replace(sound.indexOf(old), old.size(), fresh);
            return changed;
        };
        const auto row = [](const char *name, const QByteArray &text, CohortFault fault, int line) {
            QTest::newRow(name) << text << int(fault) << line;
        };
        row("empty", {}, CohortFault::NotACohort, 1);
        row("another version", with("cohort 1", "cohort 2"), CohortFault::NotACohort, 1);
        row("line end of another system", with("cohort 1\n", "cohort 1\r\n"), CohortFault::NotACohort, 1);
        row("short model", with(QByteArray(64, 'a'), QByteArray(63, 'a')), CohortFault::BadHeader, 2);
        row("model in capitals", with(QByteArray(64, 'a'), QByteArray(64, 'A')), CohortFault::BadHeader, 2);
        row("too few", soundCohort(leastCohortFaces - 1), CohortFault::BadHeader, 3);
        row("far too many", with("faces 20", "faces 20001"), CohortFault::BadHeader, 3);
        row("not a count", with("faces 20", "faces -5"), CohortFault::BadHeader, 3);
        row("more announced", with("faces 20", "faces 21"), CohortFault::WrongCount, 23);
        row("fewer announced",
            with("faces 20\n",
                 "faces 20\n"
                     + sound.mid(sound.indexOf("faces 20\n") + 9,
                                 sound.indexOf('\n', sound.indexOf("faces 20\n") + 9)
                                     - sound.indexOf("faces 20\n") - 8)),
            CohortFault::WrongCount, 23);
        row("a word", with("0.300000012", "oneperson"), CohortFault::BadFace, 4);
        row("infinite", with("0.300000012", "inf"), CohortFault::BadFace, 4);
        row("two blanks", with("0.300000012", " 0.3"), CohortFault::BadFace, 4);
        row("too long a vector", with("0.300000012", "30"), CohortFault::BadFace, 4);
        row("cut off", sound.chopped(3), CohortFault::BadFace, 23);
        row("no line end", sound.chopped(1), CohortFault::BadFace, 23);
    }
    void spoiltCohortsAreRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, fault);
        QFETCH(int, line);
        const auto cohort = parseCohort(text);
        QVERIFY(!cohort);
        QCOMPARE(int(cohort.error().fault), fault);
        QCOMPARE(cohort.error().line, line);
    }
    void poorPicturesAreNotCompared_data()
    {
        QTest::addColumn<int>("measure");
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("reason");
        QTest::newRow("small") << int(FaceMeasureId::EyeDistance) << 40.0 << int(NotComparable::TooSmall);
        QTest::newRow("turned") << int(FaceMeasureId::Yaw) << -40.0 << int(NotComparable::TurnedAway);
        QTest::newRow("burnt") << int(FaceMeasureId::OverExposure) << 0.6 << int(NotComparable::Overexposed);
        QTest::newRow("blurred") << int(FaceMeasureId::Sharpness) << 12.0 << int(NotComparable::Blurred);
    }
    void poorPicturesAreNotCompared()
    {
        QFETCH(int, measure);
        QFETCH(double, value);
        QFETCH(int, reason);
        auto measures = fit();
        QVERIFY(!unfitness(measures, {}));
        for (FaceMeasure &each : measures)
            if (int(each.id) == measure)
                each.native = value;
        QCOMPARE(int(unfitness(measures, {}).value()), reason);
        for (FaceMeasure &each : measures)
            if (int(each.id) == measure)
                each.notAssessed = NotAssessed::TooDark;
        QVERIFY(unfitness(measures, {})); // what could not be told is not taken for fit
        QCOMPARE(unfitness({}, {}).value(), NotComparable::NoFace);
    }
    void withoutTheModelItIsMissing()
    {
        const auto none = FaceEmbedder::open(u"/nowhere"_s);
        QVERIFY(!none);
        QCOMPARE(none.error().fault, FaceModelFault::Missing);
    }
    void samePersonIsNearerThanAnother()
    {
        auto embedder = FaceEmbedder::open(modelFolder);
        auto analyser = FaceAnalyser::open(modelFolder);
        if (!embedder || !analyser)
            QSKIP("the comparison model has not been made: packaging/get-face-models.sh");
        const cv::Mat one = enlarged(astronaut);
        const cv::Mat other = enlarged(admiral);
        if (one.empty() || other.empty())
            QSKIP("the portraits of python3-skimage and python-matplotlib-data are not installed");
        const auto embedded = [&](const cv::Mat &image) {
            const auto scene = analyser->still(image);
            return embedder->embed(*scene).value();
        };
        const FaceEmbedding a = embedded(one);
        cv::Mat turned;
        const cv::Mat turn = cv::getRotationMatrix2D({640, 300}, 12, 0.8);
        cv::warpAffine(one, turned, turn, one.size());
        cv::Mat dark;
        one.convertTo(dark, -1, 0.4);
        // As measured on reference pictures: turned 0.04 to 0.05, dim 0.14 to 0.22, others above 0.55.
        QVERIFY(distanceBetween(a, embedded(one)) < 1e-6);
        QVERIFY2(distanceBetween(a, embedded(turned)) < 0.15,
                 qPrintable(QString::number(distanceBetween(a, embedded(turned)))));
        QVERIFY(distanceBetween(a, embedded(dark)) < 0.3);
        QVERIFY2(distanceBetween(a, embedded(other)) > 0.6,
                 qPrintable(QString::number(distanceBetween(a, embedded(other)))));
        QCOMPARE(embedder->modelDigest().size(), 64);
    }
    void referencePicturesFallIntoTheirStates()
    {
        auto embedder = FaceEmbedder::open(modelFolder);
        auto analyser = FaceAnalyser::open(modelFolder);
        const QDir folder(indraj::test::sharedPath("/faces"));
        if (!embedder || !analyser || !folder.exists())
            QSKIP("comparison model or reference pictures are not here");
        QMap<QString, FaceEmbedding> people; // each picture shows somebody else
        QMap<QString, FaceEmbedding> changed; // made from the one of pif_09
        int unfit = 0;
        for (const QString &name : folder.entryList({u"pif_*"_s, u"bad_*"_s}, QDir::Files)) {
            const auto scene = analyser->still(cv::imread(folder.filePath(name).toStdString()));
            QVERIFY(scene.has_value());
            if (unfitness(measureFace(*scene), {})) {
                ++unfit;
                continue;
            }
            if (name.startsWith(u"pif_"_s))
                people[name] = embedder->embed(*scene).value();
            else if (QStringList{u"bad_dark.jpg"_s, u"bad_roll_+10.jpg"_s, u"bad_roll_-5.jpg"_s,
                                 u"bad_side_light.jpg"_s, u"bad_warm_cast.jpg"_s}
                         .contains(name))
                changed[name] = embedder->embed(*scene).value();
        }
        QVERIFY(people.size() >= 12 && changed.size() >= 4);
        double nearest = 9;
        const QStringList names = people.keys();
        for (int a = 0; a < names.size(); ++a)
            for (int b = a + 1; b < names.size(); ++b)
                nearest = std::min(nearest, distanceBetween(people[names[a]], people[names[b]]));
        double farthest = 0;
        for (const FaceEmbedding &each : std::as_const(changed))
            farthest = std::max(farthest, distanceBetween(each, people[u"pif_09_neutral_plain_best.jpg"_s]));
        qInfo("%d people fit, %d pictures unfit; nearest two people %.3f, farthest change %.3f",
              int(people.size()), unfit, nearest, farthest);
        QVERIFY(stateOf(nearest, {}) != SameFace::Agrees);
        QVERIFY(stateOf(farthest, {}) == SameFace::Agrees);
    }
    void chipLooksTheSameWhereverTheFaceIs()
    {
        // The mean face itself, drawn at three sizes and turns, gives the same chip.
        auto analyser = FaceAnalyser::open(modelFolder);
        const cv::Mat image = enlarged(astronaut);
        if (!analyser || image.empty())
            QSKIP("models or portrait are missing");
        const auto scene = analyser->still(image);
        QVERIFY(scene && scene->mesh);
        const cv::Mat chip = faceChip(scene->picture, *scene->mesh);
        QCOMPARE(chip.size(), cv::Size(faceChipSide, faceChipSide));
        cv::Mat large;
        cv::resize(image, large, cv::Size(), 2, 2, cv::INTER_CUBIC);
        FaceMesh doubled = *scene->mesh;
        for (cv::Point3f &p : doubled.points)
            p *= 2;
        cv::Mat difference;
        cv::absdiff(chip, faceChip(large, doubled), difference);
        const cv::Scalar mean = cv::mean(difference);
        QVERIFY2(mean[0] < 3 && mean[1] < 3 && mean[2] < 3, qPrintable(QString::number(mean[1])));
    }
};

QTEST_GUILESS_MAIN(FaceComparisonTest)
#include "tst_facecomparison.moc"
