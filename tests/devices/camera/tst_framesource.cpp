// The camera on real streams: files, pipelines, and a network camera in another process that freezes and
// dies.
#include "devices/camera/framesource.h"
#include "tests/support/places.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <csignal>
#include <mutex>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

/// A source whose frames are counted and whose newest is kept.
struct Watched {
    explicit Watched(const QString &text)
        : source(*CameraAddress::parse(text))
        , started(&source, &FrameSource::started)
        , stalled(&source, &FrameSource::stalled)
        , resumed(&source, &FrameSource::resumed)
        , failed(&source, &FrameSource::failed)
    {
        source.setFrameHandler([this](CameraFrame frame) {
            const std::lock_guard lock(mutex);
            ++count;
            inOrder = inOrder && frame.sequence > newest.sequence;
            arrivals.push_back(frame.arrived);
            newest = std::move(frame);
        });
    }
    int frames()
    {
        const std::lock_guard lock(mutex);
        return count;
    }
    cv::Size size()
    {
        const std::lock_guard lock(mutex);
        return newest.image.size();
    }
    DeviceFault fault() const { return failed.first().first().value<DeviceError>().fault; }

    std::mutex mutex;
    CameraFrame newest;
    int count = 0;
    bool inOrder = true;
    std::vector<std::chrono::steady_clock::time_point> arrivals;
    FrameSource source; // after what its thread uses
    QSignalSpy started, stalled, resumed, failed;
};

/// A network camera in its own process.
class NetworkCamera {
public:
    explicit NetworkCamera(const QString &picture, const QString &mode = u"good"_s, int port = 0)
        : NetworkCamera(QStringList{QStringLiteral(MJPEG_SERVER), QString::number(port), picture, mode})
    {
    }
    /// A server of our own that says on which port it listens.
    explicit NetworkCamera(const QStringList &command)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(PYTHON), command);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20000)) { } // it may come in pieces
        if (m_process.canReadLine())
            m_port = m_process.readLine().simplified().mid(5).toInt();
    }
    ~NetworkCamera() { kill(); }
    int port() const { return m_port; }
    QString address() const { return u"http://user:secret@127.0.0.1:%1/mjpeg"_s.arg(m_port); }
    void freeze() { ::kill(static_cast<pid_t>(m_process.processId()), SIGSTOP); }
    void thaw() { ::kill(static_cast<pid_t>(m_process.processId()), SIGCONT); }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    int m_port = 0;
};

} // namespace

class FrameSourceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        cv::Mat picture(720, 1280, CV_8UC3, cv::Scalar(60, 120, 180));
        cv::circle(picture, {640, 360}, 200, cv::Scalar(255, 255, 255), -1);
        m_picture = m_folder.filePath(u"picture.jpg"_s);
        QVERIFY(cv::imwrite(m_picture.toStdString(), picture));
    }

    void pipelineDeliversLivePictures()
    {
        Watched camera(
            u"pipeline:videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=30/1"_s);
        camera.source.start();
        QTRY_VERIFY_WITH_TIMEOUT(camera.frames() > 20, 20000);
        QCOMPARE(camera.started.count(), 1);
        QCOMPARE(camera.size(), cv::Size(320, 240));
        QVERIFY(camera.inOrder);
        QVERIFY(camera.source.framesDelivered() >= 20);
    }

    void portraitOrientationAndOddSizesPass()
    {
        Watched camera(
            u"pipeline:videotestsrc is-live=true ! video/x-raw,format=I420,width=241,height=425"_s);
        camera.source.start();
        QTRY_VERIFY_WITH_TIMEOUT(camera.frames() > 3, 20000);
        QCOMPARE(camera.size(), cv::Size(241, 425));
    }

    void colourOrderIsBgrx()
    {
        Watched camera(u"pipeline:videotestsrc is-live=true pattern=blue ! video/x-raw,width=64,height=64"_s);
        camera.source.start();
        QTRY_VERIFY_WITH_TIMEOUT(camera.frames() > 1, 20000);
        const std::lock_guard lock(camera.mutex);
        const auto pixel = camera.newest.image.at<cv::Vec4b>(32, 32);
        QVERIFY(pixel[0] > 200 && pixel[1] < 50 && pixel[2] < 50);
    }

    void busyConsumerDropsAndCounts()
    {
        FrameSource source(*CameraAddress::parse(
            u"pipeline:videotestsrc is-live=true ! video/x-raw,width=64,height=64,framerate=60/1"_s));
        std::atomic<int> handled{0};
        source.setFrameHandler([&](const CameraFrame &) {
            ++handled;
            std::this_thread::sleep_for(std::chrono::milliseconds(100)); // the slow consumer under test
        });
        source.start();
        QTRY_VERIFY_WITH_TIMEOUT(handled >= 10, 20000);
        QVERIFY(source.framesDropped() > 10);
        QVERIFY(source.framesDelivered() >= source.framesDropped() + 9);
    }

    void stopSilencesAndStartResumes()
    {
        Watched camera(u"pipeline:videotestsrc is-live=true ! video/x-raw,width=64,height=64"_s);
        camera.source.start();
        QTRY_VERIFY_WITH_TIMEOUT(camera.frames() > 3, 20000);
        camera.source.stop();
        const int frames = camera.frames();
        // One that was on its way may still arrive.
        QVERIFY(!QTest::qWaitFor([&] { return camera.frames() > frames + 1; }, 600));
        camera.source.start();
        QTRY_VERIFY_WITH_TIMEOUT(camera.frames() > frames + 3, 20000);
    }

    void frozenServerIsNoticedWithinTwoSecondsAndComesBack()
    {
        NetworkCamera server(m_picture);
        QVERIFY(server.port() > 0);
        Watched camera(server.address());
        camera.source.start();
        QTRY_VERIFY_WITH_TIMEOUT(camera.frames() > 10, 20000);
        QElapsedTimer since;
        since.start();
        server.freeze();
        QVERIFY(camera.stalled.wait(5000));
        QVERIFY2(since.elapsed() < 2000, qPrintable(QString::number(since.elapsed())));
        QVERIFY(camera.stalled.first().first().toInt() >= 1500);
        QTRY_VERIFY_WITH_TIMEOUT(camera.stalled.count() >= 2, 3000); // said again while it lasts
        const int frames = camera.frames();
        server.thaw();
        QVERIFY(camera.resumed.count() > 0 || camera.resumed.wait(10000));
        QTRY_VERIFY_WITH_TIMEOUT(camera.frames() > frames + 10, 10000);
        QCOMPARE(camera.failed.count(), 0);
    }

    void rtspIsShownAndItsEndIsNoticed()
    {
        NetworkCamera server(QStringList{QStringLiteral(RTSP_SERVER)});
        QVERIFY(server.port() > 0);
        Watched camera(u"rtsp://127.0.0.1:%1/live"_s.arg(server.port()));
        camera.source.start();
        QTRY_VERIFY_WITH_TIMEOUT(camera.frames() > 10, 20000);
        QCOMPARE(camera.size(), cv::Size(640, 360));
        QVERIFY(camera.inOrder);
        server.freeze();
        QVERIFY(camera.stalled.count() > 0 || camera.stalled.wait(10000));
        server.thaw();
        QVERIFY(camera.resumed.count() > 0 || camera.resumed.wait(10000));
        server.kill();
        QVERIFY(camera.failed.count() + camera.stalled.count() > 1 || camera.failed.wait(15000));
    }

    void killedServerFailsAndRecoversByItself()
    {
        auto server = std::make_unique<NetworkCamera>(m_picture);
        QVERIFY(server->port() > 0);
        Watched camera(server->address());
        camera.source.start();
        QTRY_VERIFY_WITH_TIMEOUT(camera.frames() > 10, 20000);
        const int port = server->port();
        server->kill();
        QVERIFY(camera.failed.count() > 0 || camera.failed.wait(10000));
        const auto error = camera.failed.first().first().value<DeviceError>();
        QVERIFY(!error.device.contains(u"secret"_s) && !error.detail.contains(u"secret"_s));
        const int frames = camera.frames();
        NetworkCamera again(m_picture, u"good"_s, port);
        QCOMPARE(again.port(), port);
        QVERIFY(camera.resumed.count() > 0 || camera.resumed.wait(10000));
        QTRY_VERIFY_WITH_TIMEOUT(camera.frames() > frames + 10, 10000);
        QVERIFY(camera.inOrder);
    }

    void damagedJpegNeverCrashesAndIsSaid_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::newRow("garbage") << u"garbage"_s;
        QTest::newRow("truncated") << u"truncated"_s;
    }
    void damagedJpegNeverCrashesAndIsSaid()
    {
        QFETCH(QString, mode);
        NetworkCamera server(m_picture, mode);
        QVERIFY(server.port() > 0);
        Watched camera(server.address());
        camera.source.start();
        QTRY_VERIFY_WITH_TIMEOUT(camera.failed.count() > 0, 15000);
        QCOMPARE(camera.frames(), 0);
    }

    void nothingThereIsNoDevice_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("device") << u"v4l2:/dev/video-that-is-not-there"_s;
        QTest::newRow("file") << u"file:/nowhere/x.avi"_s;
        QTest::newRow("server") << u"http://127.0.0.1:1/mjpeg"_s;
    }
    void nothingThereIsNoDevice()
    {
        QFETCH(QString, address);
        Watched camera(address);
        camera.source.start();
        QVERIFY(camera.failed.wait(20000));
        QCOMPARE(camera.fault(), DeviceFault::NoDevice);
        QVERIFY(!camera.failed.wait(2500)); // two more tries, but said once for an outage
    }

    /// A driver that does not answer, for which a pipe without a writer stands: opening it hangs. Nothing on
    /// the caller's thread waits for it, and going away takes two seconds, not the driver's half minute.
    void driverThatHangsHoldsNobody()
    {
        const QByteArray pipe = QFile::encodeName(m_folder.filePath(u"hanging"_s));
        QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
        const auto hangs = [] { // in openat, number 257 of x86-64
            for (const QString &task :
                 QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
                QFile call(u"/proc/self/task/%1/syscall"_s.arg(task));
                if (call.open(QIODevice::ReadOnly) && call.readAll().startsWith("257 "))
                    return true;
            }
            return false;
        };
        QElapsedTimer since;
        {
            Watched camera(
                u"pipeline:filesrc location=%1 ! image/jpeg ! jpegdec"_s.arg(QFile::decodeName(pipe)));
            camera.source.start();
            if (!QTest::qWaitFor(hangs, 20000))
                QSKIP("this kernel does not say in which call a thread is");
            since.start();
            camera.source.stop();
            camera.source.start();
            QVERIFY2(since.elapsed() < 500, qPrintable(QString::number(since.elapsed())));
            since.start();
        }
        QVERIFY2(since.elapsed() < 4000, qPrintable(QString::number(since.elapsed())));
        // The driver gives it back: the thread that was left ends by itself.
        const int writer = ::open(pipe.constData(), O_WRONLY | O_NONBLOCK);
        QVERIFY(writer >= 0);
        ::close(writer);
        QTRY_VERIFY_WITH_TIMEOUT(!hangs(), 20000);
    }

    void nonsenseIsRefused()
    {
        Watched camera(u"pipeline:nosuchelement ! alsonot"_s);
        camera.source.start();
        QVERIFY(camera.failed.wait(20000));
        QVERIFY(camera.fault() == DeviceFault::Refused || camera.fault() == DeviceFault::NotSupported);
    }

    void fileThatIsNoVideoFails()
    {
        const QString path = m_folder.filePath(u"text.avi"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("this is no video\n") > 0);
        file.close();
        Watched camera(u"file:"_s + path);
        camera.source.start();
        QVERIFY(camera.failed.wait(20000));
    }

    void fileIsPlayedAtItsRateAndLooped()
    {
        const QString path = indraj::test::cachePath("/training/portrait.avi");
        if (!QFile::exists(path))
            QSKIP("the training video has not been made");
        Watched camera(u"file:"_s + path);
        camera.source.start();
        constexpr int oneAndABit = 600 + 60; // frames of the video and some of the second round
        QTRY_VERIFY_WITH_TIMEOUT(camera.source.framesDelivered() >= oneAndABit, 40000);
        camera.source.stop();
        QCOMPARE(camera.failed.count(), 0);
        QCOMPARE(camera.stalled.count(), 0);
        const std::lock_guard lock(camera.mutex);
        const std::chrono::duration<double> span = camera.arrivals.back() - camera.arrivals.front();
        const double rate = static_cast<double>(camera.newest.sequence - 1) / span.count();
        QVERIFY2(rate > 29 && rate < 31, qPrintable(QString::number(rate)));
        // No gap where it starts over: the frames around it are as close as anywhere.
        std::chrono::duration<double> widest{0};
        for (std::size_t k = camera.arrivals.size() - 70; k < camera.arrivals.size(); ++k)
            widest = std::max<std::chrono::duration<double>>(widest,
                                                             camera.arrivals[k] - camera.arrivals[k - 1]);
        QVERIFY2(widest.count() < 0.25, qPrintable(QString::number(widest.count())));
    }

private:
    QTemporaryDir m_folder;
    QString m_picture;
};

QTEST_GUILESS_MAIN(FrameSourceTest)
#include "tst_framesource.moc"
