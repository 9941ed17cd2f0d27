// The training video as a camera of 2592 x 1944 would send it, for measuring what such a camera costs:
// pictures as JPEG, one file each, enlarged and with a sensor's noise. They stand in for size and rate, not
// for detail.
//   make_large_frames --video FILE --out DIR
#include "devices/camera/framesource.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QTimer>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

constexpr int largeWidth = 2592, largeHeight = 1944;
constexpr int jpegQuality = 90;
constexpr double noise = 2; ///< grey levels

/// The middle of the picture, as high as the large one.
cv::Mat enlarged(const cv::Mat &frame, const cv::Mat &grain)
{
    cv::Mat bgr;
    cv::cvtColor(frame, bgr, cv::COLOR_BGRA2BGR);
    const int width = bgr.rows * largeWidth / largeHeight;
    cv::Mat large;
    cv::resize(bgr(cv::Rect((bgr.cols - width) / 2, 0, width, bgr.rows)), large, {largeWidth, largeHeight}, 0,
               0, cv::INTER_CUBIC);
    cv::add(large, grain, large, cv::noArray(), CV_8UC3);
    return large;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOptions({{u"video"_s, u"the training video"_s, u"file"_s},
                        {u"out"_s, u"where the pictures go"_s, u"folder"_s}});
    options.process(app);
    const QString out = options.value(u"out"_s);
    if (!QDir().mkpath(out))
        return 2;
    cv::Mat grain(largeHeight, largeWidth, CV_16SC3);
    cv::theRNG().state = 1;
    cv::randn(grain, 0, noise);
    FrameSource source({CameraAddress::Kind::File, options.value(u"video"_s)});
    std::atomic<quint64> last{0};
    int written = 0;
    source.setFrameHandler([&](const CameraFrame &frame) {
        const QString file = u"%1/frame-%2.jpg"_s.arg(out).arg(written++, 5, 10, QLatin1Char('0'));
        if (!cv::imwrite(file.toStdString(), enlarged(frame.image, grain),
                         {cv::IMWRITE_JPEG_QUALITY, jpegQuality}))
            QCoreApplication::exit(2);
        last = frame.sequence;
    });
    QObject::connect(&source, &FrameSource::failed, &app, [] { QCoreApplication::exit(2); });
    // Once round: the film is 21 s long and played at its own rate.
    QTimer::singleShot(std::chrono::seconds(22), &app, [] { QCoreApplication::exit(0); });
    source.start();
    const int status = QCoreApplication::exec();
    source.stop();
    std::printf("%d pictures of %d x %d, of %llu of the film\n", written, largeWidth, largeHeight,
                static_cast<unsigned long long>(last));
    return status;
}
