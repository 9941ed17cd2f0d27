// Tests of BSI TR-03122 part 3 for faces that need no laboratory's pictures, each by its id, on pictures and
// scripts of our own. Others run elsewhere; docs/face-quality.md lists all.
#include "biometrics/face/faceanalyser.h"
#include "biometrics/face/portraitsizes.h"
#include "capture/face/capturelog.h"
#include "capture/face/facejudge.h"
#include "capture/face/portraitselector.h"
#include "scriptedmoment.h"
#include "tests/support/places.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <functional>
#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::test;
using namespace std::chrono_literals;

namespace {

using Id = FaceMeasureId;
using Cause = PortraitSelector::Cause;

const QString modelFolder = indraj::test::cachePath("/models");
const QString pictures = indraj::test::sharedPath("/faces/");
const QString best = u"pif_09_neutral_plain_best.jpg"_s;

cv::Mat picture(const QString &name) { return cv::imread((pictures + name).toStdString()); }

/// Criteria that QA-FI-GENERIC calls mandatory, and our measures for them.
const QHash<QString, Id> mandatory{{u"1.3"_s, Id::Roll},           {u"2.2"_s, Id::MouthClosed},
                                   {u"5.1"_s, Id::PortraitHeight}, {u"5.2"_s, Id::PortraitWidth},
                                   {u"5.3"_s, Id::HeadWidth},      {u"5.4"_s, Id::HeadHeight},
                                   {u"5.5"_s, Id::EyeLine},        {u"5.6"_s, Id::Centring},
                                   {u"5.7"_s, Id::EyeDistance},    {u"7.1"_s, Id::PictureBrightness},
                                   {u"7.2"_s, Id::Sharpness},      {u"7.5"_s, Id::ColourSpace},
                                   {u"7.6"_s, Id::IntensityValues}};

cv::Mat turned(const cv::Mat &image, double degrees)
{
    cv::Mat result;
    const cv::Point2f middle(static_cast<float>(image.cols) / 2, static_cast<float>(image.rows) / 2);
    cv::warpAffine(image, result, cv::getRotationMatrix2D(middle, degrees, 1), image.size(), cv::INTER_LINEAR,
                   cv::BORDER_REPLICATE);
    return result;
}

cv::Mat blurred(const cv::Mat &image)
{
    cv::Mat result;
    cv::GaussianBlur(image, result, cv::Size(), 0.01 * image.cols);
    return result;
}

cv::Mat scaled(const cv::Mat &image, double factor)
{
    cv::Mat result;
    cv::resize(image, result, cv::Size(), factor, factor, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return result;
}

cv::Mat grey(const cv::Mat &image)
{
    cv::Mat one;
    cv::cvtColor(image, one, cv::COLOR_BGR2GRAY);
    cv::cvtColor(one, one, cv::COLOR_GRAY2BGR);
    return one;
}

} // namespace

class Tr03122FaceTest : public QObject {
    Q_OBJECT
private:
    FaceScene sceneOf(const cv::Mat &image)
    {
        auto scene = m_analyser->still(image);
        return scene ? std::move(*scene) : FaceScene();
    }
    PortraitReport judged(const cv::Mat &image)
    {
        return judgePortrait(measureFace(sceneOf(image)), m_adult);
    }
    bool hasPictures() const { return m_analyser && QFile::exists(pictures + best); }

private Q_SLOTS:
    void initTestCase()
    {
        cv::setNumThreads(1);
        const auto rules = loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait.json"));
        QVERIFY(rules && rules->profile(u"adult"_s));
        m_adult = *rules->profile(u"adult"_s);
        const auto live = loadFaceThresholds(indraj::test::sourcePath("/resources/thresholds/face.json"));
        QVERIFY(live.has_value());
        m_thresholds = *live;
        auto analyser = FaceAnalyser::open(modelFolder);
        if (analyser)
            m_analyser = std::make_unique<FaceAnalyser>(std::move(*analyser));
    }

    /// All mandatory criteria are delivered with id, smallest and largest value, thresholds and result, and
    /// min <= tmin, tmax <= max, result in range; on every picture there is, whatever it shows.
    void TC_QA_FI_GENERIC_001()
    {
        if (!hasPictures())
            QSKIP("models or reference pictures are not here");
        int delivered = 0;
        const QStringList names = QDir(pictures).entryList({u"*.jpg"_s, u"*.png"_s});
        for (const QString &name : names) {
            const auto criteria = criteriaOf(judged(picture(name)));
            QHash<QString, CriterionValue> byKey;
            for (const CriterionValue &each : criteria) {
                QVERIFY(!each.key.isEmpty() && !byKey.contains(each.key));
                byKey.insert(each.key, each);
                QVERIFY2(each.least < each.most, qPrintable(each.key));
                QVERIFY2(!each.lower || *each.lower >= each.least, qPrintable(each.key));
                QVERIFY2(!each.upper || *each.upper <= each.most, qPrintable(each.key));
                QVERIFY2(!each.value || (*each.value >= each.least && *each.value <= each.most),
                         qPrintable(name + u' ' + each.key));
                QVERIFY(each.value || each.state == u"notAssessed"_s);
                QCOMPARE(each.reason.isEmpty(), each.state != u"notAssessed"_s);
            }
            for (auto m = mandatory.cbegin(); m != mandatory.cend(); ++m) {
                const auto found = byKey.constFind(faceMeasureKey(m.value()));
                QVERIFY2(found != byKey.cend(), qPrintable(m.key()));
                delivered += found->value ? 1 : 0;
            }
        }
        QVERIFY(delivered >= static_cast<int>((names.size() - 2) * mandatory.size()));
    }

