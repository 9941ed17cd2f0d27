// Measures on real photographs: two that Debian installs, everywhere; the reference set where it is present.
#include "biometrics/face/faceanalyser.h"
#include "biometrics/face/facequality.h"
#include "biometrics/face/portrait.h"
#include "tests/support/places.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

const QString modelFolder = indraj::test::cachePath("/models");
const QString astronaut = u"/usr/lib/python3/dist-packages/skimage/data/astronaut.png"_s;
const QString coffee = u"/usr/lib/python3/dist-packages/skimage/data/coffee.png"_s;
const QString hopper = u"/usr/share/matplotlib/mpl-data/sample_data/grace_hopper.jpg"_s;

cv::Mat picture(const QString &path, double scale = 1)
{
    cv::Mat image = cv::imread(path.toStdString());
    if (!image.empty() && scale != 1)
        cv::resize(image, image, cv::Size(), scale, scale, cv::INTER_CUBIC);
    return image;
}

cv::Mat turned(const cv::Mat &image, double degrees)
{
    cv::Mat result;
    const cv::Point2f middle(static_cast<float>(image.cols) / 2, static_cast<float>(image.rows) / 2);
    cv::warpAffine(image, result, cv::getRotationMatrix2D(middle, degrees, 1), image.size(), cv::INTER_LINEAR,
                   cv::BORDER_REPLICATE);
    return result;
}

} // namespace

class FaceAnalyserTest : public QObject {
    Q_OBJECT
private:
    FaceMeasures measure(const cv::Mat &image)
    {
        m_analyser->forget();
        const auto measures = m_analyser->analyse(image);
        return measures ? *measures : FaceMeasures();
    }
    FaceMeasures shared(const QString &name)
    {
        return measure(picture(indraj::test::sharedPath("/faces/") + name));
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
        m_hopper = picture(hopper, 1.5);
        if (m_hopper.empty() || picture(astronaut).empty())
            QSKIP("SKIP_WHOLE_TEST python3-skimage and python-matplotlib-data are not installed");
    }

    void portraitIsMeasured()
    {
        const auto m = measure(m_hopper);
        QCOMPARE(m.faces, 1);
        QVERIFY(m.hasLandmarks);
        QVERIFY(std::abs(m.eyeDistance - 125) < 8);
        QVERIFY(std::abs(m.yaw) < 4 && std::abs(m.roll) < 4 && std::abs(m.pitch) < 12);
        QVERIFY(m.eyesOpen > 0.04);
        QVERIFY(m.mouthOpen < 0.02);
        QVERIFY(m.sharpness > 150);
        QVERIFY(m.entropy > 6 && m.overexposed < 0.02);
        QVERIFY(m.leftEye.x > m.rightEye.x); // the person's left is the picture's right
        QVERIFY(faceQuality(m) >= 75);
    }
    void bgrxMeasuresLikeBgr()
    {
        cv::Mat bgrx;
        cv::cvtColor(m_hopper, bgrx, cv::COLOR_BGR2BGRA);
        const auto a = measure(m_hopper);
        const auto b = measure(bgrx);
        QVERIFY(std::abs(a.eyeDistance - b.eyeDistance) < 0.5 && std::abs(a.luminance - b.luminance) < 0.005);
    }
    void smileShowsTeeth() { QVERIFY(measure(picture(astronaut, 2.5)).mouthOpen > 0.05); }
    void noFaceIsNoFace()
    {
        const auto m = measure(picture(coffee));
        QCOMPARE(m.faces, 0);
        QVERIFY(!m.hasLandmarks);
        QCOMPARE(measure(cv::Mat(720, 1280, CV_8UC4, cv::Scalar::all(90))).faces, 0);
    }
    void rollIsMeasuredWithItsSign_data()
    {
        QTest::addColumn<double>("degrees");
        for (const double degrees : {-15.0, -5.0, 5.0, 15.0})
            QTest::addRow("%g", degrees) << degrees;
    }
    void rollIsMeasuredWithItsSign()
    {
        QFETCH(double, degrees);
        // Counter-clockwise in the picture is towards the person's right shoulder: positive.
        const double difference = measure(turned(m_hopper, degrees)).roll - measure(m_hopper).roll;
        QVERIFY2(std::abs(difference - degrees) < 1.2, qPrintable(QString::number(difference)));
    }
    void defectsShow()
    {
        const auto good = measure(m_hopper);
        cv::Mat blurred;
        cv::GaussianBlur(m_hopper, blurred, cv::Size(), 6);
        QVERIFY(measure(blurred).sharpness < 70);
        const auto dark = measure(m_hopper * 0.2);
        QVERIFY(dark.entropy < 4.5 && dark.luminance < good.luminance / 5);
        const auto over = measure(m_hopper * 3.2 + cv::Scalar::all(60));
        QVERIFY(over.overexposed > 0.3);
    }
    void twoFacesAreTwo()
    {
        cv::Mat both(900, 1900, CV_8UC3, cv::Scalar::all(200));
        m_hopper.copyTo(both(cv::Rect(0, 0, m_hopper.cols, m_hopper.rows)));
        const cv::Mat other = picture(astronaut, 1.7);
        other.copyTo(both(cv::Rect(900, 0, other.cols, other.rows)));
        const auto m = measure(both);
        QCOMPARE(m.faces, 2);
        QVERIFY(m.secondFaceArea > 0.1 && m.secondFaceArea <= 1);
    }
    void secondFaceIsNoticedWhileFollowingOne()
    {
        cv::Mat both(900, 1900, CV_8UC3, cv::Scalar::all(200));
        m_hopper.copyTo(both(cv::Rect(0, 0, m_hopper.cols, m_hopper.rows)));
        QCOMPARE(measure(both).faces, 1);
        const cv::Mat other = picture(astronaut, 1.7);
        other.copyTo(both(cv::Rect(900, 0, other.cols, other.rows)));
        int frames = 0;
        for (int faces = 1; faces == 1 && frames < 30; ++frames)
            faces = m_analyser->analyse(both)->faces;
        // Every tenth frame, or the next on which the heads rest.
        QVERIFY2(frames <= 11, qPrintable(QString::number(frames)));
    }
    void oddPicturesDoNotBreakIt()
    {
        for (const cv::Size size :
             {cv::Size(320, 240), cv::Size(240, 425), cv::Size(32, 32), cv::Size(4000, 40)})
            QVERIFY(m_analyser->analyse(cv::Mat(size, CV_8UC4, cv::Scalar::all(128))).has_value());
        QVERIFY(m_analyser->analyse(cv::Mat()).has_value());
        QVERIFY(m_analyser->analyse(cv::Mat(720, 1280, CV_8UC1)).has_value());
        QVERIFY(m_analyser->analyse(cv::Mat(8, 8, CV_8UC3)).has_value());
        cv::Mat portrait;
        cv::resize(m_hopper, portrait, cv::Size(240, 281));
        QCOMPARE(measure(portrait).faces, 1);
    }
    void portraitCropIsRightAndNotEnlarged()
    {
        const auto m = measure(m_hopper);
        const auto portrait = cropPortrait(m_hopper, m, m_analyser->personMask());
        QVERIFY(portrait && portrait->geometry.complete);
        QCOMPARE(portrait->image.size(), portrait->geometry.crop.size());
        QVERIFY(portrait->geometry.headShare >= 0.70 && portrait->geometry.headShare <= 0.80);
        QVERIFY(portrait->geometry.eyeShare >= 0.50 && portrait->geometry.eyeShare <= 0.70);
        const auto inside = measure(portrait->image);
        QVERIFY(std::abs(inside.eyeDistance - m.eyeDistance) < 3); // same scale
    }

