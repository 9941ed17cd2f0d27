// Every measure of a still against the defect it is named for, made from two portraits that Debian installs
// (madedefects.h).
#include "biometrics/face/faceanalyser.h"
#include "biometrics/face/measures/facemeasure.h"
#include "madedefects.h"
#include "tests/support/places.h"

#include <QFile>
#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <functional>
#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::test;
using Id = FaceMeasureId;

namespace {

const QString modelFolder = indraj::test::cachePath("/models");
const char *const astronaut = "/usr/lib/python3/dist-packages/skimage/data/astronaut.png";
const char *const coffee = "/usr/lib/python3/dist-packages/skimage/data/coffee.png";
const char *const hopper = "/usr/share/matplotlib/mpl-data/sample_data/grace_hopper.jpg";

} // namespace

Q_DECLARE_METATYPE(cv::Mat)

class FaceMeasuresTest : public QObject {
    Q_OBJECT
private:
    FaceScene sceneOf(const cv::Mat &image)
    {
        auto scene = m_analyser->still(image);
        return scene ? std::move(*scene) : FaceScene();
    }
    FaceMeasure measure(const cv::Mat &image, Id id)
    {
        return measureFace(sceneOf(image)).at(static_cast<std::size_t>(id));
    }
    /// The portrait with something drawn where a landmark is; `draw` gets the picture, the mesh and the eye
    /// distance.
    cv::Mat drawn(const std::function<void(cv::Mat &, const FaceMesh &, double)> &draw)
    {
        const FaceScene scene = sceneOf(m_hopper);
        cv::Mat image = m_hopper.clone();
        draw(image, *scene.mesh, scene.basics.eyeDistance);
        return image;
    }

private Q_SLOTS:
    void initTestCase()
    {
        cv::setNumThreads(1);
        if (!QFile::exists(modelFolder + u"/manifest.json"_s))
            QSKIP("SKIP_WHOLE_TEST the face models have not been made: packaging/get-face-models.sh");
        auto analyser = FaceAnalyser::open(modelFolder);
        QVERIFY2(analyser.has_value(), analyser ? "" : qPrintable(analyser.error().detail));
        m_analyser = std::make_unique<FaceAnalyser>(std::move(*analyser));
        m_hopper = enlarged(hopper, 1.5);
        if (m_hopper.empty() || !QFile::exists(QString::fromLatin1(astronaut)))
            QSKIP("SKIP_WHOLE_TEST python3-skimage and python-matplotlib-data are not installed");
    }

    void everyMeasureKeepsItsRange_data()
    {
        QTest::addColumn<double>("gain");
        QTest::addColumn<int>("width");
        QTest::newRow("as it is") << 1.0 << 0;
        QTest::newRow("nearly black") << 0.03 << 0;
        QTest::newRow("nearly white") << 6.0 << 0;
        QTest::newRow("tiny") << 1.0 << 90;
        QTest::newRow("narrow") << 1.0 << 33;
    }
    void everyMeasureKeepsItsRange()
    {
        QFETCH(double, gain);
        QFETCH(int, width);
        cv::Mat image = m_hopper * gain;
        if (width > 0)
            cv::resize(image, image, cv::Size(width, width * 6 / 5));
        const auto measures = measureFace(sceneOf(image));
        QCOMPARE(measures.size(), faceMeasureUnits().size());
        for (std::size_t k = 0; k < measures.size(); ++k) {
            const FaceMeasure &m = measures[k];
            const FaceMeasureInfo &info = faceMeasureInfo(m.id);
            QCOMPARE(m.id, static_cast<Id>(k));
            if (m.notAssessed) {
                QCOMPARE(m.score, 255);
                QVERIFY(!notAssessedKey(*m.notAssessed).isEmpty());
                continue;
            }
            QVERIFY2(m.native >= info.low && m.native <= info.high, info.key);
            QVERIFY2(m.score >= 0 && m.score <= 100 && m.confidence >= 0 && m.confidence <= 1, info.key);
        }
    }
    void withoutFaceNothingIsGood()
    {
        for (const cv::Mat &image : {cv::imread(coffee), cv::Mat(), cv::Mat(8, 8, CV_8UC3)}) {
            const auto measures = measureFace(sceneOf(image));
            for (const FaceMeasure &m : measures)
                if (m.id != Id::FaceCount)
                    QCOMPARE(m.notAssessed, std::optional(NotAssessed::NoFace));
            QCOMPARE(measures.front().native, 0.0);
            QCOMPARE(measures.front().score, 0);
            QCOMPARE(stillQuality(measures), 255);
        }
    }
    void aGoodPortraitScoresHigh()
    {
        const auto measures = measureFace(sceneOf(m_hopper));
        for (const auto id :
             {Id::FaceCount, Id::EyeDistance, Id::Yaw, Id::Pitch, Id::Roll, Id::EyesOpen, Id::EyesVisible,
              Id::MouthClosed, Id::MouthVisible, Id::Sharpness, Id::IlluminationUniformity})
            QVERIFY2(measures.at(static_cast<std::size_t>(id)).score >= 75, faceMeasureInfo(id).key);
    }

