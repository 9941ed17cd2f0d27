// A camera behind a bad cable: some of its JPEG pictures, or all, are cut short. The source is GStreamer's
// own, which hands out files as a camera does its buffers.
#include "devices/camera/framesource.h"
#include "devices/camera/gstreamerruntime.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <opencv2/imgcodecs.hpp>

#include <mutex>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

const cv::Scalar colour(60, 120, 180);

/// Frames are counted, and those whose last row is not of the colour that was sent.
struct Watched {
    explicit Watched(const QString &text)
        : source(*CameraAddress::parse(text))
        , stalled(&source, &FrameSource::stalled)
        , failed(&source, &FrameSource::failed)
    {
        source.setFrameHandler([this](const CameraFrame &frame) {
            const cv::Scalar last = cv::mean(frame.image.row(frame.image.rows - 1));
            const cv::Mat whole = frame.whole.pixels();
            const std::lock_guard lock(mutex);
            ++count;
            wrong += cv::norm(last - cv::Scalar(colour[0], colour[1], colour[2], last[3])) > 10
                || whole.empty();
        });
        source.start();
    }
    std::pair<int, int> seen()
    {
        const std::lock_guard lock(mutex);
        return {count, wrong};
    }

    std::mutex mutex;
    int count = 0;
    int wrong = 0;
    FrameSource source; // after what its thread uses
    QSignalSpy stalled, failed;
};

} // namespace

class CutPicturesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cutOnesArePassedOver_data() { sizes(); }
    void cutOnesArePassedOver()
    {
        QFETCH(int, width);
        const QString camera = makeCamera(width, {false, true, true});
        QVERIFY(!camera.isEmpty());
        Watched watched(camera);
        QTRY_VERIFY_WITH_TIMEOUT(watched.seen().first > 10, 20000);
        QCOMPARE(watched.seen().second, 0);
        QCOMPARE(watched.failed.count(), 0);
    }

    void nothingButCutOnesIsSaid_data() { sizes(); }
    void nothingButCutOnesIsSaid()
    {
        QFETCH(int, width);
        const QString camera = makeCamera(width, {true});
        QVERIFY(!camera.isEmpty());
        Watched watched(camera);
        QVERIFY(watched.failed.count() > 0 || watched.failed.wait(20000));
        const auto error = watched.failed.first().first().value<DeviceError>();
        QCOMPARE(error.fault, DeviceFault::Protocol);
        QVERIFY2(error.detail.contains(u"cut short"_s), qPrintable(error.detail));
        QCOMPARE(watched.seen().first, 0);
    }

private:
    /// As GStreamer decodes it, and as it is decoded here.
    static void sizes()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("usual") << 1280;
        QTest::newRow("large") << 1920;
    }

    /// A camera that sends these pictures in turn; empty when they cannot be written.
    QString makeCamera(int width, const QList<bool> &cut)
    {
        const int height = width * 9 / 16;
        std::vector<uchar> bytes;
        cv::imencode(".jpg", cv::Mat(height, width, CV_8UC3, colour), bytes);
        const QString name = m_folder.filePath(u"%1-%2-"_s.arg(width).arg(cut.size()));
        for (qsizetype k = 0; k < cut.size(); ++k) {
            QFile file(name + u"%1.jpg"_s.arg(k));
            const auto length = static_cast<qint64>(cut[k] ? bytes.size() / 2 : bytes.size());
            if (!file.open(QIODevice::WriteOnly)
                || file.write(reinterpret_cast<const char *>(bytes.data()), length) != length)
                return {};
        }
        return u"pipeline:multifilesrc location=%1%d.jpg start-index=0 stop-index=%2 loop=true "
               "caps=\"image/jpeg,width=%3,height=%4,framerate=30/1\" ! identity sleep-time=20000"_s.arg(name)
                   .arg(cut.size() - 1)
                   .arg(width)
                   .arg(height);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CutPicturesTest)
#include "tst_cutpictures.moc"
