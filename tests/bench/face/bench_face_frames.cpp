// What a live frame costs the judge, one by one, without decoding: CPU time of the thread that judges. The
// frames of a camera are held in memory first, so that the decoder does not run beside.
//   bench_face_frames --camera ADDRESS --models DIR --thresholds FILE [--frames N] [--rounds N]
#include "biometrics/face/faceanalyser.h"
#include "capture/face/facejudge.h"
#include "devices/camera/framesource.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTimer>

#include <opencv2/core/utility.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <vector>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

double threadCpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double at(const std::vector<double> &sorted, double share)
{
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

std::vector<cv::Mat> framesOf(const CameraAddress &address, std::size_t wanted)
{
    std::vector<cv::Mat> frames;
    std::mutex mutex;
    FrameSource camera(address);
    camera.setFrameHandler([&](const CameraFrame &frame) {
        const std::lock_guard lock(mutex);
        if (frames.size() < wanted)
            frames.push_back(frame.image.clone());
    });
    camera.start();
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, qApp, [&] {
        const std::lock_guard lock(mutex);
        if (frames.size() >= wanted)
            QCoreApplication::quit();
    });
    poll.start(100);
    constexpr int patience = 120000;
    QTimer::singleShot(patience, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    camera.stop();
    return frames;
}

void report(const char *name, std::vector<double> times)
{
    if (times.empty())
        return;
    std::sort(times.begin(), times.end());
    std::printf("%-28s frames %5zu  median %5.1f  p95 %5.1f  p99 %5.1f  worst %5.1f ms CPU\n", name,
                times.size(), at(times, 0.5), at(times, 0.95), at(times, 0.99), times.back());
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    cv::setNumThreads(1);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOptions({{u"camera"_s, u"address"_s, u"address"_s},
                        {u"models"_s, u"folder of the face models"_s, u"folder"_s},
                        {u"thresholds"_s, u"face.json"_s, u"file"_s},
                        {u"frames"_s, u"how many frames"_s, u"n"_s, u"300"_s},
                        {u"rounds"_s, u"how often they are judged"_s, u"n"_s, u"3"_s}});
    options.process(app);
    const auto camera = CameraAddress::parse(options.value(u"camera"_s));
    const auto thresholds = loadFaceThresholds(options.value(u"thresholds"_s));
    auto analyser = FaceAnalyser::open(options.value(u"models"_s));
    if (!camera || !thresholds || !analyser) {
        std::fprintf(stderr, "camera address, thresholds or models unusable\n");
        return 2;
    }
    const double cold = threadCpuMs();
    if (!analyser->warmUp())
        return 1;
    std::printf("warming up: %.0f ms CPU, before the first frame\n", threadCpuMs() - cold);
    const auto frames = framesOf(*camera, options.value(u"frames"_s).toULongLong());
    if (frames.empty()) {
        std::fprintf(stderr, "the camera gave no frame\n");
        return 2;
    }
    std::printf("%zu frames of %d x %d\n", frames.size(), frames.front().cols, frames.front().rows);
    std::vector<double> all, first, found;
    for (int round = 0; round < options.value(u"rounds"_s).toInt(); ++round) {
        analyser->forget();
        bool followed = false;
        for (const cv::Mat &frame : frames) {
            const double begin = threadCpuMs();
            const auto measures = analyser->analyse(frame);
            if (!measures)
                return 1;
            const FaceJudgement judgement = judgeFace(*measures, *thresholds);
            const double cost = threadCpuMs() - begin;
            (&frame == &frames.front() && round == 0 ? first : all).push_back(cost);
            if (judgement.faceBox.isEmpty())
                followed = false;
            else if (!std::exchange(followed, true))
                found.push_back(cost);
        }
    }
    report("very first frame", first);
    report("all others", all);
    report("of them a face is found", found);
    return 0;
}
