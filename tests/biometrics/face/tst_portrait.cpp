#include "biometrics/face/facequality.h"
#include "biometrics/face/personmask.h"
#include "biometrics/face/portrait.h"

#include <QTest>

#include <cmath>

using namespace indraj;

namespace {

FaceMeasures person(double eyeX, double eyeY, double eyeDistance, cv::Size picture)
{
    FaceMeasures m;
    m.faces = 1;
    m.hasLandmarks = true;
    m.pictureSize = picture;
    m.eyeDistance = eyeDistance;
    m.eyesToChin = 1.85 * eyeDistance;
    m.rightEye = {eyeX - eyeDistance / 2, eyeY};
    m.leftEye = {eyeX + eyeDistance / 2, eyeY};
    m.chin = {eyeX, eyeY + m.eyesToChin};
    m.eyesOpen = 0.06;
    m.entropy = 7;
    m.evenness = 0.9;
    m.sharpness = 300;
    m.pitch = 3;
    return m;
}

} // namespace

class PortraitTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void geometryFollowsTheStandard()
    {
        const auto m = person(640, 320, 120, {1280, 720});
        const auto geometry = portraitGeometry(m, std::nullopt);
        QVERIFY(geometry && geometry->complete);
        QVERIFY(geometry->headShare >= 0.70 && geometry->headShare <= 0.80);
        QVERIFY(geometry->eyeShare >= 0.50 && geometry->eyeShare <= 0.70);
        const double aspect = double(geometry->crop.width) / geometry->crop.height;
        QVERIFY(std::abs(aspect - 35.0 / 45.0) < 0.01);
        QVERIFY(std::abs(geometry->crop.x + geometry->crop.width / 2.0 - 640) < 2);
    }
    void crownIsUsedWhenItCanBeRight()
    {
        const auto m = person(640, 320, 120, {1280, 720});
        const int crown = static_cast<int>(m.chin.y - 2.3 * m.eyesToChin);
        const auto taller = portraitGeometry(m, crown);
        const auto usual = portraitGeometry(m, std::nullopt);
        QVERIFY(taller->crop.height > usual->crop.height);
        QCOMPARE(portraitGeometry(m, 0)->crop, portraitGeometry(m, std::nullopt)->crop); // a raised arm
    }
    void cropNeverLeavesThePicture_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<double>("distance");
        QTest::newRow("left") << 20.0 << 300.0 << 100.0;
        QTest::newRow("right") << 1275.0 << 300.0 << 100.0;
        QTest::newRow("top") << 640.0 << 10.0 << 100.0;
        QTest::newRow("bottom") << 640.0 << 715.0 << 100.0;
        QTest::newRow("huge") << 640.0 << 300.0 << 700.0;
        QTest::newRow("tiny") << 640.0 << 300.0 << 1.0;
    }
    void cropNeverLeavesThePicture()
    {
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(double, distance);
        const auto geometry = portraitGeometry(person(x, y, distance, {1280, 720}), std::nullopt);
        QVERIFY(geometry);
        QCOMPARE(geometry->crop & cv::Rect(0, 0, 1280, 720), geometry->crop);
        QVERIFY(geometry->crop.area() > 0);
        if (distance > 10)
            QVERIFY(!geometry->complete);
    }
    void withoutFaceThereIsNoGeometry() { QVERIFY(!portraitGeometry(FaceMeasures(), std::nullopt)); }
    void topOfPersonIsFound()
    {
        cv::Mat mask = cv::Mat::zeros(100, 200, CV_32F);
        mask(cv::Rect(80, 30, 40, 70)).setTo(1);
        QCOMPARE(topOfPerson(mask, 100, 10).value_or(-1), 30);
        QVERIFY(!topOfPerson(mask, 20, 10));
        mask.setTo(1);
        QVERIFY(!topOfPerson(mask, 100, 10)); // cut by the upper edge: unknown
    }
    void qualityFallsWithEveryDefect()
    {
        const auto good = person(640, 320, 140, {1280, 720});
        const int best = faceQuality(good);
        QVERIFY2(best >= 90 && best <= 100, qPrintable(QString::number(best)));
        const auto with = [&](auto change) {
            auto m = good;
            change(m);
            return faceQuality(m);
        };
        QVERIFY(with([](auto &m) { m.yaw = 25; }) < best - 25);
        QVERIFY(with([](auto &m) { m.roll = -20; }) < best - 25);
        QVERIFY(with([](auto &m) { m.eyesOpen = 0.005; }) < best - 25);
        QVERIFY(with([](auto &m) { m.sharpness = 15; }) < best - 25);
        QVERIFY(with([](auto &m) { m.eyeDistance = 40; }) < best - 25);
        QVERIFY(with([](auto &m) { m.entropy = 2; }) < best - 25);
        QVERIFY(with([](auto &m) { m.secondFaceArea = 0.8; }) < best - 25);
        QCOMPARE(with([](auto &m) { m.luminance = 0.05; }), best); // depends on skin: must not count
        QCOMPARE(faceQuality(FaceMeasures()), 255);
    }
};

QTEST_GUILESS_MAIN(PortraitTest)
#include "tst_portrait.moc"
