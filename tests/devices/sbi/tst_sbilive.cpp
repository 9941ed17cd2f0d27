#include "devices/sbi/sbiiriscamera.h"
#include "devices/sbi/sbislapscanner.h"
#include "devices/sbi/sbistillcamera.h"
#include "sbibench.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace indraj;
using namespace indraj::testing;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int patience = 60000; ///< ms on a busy machine
}

/// The client against the simulator in its process, over real HTTP: what only a connection can show.
class TestSbiLive : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { m_simulator.reset(); }
    void whatIsThereIsListed();
    void livePictureComesAndStaysAfterACapture();
    void chainRunsAcrossDevicesAndBeginsAnew();
    void refusedOverTheWire_data();
    void refusedOverTheWire();
    void aBrokenConnectionIsNotAskedTwice();
    void strangersAreListedButNotUsed();
    void devicesComeAndGo();
    void slapAsATrainee();
    void rangeIsScanned();

private:
    QJsonObject admin(const QString &call, const QJsonObject &body);
    void set(const QJsonObject &switches) { admin(u"switches"_s, switches); }
    sbi::Options options() const;

    TrainingKeys m_keys;
    std::unique_ptr<sbi::SimulatorProcess> m_simulator;
    quint16 m_port = 0;
};

void TestSbiLive::initTestCase()
{
    QVERIFY(m_keys.made());
    sbi::SimulatorStart start = simulatorStart(m_keys, u"0.9.5"_s);
    m_port = start.port;
    m_simulator = std::make_unique<sbi::SimulatorProcess>(start);
    m_simulator->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_simulator->port() != 0, patience);
}

void TestSbiLive::init()
{
    set({{u"reset"_s, true}, {u"manner"_s, u"good"_s}, {u"delay"_s, 50}});
    QTRY_VERIFY_WITH_TIMEOUT(!admin(u"state"_s, {}).value(u"busy"_s).toBool(), patience);
}

QJsonObject TestSbiLive::admin(const QString &call, const QJsonObject &body)
{
    std::optional<QJsonObject> answer;
    m_simulator->admin(call, body, [&answer](const QJsonObject &given) { answer = given; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, patience))
        return {};
    return *answer;
}

sbi::Options TestSbiLive::options() const
{
    sbi::Options options;
    options.trust = m_keys.trust();
    options.environment = u"Developer"_s;
    options.ports = {m_port};
    options.rescan = 250ms;
    return options;
}

void TestSbiLive::whatIsThereIsListed()
{
    sbi::Directory directory(options());
    SbiSlapScanner slap(directory);
    SbiIrisCamera iris(directory);
    SbiStillCamera face(directory);
    slap.open();
    iris.open();
    face.open();
    QTRY_COMPARE_WITH_TIMEOUT(slap.state(), ScannerState::Idle, patience);
    QCOMPARE(iris.state(), ScannerState::Idle);
    QCOMPARE(face.state(), ScannerState::Idle);
    QCOMPARE(slap.devices().size(), 1);
    const BiometricDevice device = slap.devices().first();
    QCOMPARE(device.id, u"Finger:TRAINING-FINGER"_s);
    QCOMPARE(device.driver, u"sbi-0.9.5"_s);
    QCOMPARE(device.make, u"Indraj"_s);
    QVERIFY(device.ready && device.trusted && device.simulated && device.previews);
    QCOMPARE(slap.device(), device);
    slap.choose(u"Finger:ANOTHER"_s);
    QCOMPARE(slap.state(), ScannerState::NoDevice); // kept while it is away
    slap.choose({});
    QCOMPARE(slap.state(), ScannerState::Idle);
    set({{u"status"_s, u"busy"_s}});
    QTRY_VERIFY_WITH_TIMEOUT(slap.device() && !slap.device()->ready, patience);
}

