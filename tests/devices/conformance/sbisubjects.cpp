#include "subject.h"

#include "../sbi/sbibench.h"
#include "devices/sbi/sbiiriscamera.h"
#include "devices/sbi/sbislapscanner.h"
#include "devices/sbi/sbistillcamera.h"

#include <QTest>

#include <map>

namespace indraj::testing {
namespace {

TrainingKeys &trainingKeys()
{
    static TrainingKeys keys; // made once for the program: half a minute of a busy machine each time
    return keys;
}

sbi::Options directoryOptions(quint16 port)
{
    sbi::Options options;
    const QString roots = qEnvironmentVariable("INDRAJ_CONFORMANCE_SBI_ROOTS");
    options.trust = roots.isEmpty() ? trainingKeys().trust() : sbi::Trust::fromFolder(roots).value();
    options.environment = qEnvironmentVariable("INDRAJ_CONFORMANCE_SBI_ENV", QStringLiteral("Developer"));
    options.ports = {port};
    options.rescan = std::chrono::milliseconds(300);
    return options;
}

constexpr int servicePatience = 60000; ///< ms

/// A service: our simulator in its process, one for each version and kept for all subjects, or a vendor's
/// that runs already. What is set counts when the call returns.
class Service {
public:
    static std::map<QString, Service> &all()
    {
        static std::map<QString, Service> services;
        return services;
    }
    static Service &of(const QString &version) { return all().try_emplace(version, version).first->second; }
    explicit Service(const QString &version)
    {
        bool given = false;
        m_port = quint16(qEnvironmentVariableIntValue("INDRAJ_CONFORMANCE_SBI_PORT", &given));
        if (given)
            return;
        const sbi::SimulatorStart start = simulatorStart(trainingKeys(), version);
        m_port = start.port;
        m_simulator = std::make_unique<sbi::SimulatorProcess>(start);
    }
    quint16 port() const { return m_port; }
    bool isOurs() const { return m_simulator != nullptr; }
    void set(const QJsonObject &switches) { call(QStringLiteral("switches"), switches); }
    /// As after its start: the last subject may have left a capture running.
    void reset()
    {
        if (!isOurs())
            return;
        start();
        set({{QStringLiteral("reset"), true},
             {QStringLiteral("manner"), QStringLiteral("good")},
             {QStringLiteral("delay"), 100}});
        while (call(QStringLiteral("state"), {}).value(QStringLiteral("busy")).toBool()) { }
    }
    void stop() { m_simulator->stop(); }
    void start()
    {
        if (m_simulator->port() != 0)
            return;
        m_simulator->start();
        if (!QTest::qWaitFor([this] { return m_simulator->port() != 0; }, servicePatience))
            qWarning("the simulator did not start");
    }

private:
    QJsonObject call(const QString &name, const QJsonObject &body)
    {
        QJsonObject answer;
        bool answered = false;
        m_simulator->admin(name, body, [&](const QJsonObject &given) {
            answer = given;
            answered = true;
        });
        if (!QTest::qWaitFor([&] { return answered; }, servicePatience))
            qFatal("the simulator does not answer");
        return answer;
    }
    quint16 m_port = 0;
    std::unique_ptr<sbi::SimulatorProcess> m_simulator;
};

template <class Device> class SbiSubject : public Subject {
public:
    explicit SbiSubject(const QString &version)
        : m_service(Service::of(version))
        , m_directory(directoryOptions(m_service.port()))
        , m_device(m_directory)
    {
        m_service.reset();
        connect(&m_device, &Device::stateChanged, this, &Subject::stateChanged);
        connect(&m_device, &Device::retry, this, [this] { Q_EMIT retry(); });
        connect(&m_device, &Device::failed, this, &Subject::failed);
    }
    void open() override { m_device.open(); }
    void close() override { m_device.close(); }
    ScannerState state() const override { return m_device.state(); }
    void cancel() override { m_device.cancel(); }
    bool isSimulated() const override { return m_device.device() && m_device.device()->simulated; }
    bool shouldBeSimulated() const override { return m_service.isOurs() || isSimulated(); }
    void letCaptureSucceed() override { setManner("good", "use it"); }
    void letNothingHappen() override { setManner("nothing", "do not use it"); }
    bool canBeUnplugged() const override
    {
        return m_service.isOurs() || !qEnvironmentVariableIsEmpty("INDRAJ_CONFORMANCE_UNPLUG");
    }
    void unplug() override
    {
        if (m_service.isOurs())
            m_service.stop();
        else
            tellTheVendor("end its service");
    }
    void plug() override
    {
        if (m_service.isOurs())
            m_service.start();
        else
            tellTheVendor("start its service");
    }

protected:
    template <class Captured> void remember(Captured &last, const Captured &captured)
    {
        last = captured;
        Q_EMIT this->captured();
    }
    static QString faultOf(const BiometricDevice &device, const QDateTime &at)
    {
        if (device.serial.isEmpty() || device.driver.isEmpty() || !device.trusted)
            return QStringLiteral("no device, or one that is not trusted");
        return at.isValid() && at.timeSpec() == Qt::UTC ? QString() : QStringLiteral("no time in UTC");
    }

    void setManner(const char *manner, const char *words)
    {
        if (m_service.isOurs())
            m_service.set({{QStringLiteral("manner"), QString::fromLatin1(manner)}});
        else
            tellTheVendor(words);
    }

    Service &m_service;
    /// A person needs longer than a simulator.
    const std::chrono::milliseconds m_patience{m_service.isOurs() ? 1500 : 10000};
    sbi::Directory m_directory;
    Device m_device;
};

class SlapSubject : public SbiSubject<SbiSlapScanner> {
public:
    explicit SlapSubject(const QString &version)
        : SbiSubject(version)
    {
        connect(&m_device, &SlapScanner::captured, this,
                [this](const SlapCapture &capture) { remember(m_last, capture); });
    }
    void capture() override
    {
        SlapRequest request = SlapRequest::leftFour({FingerPosition::LeftRing});
        request.timeout = m_patience;
        m_device.capture(request);
    }
    bool captureImpossible() override
    {
        SlapRequest request;
        request.fingers = {FingerPosition::LeftThumb, FingerPosition::RightIndex};
        m_device.capture(request);
        return true;
    }
    QString faultOfCaptured() const override
    {
        const QList<FingerPosition> expected = m_last.request.expected();
        if (m_last.fingers.size() != expected.size())
            return QStringLiteral("%1 fingers").arg(m_last.fingers.size());
        for (qsizetype i = 0; i < expected.size(); ++i) {
            const SlapFinger &finger = m_last.fingers.at(i);
            if (finger.finger != expected.at(i) || finger.image.format() != QImage::Format_Grayscale8
                || finger.resolution < 490 || finger.record.isEmpty() || finger.statement.isEmpty())
                return QStringLiteral("finger %1").arg(i);
        }
        return faultOf(m_last.device, m_last.at);
    }

private:
    SlapCapture m_last;
};

class IrisSubject : public SbiSubject<SbiIrisCamera> {
public:
    explicit IrisSubject(const QString &version)
        : SbiSubject(version)
    {
        connect(&m_device, &IrisCamera::captured, this,
                [this](const IrisCapture &capture) { remember(m_last, capture); });
    }
    void capture() override
    {
        IrisRequest request;
        request.timeout = m_patience;
        m_device.capture(request);
    }
    bool captureImpossible() override
    {
        IrisRequest request;
        request.exceptions = {EyePosition::Left, EyePosition::Right};
        m_device.capture(request);
        return true;
    }
    QString faultOfCaptured() const override
    {
        if (m_last.eyes.size() != 2 || m_last.eyes.first().eye != EyePosition::Right
            || m_last.eyes.last().eye != EyePosition::Left)
            return QStringLiteral("not both eyes in order");
        for (const EyeImage &eye : m_last.eyes) {
            if (eye.image.format() != QImage::Format_Grayscale8 || eye.image.width() < 256
                || eye.record.isEmpty())
                return QStringLiteral("no grey picture");
        }
        return faultOf(m_last.device, m_last.at);
    }

private:
    IrisCapture m_last;
};

class StillSubject : public SbiSubject<SbiStillCamera> {
public:
    explicit StillSubject(const QString &version)
        : SbiSubject(version)
    {
        connect(&m_device, &StillCamera::captured, this,
                [this](const StillPicture &picture) { remember(m_last, picture); });
    }
    void capture() override
    {
        StillRequest request;
        request.timeout = m_patience;
        m_device.capture(request);
    }
    bool captureImpossible() override
    {
        StillRequest request;
        request.requestedScore = 101;
        m_device.capture(request);
        return true;
    }
    QString faultOfCaptured() const override
    {
        if (m_last.image.format() != QImage::Format_RGB32 || m_last.image.width() < 300)
            return QStringLiteral("no photograph");
        return faultOf(m_last.device, m_last.at);
    }

private:
    StillPicture m_last;
};

/// The one at INDRAJ_CONFORMANCE_SBI_PORT, of the kind that INDRAJ_CONFORMANCE_SBI_KIND names.
std::vector<SubjectMaker> vendorsSubject()
{
    if (qEnvironmentVariableIsEmpty("INDRAJ_CONFORMANCE_SBI_PORT"))
        return {};
    const QString kind = qEnvironmentVariable("INDRAJ_CONFORMANCE_SBI_KIND", QStringLiteral("slap"));
    return {{QStringLiteral("sbi-vendor-") + kind, [kind](QString &reason) -> std::unique_ptr<Subject> {
                 const QString version = QStringLiteral("as it says");
                 if (kind == QStringLiteral("slap"))
                     return std::make_unique<SlapSubject>(version);
                 if (kind == QStringLiteral("iris"))
                     return std::make_unique<IrisSubject>(version);
                 if (kind == QStringLiteral("face"))
                     return std::make_unique<StillSubject>(version);
                 reason = QStringLiteral("INDRAJ_CONFORMANCE_SBI_KIND is slap, iris or face");
                 return nullptr;
             }}};
}

} // namespace

void endSbiServices() { Service::all().clear(); }

std::vector<SubjectMaker> sbiSubjects()
{
    if (isVendorsRun())
        return vendorsSubject();
    std::vector<SubjectMaker> makers;
    // What differs between the kinds is how a record is read, between the versions what is asked: every pair
    // is captured, each kind and each version is asked all duties.
    for (const char *text : {"0.9.5", "1.0"}) {
        const QString version = QString::fromLatin1(text);
        const bool older = version == QStringLiteral("0.9.5");
        makers.push_back({QStringLiteral("sbi-%1-slap").arg(version),
                          [version](QString &) { return std::make_unique<SlapSubject>(version); }});
        makers.push_back({QStringLiteral("sbi-%1-iris").arg(version),
                          [version](QString &) { return std::make_unique<IrisSubject>(version); }, older});
        makers.push_back({QStringLiteral("sbi-%1-face").arg(version),
                          [version](QString &) { return std::make_unique<StillSubject>(version); }, !older});
    }
    return makers;
}

} // namespace indraj::testing