    /// The best of a sequence of judged pictures is the one with most mandatory, then most optional criteria
    /// met, then the newest.
    void TC_QA_FI_GENERIC_002()
    {
        if (!hasPictures())
            QSKIP("models or reference pictures are not here");
        const cv::Mat good = picture(best);
        struct Shot {
            PortraitReport report;
            qint64 at;
        };
        const auto bestOf = [&](const QList<cv::Mat> &sequence) {
            QList<Shot> shots;
            for (qsizetype k = 0; k < sequence.size(); ++k)
                shots.append({judged(sequence[k]), 1000 * k});
            std::stable_sort(shots.begin(), shots.end(), [](const Shot &a, const Shot &b) {
                return isBetterPortrait(standingOf(a.report), a.at, standingOf(b.report), b.at);
            });
            return shots.first().at / 1000;
        };
        QCOMPARE(bestOf({turned(good, 20), good, blurred(good)}), 1);
        QCOMPARE(bestOf({blurred(good), turned(good, 20), grey(blurred(good))}), 1); // one lost against more
        QCOMPARE(bestOf({good, good, good}), 2); // the newest of equals
        QCOMPARE(bestOf({good, turned(good, 9)}), 0); // only warns, and still comes after
    }

    /// Pictures wrong in one criterion are refused by it; the compliant one is in range.
    void TC_QA_FI_GID_001_data()
    {
        QTest::addColumn<QString>("criterion");
        for (const char *key :
             {"compliant", "roll", "mouthClosed", "headWidth", "eyeDistance", "pictureBrightness",
              "sharpness", "yaw", "eyesOpen", "eyesVisible", "mouthVisible", "secondFace", "faceCount",
              "overExposure", "illuminationUniformity", "colourfulness", "centring", "eyeLine",
              "dynamicRange"})
            QTest::newRow(key) << QString::fromLatin1(key);
    }
    void TC_QA_FI_GID_001()
    {
        if (!hasPictures())
            QSKIP("models or reference pictures are not here");
        QFETCH(QString, criterion);
        const cv::Mat good = picture(best);
        const QHash<QString, std::function<cv::Mat()>> wrongIn{
            {u"roll"_s, [&] { return turned(good, 15); }},
            {u"mouthClosed"_s, [&] { return picture(u"pif_04_glasses_smile_brick.jpg"_s); }},
            {u"headWidth"_s, [&] { return closeUp(good); }},
            {u"eyeDistance"_s, [&] { return scaled(good, 60 / sceneOf(good).basics.eyeDistance); }},
            {u"pictureBrightness"_s, [&] { return cv::Mat(good * 0.15); }},
            {u"sharpness"_s, [&] { return blurred(good); }},
            {u"yaw"_s, [&] { return picture(u"pif_26_yaw.jpg"_s); }},
            {u"eyesOpen"_s, [&] { return picture(u"bad_eyesclosed_synth_09.jpg"_s); }},
            {u"eyesVisible"_s, [&] { return picture(u"bad_sunglasses_synth_34.jpg"_s); }},
            {u"mouthVisible"_s, [&] { return picture(u"bad_mask_synth_16.jpg"_s); }},
            {u"secondFace"_s, [&] { return picture(u"bad_two_faces.jpg"_s); }},
            {u"faceCount"_s, [&] { return picture(u"noface_coffee.png"_s); }},
            {u"overExposure"_s, [&] { return cv::Mat(good * 3.2); }},
            {u"illuminationUniformity"_s, [&] { return picture(u"bad_side_light.jpg"_s); }},
            {u"colourfulness"_s, [&] { return grey(good); }},
            {u"centring"_s, [&] { return atTheEdge(good, true); }},
            {u"eyeLine"_s, [&] { return atTheEdge(good, false); }},
            {u"dynamicRange"_s, [&] { return cv::Mat(good * 0.08 + cv::Scalar::all(120)); }},
        };
        const auto make = wrongIn.constFind(criterion);
        const PortraitReport report = judged(make == wrongIn.cend() ? good : (*make)());
        const QStringList refusedBy = report.keysThat(&PortraitFinding::refuses);
        if (make == wrongIn.cend())
            QVERIFY2(refusedBy.isEmpty(), qPrintable(refusedBy.join(u' ')));
        else
            QVERIFY2(refusedBy.contains(criterion), qPrintable(refusedBy.join(u' ')));
    }