void TestSbiLive::livePictureComesAndStaysAfterACapture()
{
    sbi::Directory directory(options());
    SbiSlapScanner slap(directory);
    QSignalSpy pictures(&slap, &SlapScanner::preview), captured(&slap, &SlapScanner::captured);
    slap.setPreview(true);
    slap.setPreviewFingers({FingerPosition::LeftThumb, FingerPosition::RightThumb});
    slap.open();
    QTRY_VERIFY_WITH_TIMEOUT(pictures.size() >= 5, patience);
    const auto picture = pictures.last().first().value<QImage>();
    QCOMPARE(picture.format(), QImage::Format_RGB32);
    QVERIFY(picture.width() >= 600 && picture.width() <= sbi::maxPreviewSide);
    // Every frame says that it is training: the banner above is not the glass's grey.
    QVERIFY(qRed(picture.pixel(3, 3)) > qBlue(picture.pixel(3, 3)) + 80);
    slap.capture(SlapRequest::one(FingerPosition::LeftThumb));
    QTRY_COMPARE_WITH_TIMEOUT(captured.size(), 1, patience);
    pictures.clear();
    QTRY_VERIFY_WITH_TIMEOUT(pictures.size() >= 2, patience); // goes on by itself
    slap.setPreview(false);
    QTRY_COMPARE_WITH_TIMEOUT(admin(u"state"_s, {}).value(u"streams"_s).toInt(), 0, patience);
    // A part longer than any picture ends the stream, not the program.
    set({{u"size"_s, u"part"_s}});
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"stream: too-large.*"_s));
    slap.setPreview(true);
    pictures.clear();
    slap.capture(SlapRequest::one(FingerPosition::LeftThumb));
    QTRY_COMPARE_WITH_TIMEOUT(captured.size(), 2, patience);
    set({{u"size"_s, u"good"_s}});
    QTRY_VERIFY_WITH_TIMEOUT(!pictures.isEmpty(), patience);
}

void TestSbiLive::chainRunsAcrossDevicesAndBeginsAnew()
{
    sbi::Directory directory(options());
    SbiSlapScanner slap(directory);
    SbiIrisCamera iris(directory);
    QSignalSpy fingers(&slap, &SlapScanner::captured), eyes(&iris, &IrisCamera::captured);
    slap.open();
    iris.open();
    slap.capture(SlapRequest::bothThumbs({FingerPosition::RightThumb}));
    QTRY_COMPARE_WITH_TIMEOUT(fingers.size(), 1, patience);
    const auto slapCapture = fingers.first().first().value<SlapCapture>();
    QByteArray hash = sbi::nextHash(sbi::firstHash(), slapCapture.fingers.first().record);
    QCOMPARE(directory.chainHash(), hash);
    iris.capture({});
    QTRY_COMPARE_WITH_TIMEOUT(eyes.size(), 1, patience);
    for (const EyeImage &eye : eyes.first().first().value<IrisCapture>().eyes)
        hash = sbi::nextHash(hash, eye.record);
    QCOMPARE(directory.chainHash(), hash);
    // What is refused does not go into it.
    set({{u"hash"_s, u"broken"_s}});
    QSignalSpy failures(&slap, &SlapScanner::failed);
    slap.capture(SlapRequest::one(FingerPosition::LeftThumb));
    QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, patience);
    QCOMPARE(failures.first().first().value<DeviceError>().fault, DeviceFault::Untrusted);
    QCOMPARE(directory.chainHash(), hash);
    slap.nextApplicant();
    QCOMPARE(directory.chainHash(), sbi::firstHash());
}

