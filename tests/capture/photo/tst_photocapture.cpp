// The photograph of both hands on real pipelines.
#include "capture/photo/cardframe.h"
#include "capture/photo/photocapturesession.h"
#include "capture/photo/photohint.h"

#include <QSignalSpy>
#include <QTest>

#include <opencv2/imgproc.hpp>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class TestPhotoCapture : public QObject {
    Q_OBJECT

    static constexpr int patience = 30'000; ///< milliseconds: a busy machine starts a pipeline slowly

    static CameraAddress pattern(const QString &name, int width = 1920, int height = 1080)
    {
        return CameraAddress::parse(u"pipeline:videotestsrc is-live=true pattern=%1 !"
                                    " video/x-raw,width=%2,height=%3,framerate=15/1"_s.arg(name)
                                        .arg(width)
                                        .arg(height))
            .value();
    }
    static PhotoHint hintOf(const QString &name)
    {
        PhotoCaptureSession photo(pattern(name), true);
        QSignalSpy frames(&photo, &PhotoCapture::frame);
        photo.start();
        if (!QTest::qWaitFor([&] { return frames.size() > 1; }, patience))
            qFatal("no picture");
        return frames.last()[1].value<PhotoHint>();
    }

private Q_SLOTS:
    void takesTheSizeThatIsKept()
    {
        PhotoCaptureSession photo(pattern(u"smpte"_s), true);
        QSignalSpy frames(&photo, &PhotoCapture::frame), taken(&photo, &PhotoCapture::taken);
        // On a machine that stood still the newest picture is too old: then once more.
        connect(&photo, &PhotoCapture::notTaken, &photo, &PhotoCapture::take);
        photo.start();
        QTRY_VERIFY_WITH_TIMEOUT(!frames.isEmpty(), patience);
        QCOMPARE(frames.first()[0].value<QImage>().size(), QSize(640, 360));
        QCOMPARE(frames.first()[1].value<PhotoHint>(), PhotoHint::None);
        photo.take();
        QTRY_COMPARE_WITH_TIMEOUT(taken.size(), 1, patience);
        const Sample sample = taken[0][0].value<Sample>();
        QCOMPARE(sample.info.kind, SampleKind::ExceptionPhoto);
        QCOMPARE(sample.info.mimeType, u"image/jpeg"_s);
        QVERIFY(sample.info.device.endsWith(u"simulator"_s));
        QVERIFY(sample.info.capturedAt.isValid());
        QCOMPARE(QSize(sample.info.width, sample.info.height), QSize(1280, 720));
        const QImage back = QImage::fromData(sample.bytes, "JPG");
        QCOMPARE(back.size(), QSize(1280, 720));
        QVERIFY(qGray(back.pixel(10, 10)) > 150); // the first bar is grey white
        photo.take();
        QTRY_COMPARE_WITH_TIMEOUT(taken.size(), 2, patience); // another is another sample
        QVERIFY(taken[1][0].value<Sample>().info.id != sample.info.id);
    }

    void ofACardOnlyTheFrameIsTaken()
    {
        // The frame has the shape of a card, whatever that of the camera, and lies in the middle.
        for (const QSize size : {QSize(1280, 720), QSize(640, 480), QSize(720, 1280), QSize(3840, 2160)}) {
            const QRect frame = cardFrame(size), part = cardPart(size);
            QVERIFY(QRect({}, size).contains(part) && part.contains(frame));
            QVERIFY(std::abs(double(frame.width()) / frame.height() - 85.60 / 53.98) < 0.01);
            QVERIFY((frame.center() - QRect({}, size).center()).manhattanLength() <= 1);
        }
        QVERIFY(cardFrame({}).isEmpty() && cardPart({}).isEmpty());

        PhotoCaptureSession photo(pattern(u"smpte"_s), true, PhotoSubject::Card);
        QSignalSpy frames(&photo, &PhotoCapture::frame), taken(&photo, &PhotoCapture::taken);
        connect(&photo, &PhotoCapture::notTaken, &photo, &PhotoCapture::take);
        photo.start();
        QTRY_VERIFY_WITH_TIMEOUT(!frames.isEmpty(), patience);
        QCOMPARE(frames.first()[0].value<QImage>().size(), QSize(640, 360)); // all of it is shown
        photo.take();
        QTRY_COMPARE_WITH_TIMEOUT(taken.size(), 1, patience);
        const Sample sample = taken[0][0].value<Sample>();
        QCOMPARE(sample.info.kind, SampleKind::EarlierCard);
        QCOMPARE(sample.info.mimeType, u"image/jpeg"_s);
        QVERIFY(sample.info.width <= 1280 && sample.info.width > 1200);
        QCOMPARE(QImage::fromData(sample.bytes, "JPG").size(), QSize(sample.info.width, sample.info.height));
        QVERIFY(double(sample.info.width) / sample.info.height < 1.7); // what is beside the card stays out
    }

    void saysWhatWouldShowNothing()
    {
        QCOMPARE(hintOf(u"black"_s), PhotoHint::TooDark);
        QCOMPARE(hintOf(u"white"_s), PhotoHint::TooBright);
    }

    void blurIsSeen()
    {
        cv::Mat sharp(720, 1280, CV_8UC4);
        cv::randu(sharp, 60, 200);
        QCOMPARE(photoHint(sharp), PhotoHint::None);
        cv::Mat blurred;
        cv::GaussianBlur(sharp, blurred, {}, 20);
        QCOMPARE(photoHint(blurred), PhotoHint::Blurred);
    }

    void withoutAPictureNothingIsTaken()
    {
        PhotoCaptureSession photo(CameraAddress::parse(u"v4l2:/dev/video-none"_s).value(), false);
        QSignalSpy failed(&photo, &PhotoCapture::cameraFailed), notTaken(&photo, &PhotoCapture::notTaken);
        photo.take();
        QTRY_COMPARE_WITH_TIMEOUT(notTaken.size(), 1, patience);
        photo.start();
        QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), patience);
        photo.take();
        QTRY_COMPARE_WITH_TIMEOUT(notTaken.size(), 2, patience);
    }

    void whatIsTakenWhenTheCameraStopsIsNobodys()
    {
        PhotoCaptureSession photo(pattern(u"smpte"_s), true);
        QSignalSpy frames(&photo, &PhotoCapture::frame), taken(&photo, &PhotoCapture::taken);
        photo.start();
        QTRY_VERIFY_WITH_TIMEOUT(!frames.isEmpty(), patience);
        photo.take();
        photo.stop();
        frames.clear();
        photo.start();
        QTRY_VERIFY_WITH_TIMEOUT(frames.size() > 3, patience); // longer than the picture took to encode
        QVERIFY(taken.isEmpty());
        // Another camera, and it works again.
        photo.useCamera(pattern(u"ball"_s, 640, 480), true);
        frames.clear();
        photo.start();
        QTRY_VERIFY_WITH_TIMEOUT(!frames.isEmpty(), patience);
        QCOMPARE(frames.first()[0].value<QImage>().size(), QSize(480, 360));
    }
};

QTEST_GUILESS_MAIN(TestPhotoCapture)
#include "tst_photocapture.moc"
