// Every portrait of the reference set that is large enough, spoiled in one way each: the defect is found, by
// its own measure. What was good enough before is refused for nothing else, but for what the row names. The
// rates are in docs/face-quality.md. The pictures stay where they are.
#include "biometrics/face/faceanalyser.h"
#include "capture/face/rules/portraitreport.h"
#include "tests/biometrics/face/madedefects.h"
#include "tests/capture/face/madeeyes.h"
#include "tests/support/places.h"

#include <QDir>
#include <QTest>

#include <functional>
#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::test;

namespace {

using Spoil = std::function<cv::Mat(const cv::Mat &, const FaceScene &)>;

const QStringList portraits{u"pif_02_flag_bg_smile.jpg"_s,
                            u"pif_04_glasses_smile_brick.jpg"_s,
                            u"pif_05_glasses_thick.jpg"_s,
                            u"pif_07_neutral_warm.jpg"_s,
                            u"pif_09_neutral_plain_best.jpg"_s,
                            u"pif_11_glasses_clutter.jpg"_s,
                            u"pif_12_glasses_backlit.jpg"_s,
                            u"pif_16_white_bg.jpg"_s,
                            u"pif_18_flag_bg.jpg"_s,
                            u"pif_19_beard_flag.jpg"_s,
                            u"pif_30_side_light.jpg"_s,
                            u"pif_43_small_head.jpg"_s};

Spoil blurred(double deviation)
{
    return [deviation](const cv::Mat &image, const FaceScene &) {
        cv::Mat result;
        cv::GaussianBlur(image, result, {}, deviation);
        return result;
    };
}

Spoil linear(double gain, double offset)
{
    return [gain, offset](const cv::Mat &image, const FaceScene &) {
        cv::Mat result;
        image.convertTo(result, -1, gain, offset);
        return result;
    };
}

/// One gain a colour: blue, green, red.
Spoil coloured(const cv::Scalar &gains)
{
    return [gains](const cv::Mat &image, const FaceScene &) {
        cv::Mat result;
        cv::multiply(image, gains, result);
        return result;
    };
}

Spoil turned(double degrees)
{
    return [degrees](const cv::Mat &image, const FaceScene &) {
        cv::Mat result;
        const cv::Point2f middle(static_cast<float>(image.cols) / 2, static_cast<float>(image.rows) / 2);
        cv::warpAffine(image, result, cv::getRotationMatrix2D(middle, degrees, 1), image.size(),
                       cv::INTER_LINEAR, cv::BORDER_REPLICATE);
        return result;
    };
}

Spoil lidsDown(float share)
{
    return [share](const cv::Mat &image, const FaceScene &scene) {
        return withLidsDown(image, *scene.mesh, share);
    };
}

cv::Mat withDarkGlasses(const cv::Mat &image, const FaceScene &scene)
{
    cv::Mat result = image.clone();
    const double eyes = scene.basics.eyeDistance;
    const cv::Point2f left = scene.mesh->imageLeftIris.at(0);
    const cv::Point2f right = scene.mesh->imageRightIris.at(0);
    const cv::Scalar glass(20, 20, 22);
    for (const cv::Point2f &eye : {left, right})
        cv::ellipse(result, eye, cv::Size(cvRound(0.36 * eyes), cvRound(0.27 * eyes)), 0, 0, 360, glass,
                    cv::FILLED, cv::LINE_AA);
    cv::line(result, left, right, glass, cvRound(0.06 * eyes), cv::LINE_AA);
    return result;
}

Spoil masked(const cv::Scalar &cloth)
{
    return [cloth](const cv::Mat &image, const FaceScene &scene) {
        std::vector<cv::Point> outline; // from ear to ear along the jaw, over the nose
        for (const int point : {234, 93,  132, 58,  172, 136, 150, 149, 176, 148, 152,
                                377, 400, 378, 379, 365, 397, 288, 361, 323, 454, 5})
            outline.emplace_back(scene.mesh->point(point));
        cv::Mat result = image.clone();
        cv::fillPoly(result, std::vector<std::vector<cv::Point>>{outline}, cloth, cv::LINE_AA);
        return result;
    };
}

cv::Mat fromTheSide(const cv::Mat &image, const FaceScene &scene)
{
    const double middle = (scene.basics.leftEye.x + scene.basics.rightEye.x) / 2;
    return litFromTheSide(image, middle, 0.9 / scene.basics.eyeDistance);
}

cv::Mat twice(const cv::Mat &image, const FaceScene &)
{
    cv::Mat result;
    cv::hconcat(image, image, result);
    return result;
}

} // namespace

class PortraitDefectsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        cv::setNumThreads(1);
        const QString models = cachePath("/models");
        const QString pictures = sharedPath("/faces/");
        if (!QFile::exists(models + u"/manifest.json"_s))
            QSKIP("SKIP_WHOLE_TEST the face models have not been made: packaging/get-face-models.sh");
        if (!QDir(pictures).exists())
            QSKIP("SKIP_WHOLE_TEST the reference pictures are not here");
        auto analyser = FaceAnalyser::open(models);
        QVERIFY(analyser.has_value());
        m_analyser = std::make_unique<FaceAnalyser>(std::move(*analyser));
        const auto rules = loadPortraitRules(sourcePath("/resources/thresholds/portrait.json"));
        QVERIFY(rules && rules->profile(u"adult"_s));
        m_adult = *rules->profile(u"adult"_s);
        for (const QString &name : portraits) {
            auto scene = m_analyser->still(cv::imread((pictures + name).toStdString()));
            QVERIFY2(scene && scene->mesh, qPrintable(name));
            m_before.push_back(judgePortrait(measureFace(*scene), m_adult));
            m_scenes.push_back(std::move(*scene));
        }
    }

    void isFoundByItsOwnMeasure_data()
    {
        QTest::addColumn<Spoil>("spoil");
        QTest::addColumn<QString>("measure");
        QTest::addColumn<int>("refused"); // at least
        QTest::addColumn<int>("found"); // refused or warned, at least
        QTest::addColumn<QStringList>("with"); // what is refused besides because the defect does that too
        const int all = static_cast<int>(portraits.size());
        const auto row = [](const char *name, const Spoil &spoil, const QString &measure, int refused,
                            int found, const QStringList &with = {}) {
            QTest::newRow(name) << spoil << measure << refused << found << with;
        };
        row("eyes shut", lidsDown(1), u"eyesOpen"_s, all - 2, all);
        row("eyes half shut", lidsDown(0.55F), u"eyesOpen"_s, 0, all - 1);
        row("blur, 4 px", blurred(4), u"sharpness"_s, all - 3, all);
        row("blur, 8 px", blurred(8), u"sharpness"_s, all, all, {u"*"_s});
        row("dark, a quarter", linear(0.25, 0), u"pictureBrightness"_s, all, all, {u"dynamicRange"_s});
        row("burnt", linear(1.4, 80), u"overExposure"_s, all, all, {u"*"_s});
        row("little contrast", linear(0.25, 100), u"dynamicRange"_s, 0, all, {u"mouthVisible"_s});
        row("light from the side", fromTheSide, u"illuminationUniformity"_s, all, all,
            {u"overExposure"_s, u"eyesVisible"_s, u"headWidth"_s});
        row("turned by 20 degrees", turned(20), u"roll"_s, all, all);
        row("dark glasses", withDarkGlasses, u"eyesVisible"_s, all, all);
        row("light mask", masked({215, 190, 150}), u"mouthVisible"_s, all, all);
        row("dark mask", masked({30, 28, 28}), u"mouthVisible"_s, all, all, {u"eyeLine"_s});
        row("warm light", coloured({0.6, 1, 1.25}), u"naturalColour"_s, 0, all);
        row("green light", coloured({0.8, 1.2, 0.8}), u"naturalColour"_s, 0, all);
        row("grey", [](const cv::Mat &image, const FaceScene &) { return grey(image); }, u"colourfulness"_s,
            all, all, {u"mouthVisible"_s});
        row(
            "noise", [](const cv::Mat &image, const FaceScene &) { return noisy(image, 15); }, u"noise"_s, 0,
            all);
        row(
            "JPEG at 20", [](const cv::Mat &image, const FaceScene &) { return jpeg(image, 20); },
            u"compression"_s, 0, all);
        row("two faces", twice, u"secondFace"_s, all, all);
    }
    void isFoundByItsOwnMeasure()
    {
        QFETCH(Spoil, spoil);
        QFETCH(QString, measure);
        QFETCH(int, refused);
        QFETCH(int, found);
        QFETCH(QStringList, with);
        int refusals = 0;
        int warnings = 0;
        QStringList missed;
        QStringList others;
        for (std::size_t i = 0; i < m_scenes.size(); ++i) {
            const auto scene = m_analyser->still(spoil(m_scenes[i].picture, m_scenes[i]));
            QVERIFY(scene.has_value());
            const PortraitReport report = judgePortrait(measureFace(*scene), m_adult);
            const QStringList refusing = report.keysThat(&PortraitFinding::refuses);
            const bool warns = report.keysThat(&PortraitFinding::warns).contains(measure);
            refusals += refusing.contains(measure) ? 1 : 0;
            warnings += warns ? 1 : 0;
            if (!warns && !refusing.contains(measure))
                missed.append(portraits.at(static_cast<qsizetype>(i)));
            const QStringList before = m_before[i].keysThat(&PortraitFinding::refuses);
            for (const PortraitFinding &finding : report.findings) {
                const QString key = faceMeasureKey(finding.measure.id);
                // What cannot be told in such a picture says that. And a head that leans back by 10.9 degrees
                // leans by 11.1 in the next picture of it.
                if (finding.state == RuleState::Bad && finding.refuses && key != measure && key != u"pitch"_s
                    && !before.contains(key) && !with.contains(key) && !with.contains(u"*"_s))
                    others.append(portraits.at(static_cast<qsizetype>(i)) + u": "_s + key);
            }
        }
        qInfo("%d refused, %d warned of %d", refusals, warnings, int(portraits.size()));
        QVERIFY2(refusals >= refused && refusals + warnings >= found, qPrintable(missed.join(u", "_s)));
        QVERIFY2(others.isEmpty(), qPrintable(others.join(u", "_s)));
    }

private:
    std::unique_ptr<FaceAnalyser> m_analyser;
    PortraitProfile m_adult;
    std::vector<FaceScene> m_scenes;
    std::vector<PortraitReport> m_before;
};

QTEST_GUILESS_MAIN(PortraitDefectsTest)
#include "tst_portraitdefects.moc"