void TestSbiLive::refusedOverTheWire_data()
{
    QTest::addColumn<QJsonObject>("switches");
    QTest::addColumn<int>("fault"); // -1: a retry
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QJsonObject &switches, DeviceFault fault,
                        const QString &code) { QTest::newRow(name) << switches << int(fault) << code; };
    row("an answer without end", {{u"size"_s, u"body"_s}}, DeviceFault::Protocol, u"too-large"_s);
    row("hundreds of entries", {{u"size"_s, u"entries"_s}}, DeviceFault::Protocol, u"too-large"_s);
    row("a monstrous record", {{u"size"_s, u"record"_s}}, DeviceFault::Protocol, u"too-large"_s);
    row("a monstrous picture", {{u"size"_s, u"picture"_s}}, DeviceFault::Protocol, u"too-large"_s);
    row("half an answer", {{u"drop"_s, u"middle"_s}}, DeviceFault::Removed, u"unreachable"_s);
    row("tampered", {{u"error"_s, 103}}, DeviceFault::Untrusted, u"tampered"_s);
    row("its key ran out", {{u"error"_s, 107}}, DeviceFault::NotReady, u"key-expired"_s);
    row("a vendor's own code", {{u"error"_s, 555}}, DeviceFault::Protocol, u"vendor (555)"_s);
    row("expired time", {{u"clock"_s, -400}}, DeviceFault::Untrusted, u"wrong-time"_s);
    QTest::newRow("nothing seen") << QJsonObject{{u"error"_s, 101}} << -1 << QString();
}

void TestSbiLive::refusedOverTheWire()
{
    QFETCH(QJsonObject, switches);
    QFETCH(int, fault);
    QFETCH(QString, code);
    set(switches);
    sbi::Directory directory(options());
    SbiSlapScanner slap(directory);
    QSignalSpy captured(&slap, &SlapScanner::captured), retries(&slap, &SlapScanner::retry),
        failures(&slap, &SlapScanner::failed);
    slap.open();
    slap.capture(SlapRequest::one(FingerPosition::LeftThumb));
    QTRY_COMPARE_WITH_TIMEOUT(captured.size() + retries.size() + failures.size(), 1, patience);
    QCOMPARE(captured.size(), 0);
    if (fault < 0) {
        QCOMPARE(retries.first().first().value<SlapRetry>().reason, SlapRetryReason::NothingSeen);
    } else {
        QCOMPARE(failures.size(), 1);
        const auto error = failures.first().first().value<DeviceError>();
        QVERIFY2(int(error.fault) == fault && error.detail.startsWith(code), qPrintable(error.detail));
    }
    // And it works again, without anybody doing anything.
    set({{u"reset"_s, true}, {u"manner"_s, u"good"_s}, {u"delay"_s, 50}});
    slap.capture(SlapRequest::one(FingerPosition::LeftThumb));
    QTRY_COMPARE_WITH_TIMEOUT(captured.size(), 1, patience);
}

void TestSbiLive::aBrokenConnectionIsNotAskedTwice()
{
    sbi::Directory directory(options());
    SbiSlapScanner slap(directory);
    QSignalSpy captured(&slap, &SlapScanner::captured), failures(&slap, &SlapScanner::failed);
    slap.open();
    QTRY_COMPARE_WITH_TIMEOUT(slap.state(), ScannerState::Idle, patience);
    set({{u"drop"_s, u"before"_s}});
    const int before = admin(u"state"_s, {}).value(u"captures"_s).toInt();
    slap.capture(SlapRequest::one(FingerPosition::LeftThumb));
    QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, patience);
    QCOMPARE(failures.first().first().value<DeviceError>().fault, DeviceFault::Removed);
    QCOMPARE(admin(u"state"_s, {}).value(u"captures"_s).toInt(), before + 1);
    set({{u"drop"_s, u"no"_s}});
    slap.capture(SlapRequest::one(FingerPosition::LeftThumb)); // kept until the service is found again
    QTRY_COMPARE_WITH_TIMEOUT(captured.size(), 1, patience);
}