    /// The same by the numbers of QA-FI-GID themselves, which a site may choose. A camera of enough pixels is
    /// not at hand: the portrait is enlarged in its place.
    void TC_QA_FI_GID_001_byTheNumbersOfTheTr()
    {
        if (!hasPictures())
            QSKIP("models or reference pictures are not here");
        const auto rules
            = loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait-tr03121.json"));
        QVERIFY(rules && rules->profile(u"adult"_s));
        const auto refusedBy = [&](const cv::Mat &image) {
            return judgePortrait(measureFace(sceneOf(image)), *rules->profile(u"adult"_s))
                .keysThat(&PortraitFinding::refuses);
        };
        const cv::Mat large = scaled(picture(best), 2.2);
        QVERIFY2(refusedBy(large).isEmpty(), qPrintable(refusedBy(large).join(u' ')));
        const QStringList tooFewPixels{u"eyeDistance"_s, u"portraitWidth"_s, u"portraitHeight"_s};
        QCOMPARE(refusedBy(picture(best)), tooFewPixels);
        QVERIFY(refusedBy(turned(large, 15)).contains(u"roll"_s));
        const FaceMeasures head = sceneOf(large).basics;
        const double eyes = (head.leftEye.y + head.rightEye.y) / 2;
        const cv::Mat fromEdgeToEdge
            = large.rowRange(cvRound(eyes - 0.95 * head.eyesToChin), cvRound(eyes + 1.1 * head.eyesToChin));
        const auto report = judgePortrait(measureFace(sceneOf(fromEdgeToEdge)), *rules->profile(u"adult"_s));
        const PortraitFinding &height
            = report.findings.at(static_cast<std::size_t>(FaceMeasureId::HeadHeight));
        QVERIFY(height.state == RuleState::Bad && height.warns); // headwear is in it: it never refuses
    }

    /// 1244 x 1600, at least 300 px between the eyes, 24 bit, cropped and upright, and never enlarged.
    void TC_BIP_FI_GID_001()
    {
        if (!hasPictures())
            QSKIP("models or reference pictures are not here");
        // A camera of enough pixels is not at hand: the portrait is enlarged in its place.
        const cv::Mat large = scaled(picture(best), 2.2);
        const FaceScene scene = sceneOf(large);
        QVERIFY(scene.mesh && scene.crop);
        QVERIFY(scene.crop->crop.width >= 1244 && scene.crop->crop.height >= 1600);
        const PortraitSize &full = portraitSizes.front();
        const auto portrait = portraitIn(full, scene.picture(scene.crop->crop), scene.basics.eyeDistance);
        QVERIFY(portrait.has_value());
        QCOMPARE(portrait->size(), cv::Size(1244, 1600));
        QCOMPARE(portrait->type(), CV_8UC3);
        const FaceScene finished = sceneOf(*portrait);
        QVERIFY(finished.mesh.has_value());
        QVERIFY2(finished.basics.eyeDistance >= 300,
                 qPrintable(QString::number(finished.basics.eyeDistance)));
        QVERIFY(std::abs(finished.basics.roll) <= 8);
        const double middle = (finished.basics.leftEye.x + finished.basics.rightEye.x) / 2 / portrait->cols;
        QVERIFY(middle >= 0.45 && middle <= 0.55);
        const FaceScene small = sceneOf(picture(best));
        QVERIFY(!portraitIn(full, small.picture(small.crop->crop), small.basics.eyeDistance));
    }

    /// Two faces: no capture.
    void TC_AS_FI_ICS3_001()
    {
        if (!hasPictures())
            QSKIP("models or reference pictures are not here");
        const cv::Mat both = picture(u"bad_two_faces.jpg"_s);
        PortraitSelector selector(m_thresholds);
        m_analyser->forget();
        for (auto t = 0ms; t < 3s; t += 100ms) {
            Moment now = moment(true, 90, t);
            now.measures = m_analyser->analyse(both).value();
            now.judgement = judgeFace(now.measures, m_thresholds);
            QCOMPARE(now.judgement.guidance, FaceGuidance::OneAtATime);
            QCOMPARE(selector.consider(now).cause, Cause::None);
        }
    }

private:
    /// The face fills the picture from cheek to cheek.
    cv::Mat closeUp(const cv::Mat &image)
    {
        const cv::Rect2d box = sceneOf(image).basics.faceBox;
        const cv::Rect inside(cvRound(box.x), cvRound(box.y - 0.2 * box.height), cvRound(box.width),
                              cvRound(box.height * 1.3));
        return image(inside & cv::Rect({0, 0}, image.size())).clone();
    }
    /// The face at the left or at the upper edge, so that no crop can bring it to its place.
    cv::Mat atTheEdge(const cv::Mat &image, bool left)
    {
        const FaceScene scene = sceneOf(image);
        const cv::Rect2d box = scene.basics.faceBox;
        const int from = left ? cvRound(box.x - 0.1 * box.width) : cvRound(box.y - 0.02 * box.height);
        return left ? image.colRange(std::max(0, from), image.cols).clone()
                    : image.rowRange(std::max(0, from), image.rows).clone();
    }

    std::unique_ptr<FaceAnalyser> m_analyser;
    PortraitProfile m_adult;
    FaceThresholds m_thresholds;
};

QTEST_GUILESS_MAIN(Tr03122FaceTest)
#include "tst_tr03122_face.moc"