    void referenceSetIsCountedExactly()
    {
        const QDir folder(indraj::test::sharedPath("/faces"));
        if (!folder.exists())
            QSKIP("the reference pictures are not here");
        QStringList wrong;
        for (const QString &name : folder.entryList({u"*.jpg"_s, u"*.png"_s})) {
            const int expected = name.startsWith(u"noface"_s) ? 0 : name == u"bad_two_faces.jpg"_s ? 2 : 1;
            if (shared(name).faces != expected)
                wrong.append(name);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u' ')));
    }
    void referenceDefectsShow()
    {
        if (!QDir(indraj::test::sharedPath("/faces")).exists())
            QSKIP("the reference pictures are not here");
        const auto best = shared(u"pif_09_neutral_plain_best.jpg"_s);
        QVERIFY(faceQuality(best) >= 85);
        QVERIFY(shared(u"bad_blur_g4.jpg"_s).sharpness < 70);
        QVERIFY(shared(u"bad_lowres.jpg"_s).sharpness < 70);
        QVERIFY(shared(u"bad_dark.jpg"_s).entropy < 4.5);
        QVERIFY(shared(u"bad_overexposed.jpg"_s).overexposed > 0.3);
        QVERIFY(shared(u"bad_eyesclosed_synth_09.jpg"_s).eyesOpen < 0.025);
        QVERIFY(shared(u"bad_side_light.jpg"_s).evenness < best.evenness - 0.2);
        QVERIFY(shared(u"pif_26_yaw.jpg"_s).yaw > 15);
        QVERIFY(std::abs(shared(u"bad_roll_+10.jpg"_s).roll - best.roll - 10) < 1.5);
        QVERIFY(std::abs(shared(u"bad_roll_-5.jpg"_s).roll - best.roll + 5) < 1.5);
    }

    void missingAndDamagedModelsAreSaid()
    {
        const auto missing = FaceAnalyser::open(u"/nowhere"_s);
        QVERIFY(!missing);
        QCOMPARE(missing.error().fault, FaceModelFault::Missing);

        const QTemporaryDir folder;
        const QDir original(modelFolder);
        for (const QString &name : original.entryList(QDir::Files))
            QVERIFY(QFile::copy(original.filePath(name), folder.filePath(name)));
        QFile net(folder.filePath(u"lips.onnx"_s));
        QVERIFY(net.open(QIODevice::ReadWrite) && net.seek(net.size() / 2) && net.write("x", 1) == 1);
        net.close();
        const auto damaged = FaceAnalyser::open(folder.path());
        QVERIFY(!damaged);
        QCOMPARE(damaged.error().fault, FaceModelFault::Corrupt);
        QCOMPARE(damaged.error().file, u"lips.onnx"_s);

        QFile manifest(folder.filePath(u"manifest.json"_s));
        QVERIFY(manifest.open(QIODevice::WriteOnly) && manifest.write("{") == 1);
        manifest.close();
        QCOMPARE(FaceAnalyser::open(folder.path()).error().fault, FaceModelFault::Corrupt);
    }
    void bytesThatAreNoNetAreRefused()
    {
        QTemporaryFile file;
        QVERIFY(file.open() && file.write(QByteArray(1000, 'x')) == 1000 && file.flush());
        const auto net = openNet(u"x.onnx"_s, file, {u"out"_s});
        QVERIFY(!net);
        QCOMPARE(net.error().fault, FaceModelFault::NotUnderstood);
    }

private:
    std::unique_ptr<FaceAnalyser> m_analyser;
    cv::Mat m_hopper;
};

QTEST_GUILESS_MAIN(FaceAnalyserTest)
#include "tst_faceanalyser.moc"
