// Whether live judging keeps its rate while the fingerprint helper works: the training video at 30 pictures a
// second through the face capture session, first alone, then beside real drivers that capture recorded
// touches one after another in real helper processes.
//   bench_face_scanner --camera ADDRESS --models DIR --thresholds FILE --recordings DIR [--seconds N]
#include "capture/face/facecapturesession.h"
#include "tests/support/recordedscanner.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QGuiApplication>
#include <QTimer>

#include <sys/resource.h>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

constexpr double wantedRate = 30;

/// One recording serves one open, capture and close: then the next helper is started.
class TouchLoop : public QObject {
public:
    explicit TouchLoop(const QString &folder)
    {
        for (const QString &name : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            if (QFile::exists(folder + u'/' + name + u"/capture.png"_s))
                m_recordings.append(folder + u'/' + name);
    }
    bool isUsable() const { return !m_recordings.isEmpty(); }
    void begin()
    {
        m_scanner = std::make_unique<HelperScanner>(
            testing::recordingOptions(m_recordings.at(m_begun++ % m_recordings.size())));
        connect(m_scanner.get(), &FingerScanner::captured, this, [this] { next(m_touches); });
        connect(m_scanner.get(), &FingerScanner::failed, this, [this] { next(m_failures); });
        connect(m_scanner.get(), &FingerScanner::retry, this, [this] { next(m_failures); });
        m_scanner->capture(FingerPosition::RightIndex);
        m_scanner->open();
    }
    void end() { m_scanner.reset(); }
    int touches() const { return m_touches; }
    int failures() const { return m_failures; }

private:
    void next(int &counter)
    {
        ++counter;
        m_scanner->close();
        // Not from within its own signal.
        QMetaObject::invokeMethod(
            this, [this] { begin(); }, Qt::QueuedConnection);
    }

    QStringList m_recordings;
    qsizetype m_begun = 0;
    int m_touches = 0;
    int m_failures = 0;
    std::unique_ptr<HelperScanner> m_scanner;
};

double secondsOf(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double processorSeconds(int who)
{
    rusage used{};
    getrusage(who, &used);
    return secondsOf(used.ru_utime) + secondsOf(used.ru_stime);
}

/// Two stretches of the same length, counted from the first frame on, so that loading the nets is left out.
class Measurement : public QObject {
public:
    Measurement(FaceCaptureSession &session, TouchLoop &touches, int seconds)
        : m_session(session)
        , m_touches(touches)
        , m_seconds(seconds)
    {
        connect(&session, &FaceCapture::frame, this, [this] {
            if (!std::exchange(m_begun, true))
                stretch("alone", [this] {
                    m_touches.begin();
                    stretch("beside the helper", [this] {
                        m_touches.end();
                        std::printf("touches captured %d, failed %d; helpers took %.1f s of processor time\n",
                                    m_touches.touches(), m_touches.failures(),
                                    processorSeconds(RUSAGE_CHILDREN));
                        QCoreApplication::exit(m_touches.touches() > 0 ? 0 : 1);
                    });
                });
        });
    }

private:
    void stretch(const char *name, const std::function<void()> &then)
    {
        m_clock.start();
        const double cpu = processorSeconds(RUSAGE_SELF);
        QTimer::singleShot(std::chrono::seconds(m_seconds), this,
                           [this, name, then, cpu, before = m_session.statistics()] {
                               report(name, before, processorSeconds(RUSAGE_SELF) - cpu);
                               then();
                           });
    }
    void report(const char *name, const FaceCaptureSession::Statistics &before, double cpu)
    {
        const double wall = static_cast<double>(m_clock.elapsed()) / 1000;
        const auto now = m_session.statistics();
        const auto delivered = static_cast<double>(now.delivered - before.delivered);
        const auto dropped = static_cast<double>(now.dropped - before.dropped);
        const double rate = static_cast<double>(now.judged - before.judged) / wall;
        std::printf("%s: %.1f s, judged %.2f a second of %.0f wanted, ratio %.3f; delivered %.0f, "
                    "dropped %.0f (%.2f %%), cpu %.1f %% of a core\n",
                    name, wall, rate, wantedRate, rate / wantedRate, delivered, dropped,
                    delivered > 0 ? 100 * dropped / delivered : 0, 100 * cpu / wall);
    }

    FaceCaptureSession &m_session;
    TouchLoop &m_touches;
    int m_seconds;
    QElapsedTimer m_clock;
    bool m_begun = false;
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
                        {u"recordings"_s, u"folder of recorded scanners"_s, u"folder"_s},
                        {u"seconds"_s, u"how long each stretch"_s, u"n"_s, u"21"_s}});
    options.process(app);
    const auto camera = CameraAddress::parse(options.value(u"camera"_s));
    const auto thresholds = loadFaceThresholds(options.value(u"thresholds"_s));
    const auto rules
        = loadPortraitRules(QFileInfo(options.value(u"thresholds"_s)).dir().filePath(u"portrait.json"_s));
    TouchLoop touches(options.value(u"recordings"_s));
    if (!camera || !thresholds || !rules || !touches.isUsable()) {
        std::fprintf(stderr, "camera address, thresholds or recordings unusable\n");
        return 2;
    }
    FaceCaptureSession session({*camera, options.value(u"models"_s), *thresholds, true, *rules});
    const Measurement measurement(session, touches, options.value(u"seconds"_s).toInt());
    session.start();
    return QGuiApplication::exec();
}