    void defectIsSeenByItsMeasure_data()
    {
        QTest::addColumn<cv::Mat>("image");
        QTest::addColumn<int>("id");
        QTest::addColumn<double>("low"); // where the native value of the spoiled picture lies
        QTest::addColumn<double>("high");
        const auto row = [](const char *name, const cv::Mat &image, Id id, double low, double high) {
            QTest::newRow(name) << image << int(id) << low << high;
        };
        cv::Mat blurred;
        cv::GaussianBlur(m_hopper, blurred, cv::Size(), 4);
        row("blur", blurred, Id::Sharpness, 0, 30);
        row("motion", moved(m_hopper, 21, 1), Id::MotionBlur, 0, 0.33);
        row("motion downwards", moved(m_hopper, 1, 21), Id::MotionBlur, 0, 0.33);
        row("noise", noisy(m_hopper, 15), Id::Noise, 6, 100);
        row("compression", jpeg(m_hopper, 6), Id::Compression, 1.6, 100);
        row("dark", m_hopper * 0.25, Id::PictureBrightness, 0, 100);
        row("bright", m_hopper * 3.2 + cv::Scalar::all(60), Id::OverExposure, 0.1, 1);
        const FaceMeasures good = sceneOf(m_hopper).basics;
        const double middle = (good.leftEye.x + good.rightEye.x) / 2;
        const double slope = 0.7 / good.eyeDistance;
        row("side light", litFromTheSide(m_hopper, middle, slope), Id::IlluminationUniformity, 0, 0.35);
        row("other side", litFromTheSide(m_hopper, middle, -slope), Id::IlluminationUniformity, 0, 0.35);
        row("no colour", grey(m_hopper), Id::Colourfulness, 0, 3);
        row("cast", cast(m_hopper), Id::NaturalColour, 5, 300);
        row("glasses", m_hopper, Id::Glasses, 60, 2000); // she wears some
        row("teeth", enlarged(astronaut, 2.5), Id::MouthClosed, 0.05, 1);
        row("pattern", m_hopper, Id::BackgroundUniformity, 15, 2000); // a flag
        row("sunglasses", drawn([](cv::Mat &image, const FaceMesh &mesh, double distance) {
                for (const auto &eye : {mesh.imageLeftIris.at(0), mesh.imageRightIris.at(0)})
                    cv::ellipse(image, eye, cv::Size(cvRound(distance * 0.36), cvRound(distance * 0.27)), 0,
                                0, 360, cv::Scalar(20, 20, 22), cv::FILLED);
            }),
            Id::EyesVisible, 0, 0.3);
        row("one eye hidden", drawn([](cv::Mat &image, const FaceMesh &mesh, double distance) {
                cv::circle(image, mesh.imageRightIris.at(0), cvRound(distance * 0.4),
                           cv::Scalar(90, 110, 160), cv::FILLED);
            }),
            Id::EyesVisible, 0, 0.3);
        row("hair over an eye", drawn([](cv::Mat &image, const FaceMesh &mesh, double distance) {
                drawLocks(image, mesh, distance, 0.4);
            }),
            Id::HairOverEyes, 0.016, 10);
        row("hair to the lid", drawn([](cv::Mat &image, const FaceMesh &mesh, double distance) {
                drawLocks(image, mesh, distance, 0);
            }),
            Id::HairOverEyes, 0.016, 10);
        row("a fringe that ends above the brow",
            drawn([](cv::Mat &image, const FaceMesh &mesh, double distance) {
                drawLocks(image, mesh, distance, -0.42);
            }),
            Id::HairOverEyes, 0, 0.016);
        row("glasses are no hair", m_hopper, Id::HairOverEyes, 0, 0.016);
        row("red eyes", drawn([](cv::Mat &image, const FaceMesh &mesh, double distance) {
                for (const auto &eye : {mesh.imageLeftIris.at(0), mesh.imageRightIris.at(0)})
                    cv::circle(image, eye, cvRound(distance * 0.07), cv::Scalar(40, 40, 210), cv::FILLED);
            }),
            Id::RedEyes, 0.25, 1);
        row("glare", drawn([](cv::Mat &image, const FaceMesh &mesh, double distance) {
                cv::ellipse(image, mesh.imageLeftIris.at(0),
                            cv::Size(cvRound(distance * 0.2), cvRound(distance * 0.1)), 20, 0, 360,
                            cv::Scalar::all(255), cv::FILLED);
            }),
            Id::Glare, 0.016, 10);
        for (const double aside : {-0.25, 0.25})
            row(aside < 0 ? "looks to one side" : "looks to the other",
                drawn([aside](cv::Mat &image, const FaceMesh &mesh, double) {
                    drawLook(image, mesh.imageLeftEye, aside);
                    drawLook(image, mesh.imageRightEye, aside);
                }),
                Id::Gaze, 0.08, 10);
        row("looks straight on", drawn([](cv::Mat &image, const FaceMesh &mesh, double) {
                drawLook(image, mesh.imageLeftEye, 0);
                drawLook(image, mesh.imageRightEye, 0);
            }),
            Id::Gaze, 0, 0.04);
        row("a smile", enlarged(astronaut, 2.5), Id::Smile, 0.95, 10);
        const FaceMeasures hopper = sceneOf(m_hopper).basics;
        const double eyes = (hopper.leftEye.y + hopper.rightEye.y) / 2;
        row("a head from edge to edge",
            m_hopper.rowRange(cvRound(eyes - 0.8 * hopper.eyesToChin),
                              cvRound(eyes + 1.05 * hopper.eyesToChin)),
            Id::HeadHeight, 0.9, 1.2);
        row("a small head", onWall(m_hopper, 0.25), Id::HeadSize, 0, 0.1);
        row("a dark face", m_hopper * 0.3, Id::LuminanceMean, 0, 0.05);
        row("a flat face", m_hopper * 0.08 + cv::Scalar::all(120), Id::LuminanceVariance, 0, 0.001);
        row("a face in the dark", m_hopper * 0.2, Id::UnderExposure, 0.9, 1);
        row("little range", m_hopper * 0.08 + cv::Scalar::all(120), Id::DynamicRange, 0, 4.5);
        cv::Mat coarse = m_hopper / 128;
        coarse *= 128;
        row("few levels", coarse, Id::IntensityValues, 1, 64);
        row("mask", drawn([](cv::Mat &image, const FaceMesh &mesh, double) {
                std::vector<cv::Point> shape;
                for (const int k : {234, 93,  132, 58,  172, 136, 150, 149, 176, 148, 152,
                                    377, 400, 378, 379, 365, 397, 288, 361, 323, 454, 5})
                    shape.emplace_back(mesh.point(k));
                cv::fillPoly(image, std::vector<std::vector<cv::Point>>{shape}, cv::Scalar(215, 190, 150));
            }),
            Id::MouthVisible, 0, 2.5);
    }
    void defectIsSeenByItsMeasure()
    {
        QFETCH(cv::Mat, image);
        QFETCH(int, id);
        QFETCH(double, low);
        QFETCH(double, high);
        const FaceMeasure m = measure(image, static_cast<Id>(id));
        QVERIFY2(!m.notAssessed, m.notAssessed ? qPrintable(notAssessedKey(*m.notAssessed)) : "");
        QVERIFY2(m.native >= low && m.native <= high, qPrintable(QString::number(m.native)));
    }
    /// A face at each edge of its picture: that margin is as small as it was cut, the others are not.
    void marginsAreThoseOfThePicture()
    {
        const FaceMeasures whole = sceneOf(m_hopper).basics;
        const cv::Point2d eyes = (whole.leftEye + whole.rightEye) * 0.5;
        const double apart = whole.eyeDistance;
        const double tall = whole.eyesToChin;
        const auto margin = [this](const cv::Mat &image, Id id) { return measure(image, id).native; };
        const cv::Mat left = m_hopper.colRange(cvRound(eyes.x - 1.05 * apart), m_hopper.cols);
        QVERIFY(std::abs(margin(left, Id::MarginLeft) - 1.05) < 0.1);
        QVERIFY(margin(left, Id::MarginRight) > 1.5);
        const cv::Mat right = m_hopper.colRange(0, cvRound(eyes.x + 1.05 * apart));
        QVERIFY(std::abs(margin(right, Id::MarginRight) - 1.05) < 0.1);
        QVERIFY(margin(right, Id::MarginLeft) > 1.5);
        const cv::Mat above = m_hopper.rowRange(cvRound(eyes.y - 0.8 * tall), m_hopper.rows);
        QVERIFY(std::abs(margin(above, Id::MarginAbove) - 0.8) < 0.1);
        const cv::Mat below = m_hopper.rowRange(0, cvRound(eyes.y + 1.15 * tall));
        QVERIFY(std::abs(margin(below, Id::MarginBelow) - 1.15) < 0.1);
    }
    void whatCannotBeSeenIsSaid()
    {
        QCOMPARE(measure(grey(m_hopper), Id::NaturalColour).notAssessed,
                 std::optional(NotAssessed::NoColour));
        QCOMPARE(measure(m_hopper, Id::BackgroundShadow).notAssessed,
                 std::optional(NotAssessed::BackgroundBusy));
        cv::Mat tiny;
        cv::resize(m_hopper, tiny, cv::Size(), 0.25, 0.25, cv::INTER_AREA);
        for (const Id id : {Id::EyesVisible, Id::HairOverEyes})
            QCOMPARE(measure(tiny, id).notAssessed, std::optional(NotAssessed::FaceTooSmall));
        QCOMPARE(measure(m_hopper * 0.05, Id::HairOverEyes).notAssessed, std::optional(NotAssessed::TooDark));
        const FaceScene scene = sceneOf(m_hopper);
        const auto cut = sceneFrom(m_hopper, scene.faces, scene.mesh, cv::Mat::ones(100, 100, CV_32F));
        QCOMPARE(measureFace(cut).at(static_cast<std::size_t>(Id::BackgroundUniformity)).notAssessed,
                 std::optional(NotAssessed::NoBackground));
    }
    void wallAndItsShadow()
    {
        FaceScene scene = sceneOf(m_hopper);
        // A plain wall around an upright person, then a shadow beside the head.
        const cv::Size size = m_hopper.size();
        cv::Mat person = cv::Mat::zeros(size, CV_32F);
        const cv::Point head(size.width / 2, cvRound(scene.basics.chin.y - scene.basics.eyesToChin));
        cv::circle(person, head, cvRound(scene.basics.eyesToChin), cv::Scalar(1), cv::FILLED);
        cv::Mat image(size, CV_8UC3, cv::Scalar::all(200));
        const auto values = [&](Id id) {
            return measureFace(sceneFrom(image, scene.faces, scene.mesh, person))
                .at(static_cast<std::size_t>(id));
        };
        QVERIFY(values(Id::BackgroundUniformity).native < 1);
        QVERIFY(std::abs(values(Id::BackgroundBrightness).native - 200) < 2);
        QVERIFY(values(Id::BackgroundShadow).native > 0.9);
        cv::circle(image, head + cv::Point(cvRound(scene.basics.eyeDistance), 0),
                   cvRound(scene.basics.eyesToChin), cv::Scalar::all(110), cv::FILLED);
        QVERIFY(values(Id::BackgroundShadow).native < 0.4);
    }
    void yawStandsStillUnderOtherLight()
    {
        double low = 90;
        double high = -90;
        for (const cv::Mat &image :
             {m_hopper, cv::Mat(m_hopper * 0.5), cv::Mat(m_hopper * 1.6), grey(m_hopper), cast(m_hopper),
              jpeg(m_hopper, 20), noisy(m_hopper, 10)}) {
            const double yaw = measure(image, Id::Yaw).native;
            low = std::min(low, yaw);
            high = std::max(high, yaw);
        }
        QVERIFY2(high - low < 2, qPrintable(QString::number(high - low)));
    }
    void aStillDoesNotDisturbTheFaceThatIsFollowed()
    {
        m_analyser->forget();
        const auto before = m_analyser->analyse(m_hopper);
        sceneOf(enlarged(astronaut, 2.5));
        const auto after = m_analyser->analyse(m_hopper);
        QVERIFY(before && after && after->hasLandmarks);
        QVERIFY(std::abs(before->eyeDistance - after->eyeDistance) < 1);
    }

private:
    std::unique_ptr<FaceAnalyser> m_analyser;
    cv::Mat m_hopper;
};

QTEST_GUILESS_MAIN(FaceMeasuresTest)
#include "tst_facemeasures.moc"
