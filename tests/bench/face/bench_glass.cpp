// Glass to glass: a camera in another process draws the time into each picture before it encodes it, and the
// time is read back from the picture that the preview has just painted. What a real camera adds is its
// exposure and its bus.
//   bench_glass --picture FILE --models DIR --thresholds FILE [--seconds N]
#include "capture/face/facecapturesession.h"
#include "widgets/portrait/previewwidget.h"
#include "widgets/theme/tokens.h"

#include <QApplication>
#include <QBuffer>
#include <QCommandLineParser>
#include <QPainter>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

constexpr int bits = 32;
constexpr int block = 20; ///< pixels in a picture 1280 wide
constexpr int frameMs = 33;

/// The same clock in both processes, in milliseconds; wraps after 49 days.
quint32 nowMs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<quint32>(now.tv_sec * 1000 + now.tv_nsec / 1000000);
}

void drawTime(QImage &picture, quint32 time)
{
    QPainter painter(&picture);
    for (int bit = 0; bit < bits; ++bit)
        painter.fillRect(bit * block, picture.height() - block, block, block,
                         ((time >> bit) & 1U) != 0 ? Qt::white : Qt::black);
}

quint32 readTime(const QImage &picture)
{
    const double scale = picture.width() / 1280.0;
    quint32 time = 0;
    for (int bit = 0; bit < bits; ++bit) {
        const QPoint middle(static_cast<int>((bit + 0.5) * block * scale),
                            picture.height() - 1 - static_cast<int>(0.5 * block * scale));
        if (qGray(picture.pixel(middle)) > 127)
            time |= 1U << bit;
    }
    return time;
}

/// The camera: one viewer, 30 pictures a second, a picture is left out when the line is full.
class Camera : public QObject {
public:
    explicit Camera(const QImage &picture)
        : m_picture(picture)
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] { accept(); });
        connect(&m_clock, &QTimer::timeout, this, [this] { send(); });
        m_clock.setTimerType(Qt::PreciseTimer);
        m_server.listen(QHostAddress::LocalHost);
        std::printf("port %d\n", m_server.serverPort());
        std::fflush(stdout);
    }

private:
    void accept()
    {
        m_viewer = m_server.nextPendingConnection();
        m_viewer->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_viewer->write("HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n");
        m_clock.start(frameMs);
    }
    void send()
    {
        if (m_viewer->state() != QAbstractSocket::ConnectedState)
            return QCoreApplication::quit();
        if (m_viewer->bytesToWrite() > 0)
            return;
        QImage picture = m_picture;
        drawTime(picture, nowMs());
        QByteArray jpeg;
        QBuffer buffer(&jpeg);
        picture.save(&buffer, "JPEG", 85);
        m_viewer->write("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: "
                        + QByteArray::number(jpeg.size()) + "\r\n\r\n" + jpeg + "\r\n");
    }

    QImage m_picture;
    QTcpServer m_server;
    QTcpSocket *m_viewer = nullptr;
    QTimer m_clock;
};

/// The preview of the portrait page, and the age of what it has painted.
class TimedPreview : public PreviewWidget {
public:
    void show(const QImage &frame, const FaceJudgement &judgement)
    {
        m_time = readTime(frame);
        setFrame(frame, judgement);
    }
    std::vector<double> ages;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        PreviewWidget::paintEvent(event);
        if (m_time != 0)
            ages.push_back(nowMs() - m_time);
        m_time = 0;
    }

private:
    quint32 m_time = 0;
};

int report(std::vector<double> ages)
{
    if (ages.size() < 50) {
        std::fprintf(stderr, "only %zu pictures were painted\n", ages.size());
        return 1;
    }
    std::sort(ages.begin(), ages.end());
    const auto at = [&](double share) {
        return ages[static_cast<std::size_t>(share * static_cast<double>(ages.size() - 1))];
    };
    std::printf("glass to glass over %zu pictures: p50 %.0f ms, p95 %.0f ms, max %.0f ms\n", ages.size(),
                at(0.5), at(0.95), at(1));
    return 0;
}

int watch(const QCommandLineParser &options, const FaceThresholds &thresholds)
{
    QProcess camera;
    camera.start(QCoreApplication::applicationFilePath(),
                 {u"--serve"_s, u"--picture"_s, options.value(u"picture"_s)});
    if (!camera.waitForReadyRead())
        return 1;
    const QString port = QString::fromLatin1(camera.readLine()).section(u' ', 1).trimmed();
    const auto address = CameraAddress::parse(u"http://127.0.0.1:%1/mjpeg"_s.arg(port));
    if (!address)
        return 1;
    FaceCaptureSession session({*address, options.value(u"models"_s), thresholds, true});
    TimedPreview preview;
    preview.resize(700, 480);
    QObject::connect(&session, &FaceCapture::frame, &preview, &TimedPreview::show);
    preview.QWidget::show();
    session.start();
    constexpr int warmUpMs = 3000; // the nets are loaded and have grown warm
    QTimer::singleShot(warmUpMs, &preview, [&preview] { preview.ages.clear(); });
    QTimer::singleShot(warmUpMs + 1000 * options.value(u"seconds"_s).toInt(), &preview,
                       [] { QCoreApplication::quit(); });
    QApplication::exec();
    session.stop();
    camera.terminate();
    camera.waitForFinished();
    return report(preview.ages);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    applyTheme(app, ThemeName::Light);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOptions({{u"serve"_s, u"be the camera"_s},
                        {u"picture"_s, u"what the camera sees, 1280x720"_s, u"file"_s},
                        {u"models"_s, u"folder of the face models"_s, u"folder"_s},
                        {u"thresholds"_s, u"face.json"_s, u"file"_s},
                        {u"seconds"_s, u"how long"_s, u"n"_s, u"15"_s}});
    options.process(app);
    const QImage picture(options.value(u"picture"_s));
    if (picture.width() != 1280) {
        std::fprintf(stderr, "a picture 1280 wide is needed\n");
        return 2;
    }
    if (options.isSet(u"serve"_s)) {
        const Camera camera(picture.convertToFormat(QImage::Format_RGB32));
        return QApplication::exec();
    }
    applyTheme(*qApp, ThemeName::Light); // the preview paints with its colours
    const auto thresholds = loadFaceThresholds(options.value(u"thresholds"_s));
    return thresholds ? watch(options, *thresholds) : 2;
}
