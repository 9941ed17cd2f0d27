// The modes of a camera: what sources offer, which is taken, and what happens when one does not work. The
// sources are real GStreamer elements that negotiate as a camera does.
#include "devices/camera/formatquery.h"
#include "devices/camera/framesource.h"
#include "devices/camera/gstreamerruntime.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <mutex>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

CameraFormat format(const char *text) { return *CameraFormat::parse(QString::fromLatin1(text)); }

QStringList textsOf(const QList<CameraFormat> &formats)
{
    QStringList texts;
    for (const CameraFormat &each : formats)
        texts.append(each.toText());
    return texts;
}

SourceOffer offerOf(const char *text)
{
    GstCaps *caps = gst_caps_from_string(text);
    SourceOffer offer = offerIn(caps);
    gst_caps_unref(caps);
    return offer;
}

/// A source whose modes are said and whose newest picture is kept.
struct Seen {
    explicit Seen(const QString &text, const std::optional<CameraFormat> &wanted = {})
        : source(addressOf(text, wanted))
        , modes(&source, &FrameSource::modeChanged)
        , failed(&source, &FrameSource::failed)
    {
        source.setFrameHandler([this](CameraFrame frame) {
            const std::lock_guard lock(mutex);
            newest = std::move(frame);
        });
        source.start();
    }
    static CameraAddress addressOf(const QString &text, const std::optional<CameraFormat> &wanted)
    {
        CameraAddress address = *CameraAddress::parse(text);
        address.format = wanted;
        return address;
    }
    /// And for a picture in it.
    bool waitForMode()
    {
        return QTest::qWaitFor([this] { return modes.count() > 0 && !frame().whole.isNull(); }, 20000);
    }
    CameraMode mode() const { return modes.last().first().value<CameraMode>(); }
    CameraFrame frame()
    {
        const std::lock_guard lock(mutex);
        return newest;
    }

    std::mutex mutex;
    CameraFrame newest;
    FrameSource source; // after what its thread uses
    QSignalSpy modes, failed;
};

/// As a USB camera: large only compressed, small both ways.
const QString camera
    = u"pipeline:videotestsrc is-live=true ! jpegenc ! capsfilter caps=\""
      "image/jpeg,width=2592,height=1944,framerate=15/1;image/jpeg,width=1280,height=720,framerate=30/1;"
      "image/jpeg,width=3840,height=2160,framerate=5/1;image/jpeg,width=640,height=480,framerate=30/1\""_s;

/// Says that it has the large one, and cannot give it.
const QString boaster = u"pipeline:videotestsrc is-live=true ! video/x-raw,width=640,height=480 ! jpegenc ! "
                        "capsfilter caps=\"image/jpeg,width=2592,height=1944,framerate=30/1;"
                        "image/jpeg,width=640,height=480,framerate=30/1\""_s;

} // namespace

class CameraFormatTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_runtime.isReady()); }

    void textsGoBothWays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("jpeg") << u"1920x1080@30/1 jpeg"_s << true;
        QTest::newRow("raw, half a rate") << u"640x480@15/2 raw"_s << true;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("no size") << u"0x480@30/1 raw"_s << false;
        QTest::newRow("too large") << u"99999x480@30/1 raw"_s << false;
        QTest::newRow("divided by nothing") << u"640x480@30/0 raw"_s << false;
        QTest::newRow("another coding") << u"640x480@30/1 h264"_s << false;
        QTest::newRow("more behind it") << u"640x480@30/1 raw\n"_s << false;
    }
    void textsGoBothWays()
    {
        QFETCH(QString, text);
        const auto read = CameraFormat::parse(text);
        QTEST(read.has_value(), "good");
        if (read)
            QCOMPARE(read->toText(), text);
    }

    void theBestIsTheLargestThatIsFastEnough()
    {
        const auto order = bestFirst({format("640x480@30/1 raw"), format("3840x2160@5/1 jpeg"),
                                      format("2592x1944@5/1 raw"), format("1920x1080@30/1 raw"),
                                      format("2592x1944@15/1 jpeg"), format("1920x1080@30/1 jpeg"),
                                      format("1920x1080@15/1 jpeg"), format("5120x3840@30/1 jpeg")});
        QCOMPARE(textsOf(order),
                 QStringList({u"2592x1944@15/1 jpeg"_s, u"1920x1080@30/1 jpeg"_s, u"1920x1080@30/1 raw"_s,
                              u"640x480@30/1 raw"_s, u"5120x3840@30/1 jpeg"_s, u"3840x2160@5/1 jpeg"_s}));
    }

    void capsAreRead_data()
    {
        QTest::addColumn<QByteArray>("caps");
        QTest::addColumn<QStringList>("formats");
        QTest::newRow("a webcam") << QByteArray("video/x-raw, format=YUY2, width=640, height=480, "
                                                "framerate={ (fraction)30/1, (fraction)15/1 };"
                                                "video/x-raw, format=NV12, width=640, height=480, "
                                                "framerate=(fraction)15/1;"
                                                "image/jpeg, width=1920, height=1080, "
                                                "framerate={ (fraction)60/1, (fraction)30/1, (fraction)5/1 }")
                                  << QStringList{u"1920x1080@30/1 jpeg"_s, u"640x480@30/1 raw"_s};
        QTest::newRow("any size up to one")
            << QByteArray("video/x-raw, width=[2, 1920, 2], height=[2, 1080, 2], framerate=[1/1, 60/1]")
            << QStringList{u"1920x1080@30/1 raw"_s, u"1280x720@30/1 raw"_s, u"640x480@30/1 raw"_s};
        QTest::newRow("lists of sides")
            << QByteArray("image/jpeg, width={640, 1280}, height={480, 720}, framerate=15/2")
            << QStringList{u"1280x720@15/2 jpeg"_s, u"640x480@15/2 jpeg"_s};
        QTest::newRow("without an end") << QByteArray(
            "video/x-raw, width=[1, 2147483647], height=[1, 2147483647], framerate=[0/1, 2147483647/1]")
                                        << QStringList();
        QTest::newRow("another coding")
            << QByteArray("video/x-h264, width=1920, height=1080, framerate=30/1") << QStringList();
        QTest::newRow("not in memory")
            << QByteArray("video/x-raw(memory:DMABuf), width=640, height=480, framerate=30/1")
            << QStringList();
        QTest::newRow("no rate") << QByteArray("image/jpeg, width=640, height=480") << QStringList();
    }
    void capsAreRead()
    {
        QFETCH(QByteArray, caps);
        QTEST(textsOf(offerOf(caps.constData()).formats), "formats");
    }

    void theBestModeIsTakenAndAllAreNamed()
    {
        Seen seen(camera);
        QVERIFY(seen.waitForMode());
        const CameraMode mode = seen.mode();
        QCOMPARE(mode.used, format("2592x1944@15/1 jpeg"));
        QVERIFY(!mode.missed);
        QCOMPARE(textsOf(mode.offered),
                 QStringList({u"2592x1944@15/1 jpeg"_s, u"1280x720@30/1 jpeg"_s, u"640x480@30/1 jpeg"_s,
                              u"3840x2160@5/1 jpeg"_s}));
        const CameraFrame frame = seen.frame();
        QCOMPARE(frame.image.size(), cv::Size(1296, 972)); // for judging
        QCOMPARE(frame.image.type(), CV_8UC4);
        QCOMPARE(frame.whole.size(), cv::Size(2592, 1944)); // for keeping
        QVERIFY(!frame.whole.jpeg().isEmpty());
        QCOMPARE(frame.whole.pixels().size(), cv::Size(2592, 1944));
    }

    void aChosenModeIsTaken()
    {
        Seen seen(camera, format("1280x720@30/1 jpeg"));
        QVERIFY(seen.waitForMode());
        QCOMPARE(seen.mode().used, format("1280x720@30/1 jpeg"));
        QVERIFY(!seen.mode().missed);
        QCOMPARE(seen.frame().image.size(), cv::Size(1280, 720));
        QCOMPARE(seen.frame().whole.size(), cv::Size(1280, 720));
    }

    void anotherModeIsTakenWithTheNextStart()
    {
        Seen seen(camera);
        QVERIFY(seen.waitForMode());
        seen.source.useAddress(Seen::addressOf(camera, format("1280x720@30/1 jpeg")));
        QCOMPARE(seen.modes.count(), 1); // the run goes on until it is told otherwise
        seen.source.start();
        QTRY_COMPARE_WITH_TIMEOUT(seen.modes.count(), 2, 20000);
        QCOMPARE(seen.mode().used, format("1280x720@30/1 jpeg"));
        QTRY_COMPARE_WITH_TIMEOUT(seen.frame().whole.size(), cv::Size(1280, 720), 20000);
        QCOMPARE(seen.failed.count(), 0);
    }

    /// A camera that takes its time to end is no reason for a window to stand still.
    void nobodyWaitsForTheFormerCamera()
    {
        Seen seen(u"pipeline:videotestsrc is-live=true ! identity sleep-time=4000000 ! "
                  "video/x-raw,width=320,height=240"_s);
        QVERIFY(seen.waitForMode());
        QElapsedTimer clock;
        clock.start();
        seen.source.stop();
        seen.source.useAddress(Seen::addressOf(camera, {}));
        seen.source.start();
        QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
        QTRY_COMPARE_WITH_TIMEOUT(seen.frame().whole.size(), cv::Size(2592, 1944), 30000);
    }

    void aModeThatIsGoneIsToldAndReplaced()
    {
        const auto gone = format("1920x1080@30/1 jpeg");
        Seen seen(camera, gone);
        QVERIFY(seen.waitForMode());
        QCOMPARE(seen.mode().used, format("2592x1944@15/1 jpeg"));
        QCOMPARE(seen.mode().missed, gone);
        QVERIFY(seen.mode().missedIsGone);
        QCOMPARE(seen.failed.count(), 0);
    }

    void aModeThatFailsGivesWayToTheNext_data()
    {
        QTest::addColumn<bool>("chosen");
        QTest::newRow("best") << false;
        QTest::newRow("chosen") << true;
    }
    void aModeThatFailsGivesWayToTheNext()
    {
        QFETCH(bool, chosen);
        const auto promised = format("2592x1944@30/1 jpeg");
        Seen seen(boaster, chosen ? std::optional(promised) : std::nullopt);
        QVERIFY(seen.waitForMode());
        QCOMPARE(seen.mode().used, format("640x480@30/1 jpeg"));
        QCOMPARE(seen.mode().missed, promised);
        QVERIFY(!seen.mode().missedIsGone);
        QCOMPARE(seen.failed.count(), 0);
        QCOMPARE(seen.frame().image.size(), cv::Size(640, 480));
    }

    void silenceInEveryModeIsSaid()
    {
        Seen seen(u"pipeline:videotestsrc is-live=true ! jpegenc ! identity drop-probability=1 ! "
                  "capsfilter caps=\"image/jpeg,width=1280,height=720,framerate=30/1;"
                  "image/jpeg,width=640,height=480,framerate=30/1\""_s);
        QSignalSpy stalled(&seen.source, &FrameSource::stalled);
        QVERIFY(stalled.wait(20000));
        QCOMPARE(seen.modes.count(), 0); // none is called good
    }

    void rawModesAreMadeSmallForJudging()
    {
        Seen seen(u"pipeline:videotestsrc is-live=true ! capsfilter caps=\""
                  "video/x-raw,width=1920,height=1080,framerate=15/1;video/x-raw,width=640,height=480,"
                  "framerate=30/1\""_s);
        QVERIFY(seen.waitForMode());
        QCOMPARE(seen.mode().used, format("1920x1080@15/1 raw"));
        QCOMPARE(seen.frame().image.size(), cv::Size(960, 540));
        QCOMPARE(seen.frame().whole.size(), cv::Size(1920, 1080));
        QVERIFY(seen.frame().whole.jpeg().isEmpty());
    }

    void aSourceOfOneModeNamesNone()
    {
        Seen seen(u"pipeline:videotestsrc is-live=true ! videoscale"_s, format("1920x1080@30/1 jpeg"));
        QVERIFY(seen.waitForMode());
        QVERIFY(seen.mode().offered.isEmpty() && !seen.mode().used);
        QVERIFY(!seen.mode().missed); // nothing is known of its modes: none can be gone
    }

    void jpegIsKeptAsItCame()
    {
        cv::Mat picture(1944, 2592, CV_8UC3, cv::Scalar(60, 120, 180));
        cv::circle(picture, {1296, 972}, 500, cv::Scalar(255, 255, 255), -1);
        std::vector<uchar> bytes;
        QVERIFY(cv::imencode(".jpg", picture, bytes));
        const QByteArray jpeg(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
        const WholePicture whole(jpeg, picture.size());
        QCOMPARE(whole.jpeg(), jpeg);
        QCOMPARE(whole.pixelsAt(2).size(), cv::Size(1296, 972));
        const cv::Mat again = whole.pixels();
        QCOMPARE(again.size(), picture.size());
        QVERIFY(again.at<cv::Vec4b>(972, 1296)[0] > 250);
        QVERIFY(WholePicture(jpeg.left(60), picture.size()).pixels().empty());
        QVERIFY(WholePicture(QByteArray("no picture"), picture.size()).pixels().empty());
        QVERIFY(WholePicture().isNull());
    }

private:
    const GStreamerRuntime m_runtime;
};

QTEST_GUILESS_MAIN(CameraFormatTest)
#include "tst_cameraformat.moc"