void TestSbiLive::strangersAreListedButNotUsed()
{
    sbi::Options options = this->options();
    options.trust = sbi::Trust();
    sbi::Directory directory(options);
    SbiSlapScanner slap(directory);
    QSignalSpy failures(&slap, &SlapScanner::failed), pictures(&slap, &SlapScanner::preview);
    slap.setPreview(true);
    slap.open();
    QTRY_COMPARE_WITH_TIMEOUT(slap.devices().size(), 1, patience);
    QVERIFY(!slap.devices().first().trusted);
    const int before = admin(u"state"_s, {}).value(u"captures"_s).toInt();
    slap.capture(SlapRequest::one(FingerPosition::LeftThumb));
    QCOMPARE(failures.size(), 0); // not before the call has returned
    QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, patience);
    QCOMPARE(failures.first().first().value<DeviceError>().fault, DeviceFault::Untrusted);
    QCOMPARE(admin(u"state"_s, {}).value(u"captures"_s).toInt(), before);
    QCOMPARE(pictures.size(), 0);
    // A service that names another computer as its address is no service.
    set({{u"form"_s, u"remote"_s}});
    QTRY_COMPARE_WITH_TIMEOUT(slap.devices().size(), 0, patience);
}

void TestSbiLive::devicesComeAndGo()
{
    sbi::Directory directory(options());
    SbiSlapScanner slap(directory);
    QSignalSpy changes(&slap, &SlapScanner::devicesChanged), captured(&slap, &SlapScanner::captured);
    slap.open();
    QTRY_COMPARE_WITH_TIMEOUT(slap.state(), ScannerState::Idle, patience);
    set({{u"status"_s, u"absent"_s}});
    QTRY_COMPARE_WITH_TIMEOUT(slap.state(), ScannerState::NoDevice, patience);
    QVERIFY(slap.devices().isEmpty());
    changes.clear();
    set({{u"status"_s, u"ready"_s}, {u"form"_s, u"bare"_s}}); // its address without a slash this time
    QTRY_COMPARE_WITH_TIMEOUT(slap.state(), ScannerState::Idle, patience);
    QVERIFY(!changes.isEmpty());
    slap.capture(SlapRequest::one(FingerPosition::RightThumb));
    QTRY_COMPARE_WITH_TIMEOUT(captured.size(), 1, patience);
}

/// In training the first touch of a hand has a poor finger, the next one is good, and nothing of the first is
/// lost: both captures come whole.
void TestSbiLive::slapAsATrainee()
{
    set({{u"reset"_s, true}, {u"delay"_s, 50}});
    admin(u"person"_s, {{u"seed"_s, 9}});
    sbi::Directory directory(options());
    SbiSlapScanner slap(directory);
    QSignalSpy captured(&slap, &SlapScanner::captured);
    slap.open();
    const auto worst = [&captured](qsizetype at) {
        double least = 100;
        for (const SlapFinger &finger : captured.at(at).first().value<SlapCapture>().fingers)
            least = std::min(least, *finger.deviceScore);
        return least;
    };
    slap.capture(SlapRequest::leftFour({FingerPosition::LeftLittle}));
    QTRY_COMPARE_WITH_TIMEOUT(captured.size(), 1, patience);
    QCOMPARE(captured.first().first().value<SlapCapture>().fingers.size(), 3);
    QVERIFY(worst(0) < 40);
    slap.capture(SlapRequest::leftFour({FingerPosition::LeftLittle}));
    QTRY_COMPARE_WITH_TIMEOUT(captured.size(), 2, patience);
    QVERIFY(worst(1) >= 40);
}

/// With no port named all hundred are looked at, and other services there do no harm.
void TestSbiLive::rangeIsScanned()
{
    sbi::Options options = this->options();
    options.ports.clear();
    sbi::Directory directory(options);
    QTcpServer mute; // takes connections and never says a word
    const quint16 port = freePort();
    QVERIFY(mute.listen(QHostAddress::LocalHost, port));
    QSignalSpy changes(&directory, &sbi::Directory::changed);
    directory.open(this);
    const auto ours = [&] {
        for (const sbi::Device &device : directory.devices(sbi::Modality::Face)) {
            if (device.base.port() == m_port)
                return true;
        }
        return false;
    };
    // Another checkout's simulator with the same serial number may be found first.
    QTRY_VERIFY_WITH_TIMEOUT(ours() || !directory.devices(sbi::Modality::Face).isEmpty(), patience);
    directory.close(this);
}

QTEST_GUILESS_MAIN(TestSbiLive)
#include "tst_sbilive.moc"
