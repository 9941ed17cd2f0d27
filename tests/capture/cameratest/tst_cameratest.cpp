// The test of a camera's picture: a drawn chart of known sharpness, a drawn card of known colour, grain of
// known size, and the whole of it through a pipeline.
#include "capture/cameratest/cameracheck.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cmath>
#include <numbers>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

/// A dark square, turned, on a light ground, as pixels of a sharp lens would take it, then blurred by a Gauss
/// of `sigma` pixels; in linear light, coded at the end.
cv::Mat chart(double sigma, double degrees = 5, double side = 220, const cv::Size &size = {1280, 720})
{
    constexpr int fine = 8; // each pixel is the mean of 8 x 8
    const cv::Point2d middle(size.width * 0.45, size.height * 0.5);
    const double turn = degrees * std::numbers::pi / 180;
    const int reach = static_cast<int>(side);
    cv::Mat linear(size, CV_32F, cv::Scalar(0.8));
    for (int y = std::max(0, static_cast<int>(middle.y) - reach);
         y < std::min(size.height, static_cast<int>(middle.y) + reach); ++y)
        for (int x = std::max(0, static_cast<int>(middle.x) - reach); x < static_cast<int>(middle.x) + reach;
             ++x) {
            int dark = 0;
            for (int i = 0; i < fine * fine; ++i) {
                const int row = i / fine;
                const double dx = x + (i % fine + 0.5) / fine - 0.5 - middle.x;
                const double dy = y + (row + 0.5) / fine - 0.5 - middle.y;
                const double u = dx * std::cos(turn) + dy * std::sin(turn);
                const double v = -dx * std::sin(turn) + dy * std::cos(turn);
                dark += std::abs(u) < side / 2 && std::abs(v) < side / 2 ? 1 : 0;
            }
            linear.at<float>(y, x) = static_cast<float>(0.8 - 0.77 * dark / (fine * fine));
        }
    if (sigma > 0)
        cv::GaussianBlur(linear, linear, cv::Size(), sigma);
    cv::Mat coded;
    cv::pow(linear, 1 / 2.2, coded);
    coded.convertTo(coded, CV_8U, 255);
    cv::cvtColor(coded, coded, cv::COLOR_GRAY2BGR);
    return coded;
}

/// The same by theory: a pixel's aperture and a Gauss.
double expectedMtf50(double sigma)
{
    for (int thousandth = 1; thousandth < 1000; ++thousandth) {
        const double f = thousandth / 1000.0;
        const double aperture = std::sin(std::numbers::pi * f) / (std::numbers::pi * f);
        const double gauss = std::exp(-2 * std::pow(std::numbers::pi * sigma * f, 2));
        if (aperture * gauss <= 0.5)
            return f;
    }
    return 1;
}

cv::Mat card(const cv::Scalar &bgr) { return cv::Mat(720, 1280, CV_8UC3, bgr); }

cv::Mat grainy(const cv::Mat &image, double levels, int seed)
{
    cv::RNG random(static_cast<std::uint64_t>(seed));
    cv::Mat noise(image.size(), CV_32FC3);
    random.fill(noise, cv::RNG::NORMAL, 0, 1);
    // The same on every channel: then the grey value has it too.
    cv::Mat one;
    cv::extractChannel(noise, one, 0);
    cv::Mat three;
    cv::merge(std::vector<cv::Mat>{one, one, one}, three);
    cv::Mat result;
    image.convertTo(result, CV_32FC3);
    result += three * levels;
    result.convertTo(result, CV_8UC3);
    return result;
}

} // namespace

class CameraTestTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sharpnessIsThatOfTheLens_data()
    {
        QTest::addColumn<double>("sigma");
        QTest::addColumn<double>("degrees");
        QTest::addColumn<double>("side");
        QTest::newRow("sharp") << 0.0 << 5.0 << 220.0;
        QTest::newRow("good webcam") << 0.7 << 5.0 << 220.0;
        QTest::newRow("soft") << 1.5 << 5.0 << 220.0;
        QTest::newRow("out of focus") << 3.0 << 5.0 << 300.0;
        QTest::newRow("other turn") << 1.0 << 12.0 << 220.0;
        QTest::newRow("turned back") << 1.0 << -7.0 << 220.0;
        QTest::newRow("far away") << 1.0 << 6.0 << 110.0;
    }
    void sharpnessIsThatOfTheLens()
    {
        QFETCH(double, sigma);
        QFETCH(double, degrees);
        QFETCH(double, side);
        const auto seen = chartSharpness(chart(sigma, degrees, side));
        QVERIFY(seen.has_value());
        const double expected = expectedMtf50(sigma);
        QVERIFY2(std::abs(seen->mtf50 - expected) < 0.1 * expected,
                 qPrintable(u"%1, expected %2"_s.arg(seen->mtf50).arg(expected)));
        QVERIFY(seen->edges >= 2);
        QVERIFY(std::abs(seen->side - side) < 0.06 * side);
    }
    void whatIsNoChartIsNotMeasured()
    {
        QVERIFY(!chartSharpness(card({120, 120, 120})));
        QVERIFY(!chartSharpness(cv::Mat()));
        QVERIFY(!chartSharpness(cv::Mat(720, 1280, CV_8UC1, cv::Scalar(200))));
        QVERIFY(!chartSharpness(chart(0.7, 5, 40))); // too small
        cv::Mat inverted;
        cv::bitwise_not(chart(0.7), inverted);
        QVERIFY(!chartSharpness(inverted)); // a light square on a dark ground
        cv::Mat disc = card({220, 220, 220});
        cv::circle(disc, {600, 360}, 120, cv::Scalar::all(20), cv::FILLED, cv::LINE_AA);
        QVERIFY(!chartSharpness(disc));
        QVERIFY(!chartSharpness(chart(0.7, 0))); // along the rows: nothing can be told, and nothing is
    }
    void colourOfTheCardIsSeen()
    {
        const auto grey = cardColour(card({128, 128, 128}));
        QVERIFY(grey && grey->cast() < 0.5 && std::abs(grey->lightness - 54) < 1);
        const auto yellow = cardColour(card({100, 128, 135}));
        QVERIFY(yellow && yellow->yellowness > 8 && std::abs(yellow->redness) < yellow->yellowness);
        const auto blue = cardColour(card({150, 128, 120}));
        QVERIFY(blue && blue->yellowness < -6);
        QVERIFY(!cardColour(card({20, 40, 230}))); // a red jacket is no card
        QVERIFY(!cardColour(chart(0.7, 5, 300)));
        QVERIFY(!cardColour(cv::Mat(20, 20, CV_8UC3, cv::Scalar::all(128))));
    }
    void grainIsMeasuredOnlyWhereNothingMoves()
    {
        const cv::Mat still = card({128, 128, 128});
        for (const double levels : {1.5, 4.0, 9.0}) {
            const auto seen = grain(grainy(still, levels, 1), grainy(still, levels, 2));
            QVERIFY(seen.has_value());
            QVERIFY2(std::abs(*seen - levels) < 0.15 * levels + 0.3, qPrintable(QString::number(*seen)));
        }
        QVERIFY(!grain(still, card({140, 140, 140}))); // the lamp flickers
        QVERIFY(!grain(still, cv::Mat(480, 640, CV_8UC3, cv::Scalar::all(128))));
        QVERIFY(!grain({}, still));
    }
    void gradesInPlainSteps()
    {
        CameraTestJudge judge;
        QVERIFY(!judge.result().isComplete());
        judge.look(chart(0.7));
        QCOMPARE(judge.result().sharpness, CameraTestGrade::Good);
        QCOMPARE(judge.result().colour, CameraTestGrade::NotSeen);
        for (int k = 0; k < 3; ++k)
            judge.look(grainy(card({128, 128, 128}), 8, k));
        QCOMPARE(judge.result().colour, CameraTestGrade::Good);
        QCOMPARE(judge.result().grain, CameraTestGrade::Poor);
        QCOMPARE(judge.result().sharpness, CameraTestGrade::Good); // what was seen stays
        QVERIFY(judge.result().isComplete());

        CameraTestJudge soft;
        soft.look(chart(1.4));
        QCOMPARE(soft.result().sharpness, CameraTestGrade::Fair);
        soft.look(card({60, 60, 60}));
        QVERIFY(soft.result().cardTooDark);
        QCOMPARE(soft.result().colour, CameraTestGrade::NotSeen); // the light is the fault
        soft.look(card({95, 128, 140}));
        QVERIFY(!soft.result().cardTooDark);
        QCOMPARE(soft.result().colour, CameraTestGrade::Poor);
    }
    void throughACamera()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"chart.png"_s);
        QVERIFY(cv::imwrite(file.toStdString(), chart(1.0)));
        CameraCheckSession session(*CameraAddress::parse(
            u"pipeline:multifilesrc location=%1 loop=true caps=image/png,framerate=15/1 ! "
            "pngdec ! videoconvert"_s.arg(file)));
        QSignalSpy looked(&session, &CameraCheck::looked);
        QSignalSpy frames(&session, &CameraCheck::frame);
        session.start();
        QTRY_VERIFY_WITH_TIMEOUT(looked.count() >= 2, 30000);
        QVERIFY(frames.count() >= looked.count());
        const auto result = looked.last().first().value<CameraTestResult>();
        QVERIFY(std::abs(result.mtf50 - expectedMtf50(1.0)) < 0.1 * expectedMtf50(1.0));
        session.stop();
        const auto seen = frames.count();
        session.stop();
        QCOMPARE(frames.count(), seen);

        session.start(); // from the beginning again
        QTRY_VERIFY_WITH_TIMEOUT(frames.count() > seen, 30000);
        session.stop();

        CameraCheckSession nowhere(*CameraAddress::parse(u"v4l2:/dev/video-that-is-not-there"_s));
        QSignalSpy failed(&nowhere, &CameraCheck::cameraFailed);
        nowhere.start();
        QVERIFY(failed.wait(30000));
    }
    /// A camera that takes its time to end is no reason for the window to stand still.
    void nobodyWaitsForTheFormerCamera()
    {
        const auto pattern = [](const char *before) {
            return *CameraAddress::parse(
                u"pipeline:videotestsrc is-live=true ! %1"
                "video/x-raw,width=320,height=240,framerate=15/1"_s.arg(QString::fromLatin1(before)));
        };
        CameraCheckSession session(pattern("identity sleep-time=2500000 ! "));
        QSignalSpy frames(&session, &CameraCheck::frame);
        session.start();
        QTRY_VERIFY_WITH_TIMEOUT(frames.count() > 0, 30000);
        QElapsedTimer clock;
        clock.start();
        session.stop();
        session.useCamera(pattern(""));
        session.start();
        QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
        const auto seen = frames.count();
        QTRY_VERIFY_WITH_TIMEOUT(frames.count() > seen + 10, 30000); // of the quick one
    }
};

QTEST_GUILESS_MAIN(CameraTestTest)
#include "tst_cameratest.moc"
