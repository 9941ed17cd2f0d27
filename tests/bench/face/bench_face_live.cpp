// Plays a camera through the face capture session for some seconds and prints what it costs.
//   bench_face_live --camera ADDRESS --models DIR --thresholds FILE [--seconds N] [--save DIR]
#include "capture/face/facecapturesession.h"

#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QGuiApplication>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

double processCpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double percentile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

/// Counts from the first frame on, so that loading the nets is left out.
class Measurement : public QObject {
public:
    Measurement(FaceCaptureSession &session, int seconds, QString saveTo)
        : m_session(session)
        , m_seconds(seconds)
        , m_saveTo(std::move(saveTo))
    {
        connect(&session, &FaceCaptureSession::frameArrived, this, [this](auto arrived) { frame(arrived); });
        connect(&session, &FaceCapture::frame, this, [this](const QImage &, const FaceJudgement &judgement) {
            if (judgement.guidance != m_guidance)
                std::printf("%6.2f s guidance %d (score %d, faces %d)\n", elapsed(),
                            static_cast<int>(judgement.guidance), judgement.score.value, judgement.faces);
            m_guidance = judgement.guidance;
        });
        connect(&session, &FaceCapture::accepted, this,
                [this](const FaceCandidate &candidate) { accepted(candidate); });
        connect(&session, &FaceCapture::cameraFailed, this,
                [](const DeviceError &error) { std::printf("failed: %s\n", qPrintable(error.detail)); });
        connect(&session, &FaceCapture::cameraStalled, this,
                [](int ms) { std::printf("stalled %d ms\n", ms); });
    }

private:
    double elapsed() const { return m_clock.isValid() ? static_cast<double>(m_clock.elapsed()) / 1000 : 0; }

    void frame(std::chrono::steady_clock::time_point arrived)
    {
        const auto now = std::chrono::steady_clock::now();
        m_latencies.push_back(std::chrono::duration<double, std::milli>(now - arrived).count());
        if (m_clock.isValid())
            return;
        m_clock.start();
        m_cpuAtStart = processCpuSeconds();
        m_atStart = m_session.statistics();
        QTimer::singleShot(std::chrono::seconds(m_seconds), this, [this] { report(); });
    }

    void accepted(const FaceCandidate &candidate)
    {
        std::printf("%6.2f s accepted: score %d, crop %d x %d, eyes %.0f px\n", elapsed(),
                    candidate.judgement.score.value, candidate.crop.width(), candidate.crop.height(),
                    candidate.judgement.eyeDistance);
        if (m_saveTo.isEmpty())
            return;
        auto *made = new QFutureWatcher<Sample>(this);
        connect(made, &QFutureWatcherBase::finished, this, [made, begun = std::chrono::steady_clock::now()] {
            made->deleteLater();
            const Sample sample = made->result();
            const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::steady_clock::now() - begun);
            std::printf("         sample %s, %lld bytes, encoded in %lld ms\n",
                        qPrintable(sample.info.mimeType), static_cast<long long>(sample.bytes.size()),
                        static_cast<long long>(took.count()));
        });
        made->setFuture(m_session.sampleFrom(candidate));
        candidate.crop.save(QDir(m_saveTo).filePath(u"crop.png"_s));
        candidate.image.save(QDir(m_saveTo).filePath(u"frame.png"_s));
    }

    void report()
    {
        const double cpu = processCpuSeconds() - m_cpuAtStart;
        const auto now = m_session.statistics();
        const auto delivered = now.delivered - m_atStart.delivered;
        const auto dropped = now.dropped - m_atStart.dropped;
        std::printf("wall %.2f s, cpu %.2f s = %.1f %% of one core\n", elapsed(), cpu, 100 * cpu / elapsed());
        std::printf(
            "delivered %llu (%.2f per s), judged %llu, dropped %llu (%.2f %%), painted %llu\n", delivered,
            static_cast<double>(delivered) / elapsed(), now.judged - m_atStart.judged, dropped,
            100.0 * static_cast<double>(dropped) / static_cast<double>(std::max<quint64>(1, delivered)),
            now.painted - m_atStart.painted);
        std::printf("decoded to GUI thread: p50 %.1f ms, p95 %.1f ms, max %.1f ms\n",
                    percentile(m_latencies, 0.5), percentile(m_latencies, 0.95),
                    percentile(m_latencies, 1.0));
        QCoreApplication::quit();
    }

    FaceCaptureSession &m_session;
    int m_seconds;
    QString m_saveTo;
    QElapsedTimer m_clock;
    double m_cpuAtStart = 0;
    FaceCaptureSession::Statistics m_atStart;
    std::vector<double> m_latencies;
    FaceGuidance m_guidance = FaceGuidance::None;
};

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOptions({{u"camera"_s, u"address"_s, u"address"_s},
                        {u"models"_s, u"folder of the face models"_s, u"folder"_s},
                        {u"thresholds"_s, u"face.json"_s, u"file"_s},
                        {u"seconds"_s, u"how long"_s, u"n"_s, u"20"_s},
                        {u"save"_s, u"where to leave the accepted pictures"_s, u"folder"_s}});
    options.process(app);
    const auto camera = CameraAddress::parse(options.value(u"camera"_s));
    const auto thresholds = loadFaceThresholds(options.value(u"thresholds"_s));
    const auto rules
        = loadPortraitRules(QFileInfo(options.value(u"thresholds"_s)).dir().filePath(u"portrait.json"_s));
    if (!camera || !thresholds || !rules) {
        std::fprintf(stderr, "camera address or thresholds unusable\n");
        return 2;
    }
    FaceCaptureSession session({*camera, options.value(u"models"_s), *thresholds, true, *rules});
    const Measurement measurement(session, options.value(u"seconds"_s).toInt(), options.value(u"save"_s));
    session.start();
    return QGuiApplication::exec();
}
