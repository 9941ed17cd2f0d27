#include "scannerbench.h"

#include "tests/support/waitingprogram.h"

#include <QTest>

using namespace indraj;
using namespace indraj::testing;
using namespace std::chrono_literals;

/// The real helper process with libfprint's real virtual_image driver.
class TestHelperScanner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void capturesWhatTheDriverGives();
    void manyTouchesOverOneConnection();
    void retryCodesBecomeReasons();
    void blankIsNotAFinger();
    void cancelEndsAndTheNextCaptureWorks();
    void captureAskedBeforeOpenIsKept();
    void pulledDuringATouchAndBack();
    void pulledWhileIdle();
    void turnsAreArmedAnewUnseen();
    void tooHotIsSaid();
    void killedHelperIsReplacedAndTheCaptureGoesOn();
    void deviceThatWentWithItsHelperEndsTheCapture();
    void deviceThatComesBackInTimeGoesOn();
    void stoppedHelperIsNoticed();
    void missingProgramIsSaidAndDoesNotBlock();
    void helperEndsWithItsClient();
    void noOtherProgramLooksIntoTheHelper();
};

void TestHelperScanner::capturesWhatTheDriverGives()
{
    VirtualBench b;
    b.scanner.open();
    QTRY_COMPARE(b.scanner.state(), ScannerState::Idle);
    QCOMPARE(b.scanner.sensor().driver, QStringLiteral("virtual_image"));
    QVERIFY(b.scanner.sensor().simulated);
    QCOMPARE(b.scanner.sensor().resolution, 500);
    QVERIFY(b.feeder.connectNow());
    b.scanner.capture(FingerPosition::RightThumb);
    QTRY_COMPARE(b.scanner.state(), ScannerState::WaitingFinger);
    const QImage sent = ridges(1);
    QVERIFY(b.feeder.image(sent));
    QTRY_COMPARE(b.captured.size(), 1);
    const FingerImage got = b.image(0);
    QCOMPARE(got.image, sent);
    QVERIFY(got.sensor.simulated);
    QVERIFY(got.at.isValid() && got.at.timeSpec() == Qt::UTC);
    QTRY_COMPARE(b.scanner.state(), ScannerState::Idle);
    QVERIFY(b.saw(ScannerState::FingerPresent));
    QVERIFY(b.saw(ScannerState::Processing)); // the finger is off, its minutiae are being looked for
    QCOMPARE(b.failures.size(), 0);
}

void TestHelperScanner::manyTouchesOverOneConnection()
{
    VirtualBench b;
    b.scanner.open();
    QTRY_COMPARE(b.scanner.state(), ScannerState::Idle);
    QVERIFY(b.feeder.connectNow());
    for (int i = 0; i < 5; ++i) {
        b.scanner.capture(allFingers.at(size_t(i)));
        QTRY_COMPARE(b.scanner.state(), ScannerState::WaitingFinger); // the driver loses what comes before
        const QImage sent = ridges(i);
        QVERIFY(b.feeder.image(sent));
        QTRY_COMPARE(b.captured.size(), i + 1);
        QCOMPARE(b.image(i).image, sent);
    }
    QCOMPARE(b.scanner.losses(), 0);
}

void TestHelperScanner::retryCodesBecomeReasons()
{
    const QList<RetryReason> expected{RetryReason::General, RetryReason::TooShort, RetryReason::CentreFinger,
                                      RetryReason::RemoveFinger};
    VirtualBench b;
    b.scanner.open();
    QTRY_COMPARE(b.scanner.state(), ScannerState::Idle);
    QVERIFY(b.feeder.connectNow());
    for (int code = 0; code < 4; ++code) {
        b.scanner.capture(FingerPosition::LeftIndex);
        QTRY_COMPARE(b.scanner.state(), ScannerState::WaitingFinger);
        QVERIFY(b.feeder.retry(code));
        QTRY_COMPARE(b.retries.size(), code + 1);
        QCOMPARE(b.reason(code), expected.at(code));
        QTRY_COMPARE(b.scanner.state(), ScannerState::Idle);
    }
}

void TestHelperScanner::blankIsNotAFinger()
{
    VirtualBench b;
    b.scanner.open();
    QTRY_COMPARE(b.scanner.state(), ScannerState::Idle);
    QVERIFY(b.feeder.connectNow());
    b.scanner.capture(FingerPosition::LeftIndex);
    QTRY_COMPARE(b.scanner.state(), ScannerState::WaitingFinger);
    QImage blank(300, 300, QImage::Format_Grayscale8);
    blank.fill(255);
    QVERIFY(b.feeder.image(blank));
    QTRY_COMPARE(b.retries.size(), 1);
    QCOMPARE(b.reason(0), RetryReason::NotAFinger);
    QCOMPARE(b.captured.size(), 0);
}

void TestHelperScanner::cancelEndsAndTheNextCaptureWorks()
{
    VirtualBench b;
    b.scanner.cancel(); // idle: nothing to say
    QCOMPARE(b.failures.size(), 0);
    b.scanner.open();
    QTRY_COMPARE(b.scanner.state(), ScannerState::Idle);
    QVERIFY(b.feeder.connectNow());
    b.scanner.capture(FingerPosition::RightThumb);
    QTRY_COMPARE(b.scanner.state(), ScannerState::WaitingFinger);
    b.scanner.cancel();
    QCOMPARE(b.failures.size(), 1);
    QCOMPARE(b.fault(0), DeviceFault::Cancelled);
    b.states.clear();
    b.scanner.capture(FingerPosition::RightIndex); // before the helper has finished cancelling
    QTRY_VERIFY(
        b.saw(ScannerState::WaitingFinger)); // a touch before that would belong to the cancelled capture
    const QImage sent = ridges(3);
    QVERIFY(b.feeder.image(sent));
    QTRY_COMPARE(b.captured.size(), 1);
    QCOMPARE(b.image(0).image, sent);
    QCOMPARE(b.failures.size(), 1);
}

void TestHelperScanner::captureAskedBeforeOpenIsKept()
{
    VirtualBench b;
    b.scanner.capture(FingerPosition::RightThumb);
    b.scanner.open();
    QTRY_COMPARE(b.scanner.state(), ScannerState::WaitingFinger);
    QVERIFY(b.feeder.connectNow());
    QVERIFY(b.feeder.image(ridges(2)));
    QTRY_COMPARE(b.captured.size(), 1);
}

void TestHelperScanner::pulledDuringATouchAndBack()
{
    VirtualBench b;
    b.scanner.open();
    QTRY_COMPARE(b.scanner.state(), ScannerState::Idle);
    QVERIFY(b.feeder.connectNow());
    QVERIFY(b.feeder.automaticFinger(false));
    b.scanner.capture(FingerPosition::RightThumb);
    QTRY_COMPARE(b.scanner.state(), ScannerState::WaitingFinger);
    QVERIFY(b.feeder.finger(true));
    QTRY_COMPARE(b.scanner.state(), ScannerState::FingerPresent);
    QVERIFY(b.feeder.unplug());
    QTRY_COMPARE(b.failures.size(), 1);
    QCOMPARE(b.fault(0), DeviceFault::Removed);
    QTRY_COMPARE(b.scanner.state(), ScannerState::NoDevice);
    const qint64 helper = b.scanner.helperProcessId();
    b.scanner.capture(FingerPosition::RightThumb); // kept until the scanner is back
    QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::WaitingFinger, 8000);
    QCOMPARE(b.scanner.helperProcessId(), helper);
    QCOMPARE(b.scanner.losses(), 0);
    ImageFeeder again(b.folder.filePath(QStringLiteral("finger")));
    QVERIFY(again.connectNow());
    QVERIFY(again.image(ridges(4)));
    QTRY_COMPARE(b.captured.size(), 1);
    QCOMPARE(b.failures.size(), 1);
}

void TestHelperScanner::pulledWhileIdle()
{
    VirtualBench b;
    b.scanner.open();
    QTRY_COMPARE(b.scanner.state(), ScannerState::Idle);
    // The driver reads its socket while a capture runs: end one first, so that it is idle but connected.
    QVERIFY(b.feeder.connectNow());
    b.scanner.capture(FingerPosition::RightThumb);
    QTRY_COMPARE(b.scanner.state(), ScannerState::WaitingFinger);
    QVERIFY(b.feeder.image(ridges(5)));
    QTRY_COMPARE(b.captured.size(), 1);
    QTRY_COMPARE(b.scanner.state(), ScannerState::Idle);
    QVERIFY(b.feeder.unplug());
    b.scanner.capture(FingerPosition::RightIndex);
    QTRY_VERIFY(b.saw(ScannerState::NoDevice));
    QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(),
                              b.failures.isEmpty() ? ScannerState::WaitingFinger : ScannerState::Idle, 8000);
    QCOMPARE(b.scanner.losses(), 0);
}

void TestHelperScanner::turnsAreArmedAnewUnseen()
{
    QTemporaryDir folder;
    const QString socket = folder.filePath(QStringLiteral("finger"));
    HelperOptions options = virtualOptions(socket);
    options.arguments = QStringList{QStringLiteral("1")};
    HelperScanner scanner(options);
    QSignalSpy states(&scanner, &FingerScanner::stateChanged), captured(&scanner, &FingerScanner::captured);
    scanner.open();
    scanner.capture(FingerPosition::RightThumb);
    QTRY_COMPARE(scanner.state(), ScannerState::WaitingFinger);
    states.clear();
    QVERIFY(!states.wait(2500)); // two turns end meanwhile
    // virtual_image forgets a picture that comes while a turn ends; a finger would still lie there. So it is
    // touched again, until a turn has seen it.
    for (int touch = 0; touch < 8 && captured.isEmpty(); ++touch) {
        ImageFeeder feeder(socket);
        QVERIFY(feeder.connectNow());
        QVERIFY(feeder.image(ridges(1)));
        captured.wait(2500);
    }
    QCOMPARE(captured.size(), 1);
}

void TestHelperScanner::tooHotIsSaid()
{
    VirtualBench b;
    b.scanner.open();
    QTRY_COMPARE(b.scanner.state(), ScannerState::Idle);
    QVERIFY(b.feeder.connectNow());
    b.scanner.capture(FingerPosition::RightThumb);
    QTRY_COMPARE(b.scanner.state(), ScannerState::WaitingFinger);
    QVERIFY(b.feeder.error(257)); // the code with which the heat model ends a capture
    QTRY_COMPARE(b.failures.size(), 1);
    QCOMPARE(b.fault(0), DeviceFault::TooHot);
    QTRY_COMPARE(b.scanner.state(), ScannerState::TooHot);
    b.scanner.capture(FingerPosition::RightThumb); // kept; this sensor is in truth cool, so it goes on soon
    QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::WaitingFinger, 8000);
}

void TestHelperScanner::killedHelperIsReplacedAndTheCaptureGoesOn()
{
    VirtualBench b;
    b.scanner.open();
    b.scanner.capture(FingerPosition::LeftRing);
    QTRY_COMPARE(b.scanner.state(), ScannerState::WaitingFinger);
    const qint64 first = b.scanner.helperProcessId();
    QCOMPARE(::kill(pid_t(first), SIGKILL), 0);
    QTRY_COMPARE(b.scanner.state(), ScannerState::HelperLost);
    QTRY_COMPARE(b.scanner.state(), ScannerState::WaitingFinger);
    QVERIFY(b.scanner.helperProcessId() != first);
    QVERIFY(b.feeder.connectNow());
    const QImage sent = ridges(6);
    QVERIFY(b.feeder.image(sent));
    QTRY_COMPARE(b.captured.size(), 1);
    QCOMPARE(b.image(0).image, sent);
    QCOMPARE(b.failures.size(), 0);
    QCOMPARE(b.scanner.losses(), 1);
}

namespace {

/// A scanner over the example helper: its device can go while there is no helper to notice.
struct FolderBench {
    explicit FolderBench(std::chrono::milliseconds returnLimit)
        : scanner(optionsFor(folder, returnLimit))
    {
    }
    static HelperOptions optionsFor(const QTemporaryDir &folder, std::chrono::milliseconds returnLimit)
    {
        QDir().mkpath(folder.filePath(QStringLiteral("scanner")));
        HelperOptions options = folderOptions(folder.filePath(QStringLiteral("scanner")));
        options.returnLimit = returnLimit;
        return options;
    }
    QString device() const { return folder.filePath(QStringLiteral("scanner")); }
    void touch() const
    {
        const QString written = folder.filePath(QStringLiteral("touch.pgm"));
        ridges(3).save(written);
        QFile::rename(written, device() + QStringLiteral("/touch.pgm"));
    }
    bool loseBoth() const
    {
        return ::kill(pid_t(scanner.helperProcessId()), SIGKILL) == 0 && QDir(device()).removeRecursively();
    }

    QTemporaryDir folder;
    HelperScanner scanner;
    QSignalSpy captured{&scanner, &FingerScanner::captured};
    QSignalSpy failures{&scanner, &FingerScanner::failed};
};

} // namespace

void TestHelperScanner::deviceThatWentWithItsHelperEndsTheCapture()
{
    FolderBench b(1500ms);
    b.scanner.open();
    b.scanner.capture(FingerPosition::LeftRing);
    QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::WaitingFinger, 20000);
    QVERIFY(b.loseBoth());
    QTRY_COMPARE_WITH_TIMEOUT(b.failures.size(), 1, 20000);
    const auto error = b.failures.at(0).at(0).value<DeviceError>();
    // On a busy machine the new helper may not be there yet either.
    QCOMPARE(error.fault,
             b.scanner.state() == ScannerState::NoDevice ? DeviceFault::NotBack : DeviceFault::HelperLost);
    QCOMPARE(error.device, QStringLiteral("folder"));
    QCOMPARE(b.captured.size(), 0);
    // Asked for again it is kept as any capture without a device, and nothing more is said of it...
    b.scanner.capture(FingerPosition::LeftRing);
    QVERIFY(!b.failures.wait(2000));
    // ...until the device is back.
    QVERIFY(QDir().mkpath(b.device()));
    QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::WaitingFinger, 20000);
    b.touch();
    QTRY_COMPARE_WITH_TIMEOUT(b.captured.size(), 1, 20000);
    QCOMPARE(b.failures.size(), 1);
    QCOMPARE(b.scanner.losses(), 1);
}

void TestHelperScanner::deviceThatComesBackInTimeGoesOn()
{
    FolderBench b(60s);
    b.scanner.open();
    b.scanner.capture(FingerPosition::LeftRing);
    QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::WaitingFinger, 20000);
    QVERIFY(b.loseBoth());
    QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::NoDevice, 20000);
    QVERIFY(QDir().mkpath(b.device()));
    QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::WaitingFinger, 20000);
    b.touch();
    QTRY_COMPARE_WITH_TIMEOUT(b.captured.size(), 1, 20000);
    QCOMPARE(b.failures.size(), 0);
}

void TestHelperScanner::stoppedHelperIsNoticed()
{
    VirtualBench b(800ms);
    b.scanner.open();
    b.scanner.capture(FingerPosition::LeftRing);
    QTRY_COMPARE(b.scanner.state(), ScannerState::WaitingFinger);
    const qint64 first = b.scanner.helperProcessId();
    QCOMPARE(::kill(pid_t(first), SIGSTOP), 0);
    QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::HelperLost, 3000);
    QTRY_COMPARE(b.scanner.state(), ScannerState::WaitingFinger);
    QVERIFY(b.scanner.helperProcessId() != first);
    QTRY_VERIFY(::kill(pid_t(first), 0) != 0); // and the stopped one is gone
}

void TestHelperScanner::missingProgramIsSaidAndDoesNotBlock()
{
    HelperOptions options;
    options.program = QStringLiteral("/nonexistent/indraj-scannerd");
    HelperScanner scanner(options);
    QElapsedTimer clock;
    clock.start();
    scanner.open();
    scanner.capture(FingerPosition::RightThumb);
    QVERIFY(clock.elapsed() < 500);
    QTRY_COMPARE(scanner.state(), ScannerState::HelperLost);
    scanner.close();
    QCOMPARE(scanner.state(), ScannerState::NoDevice);
}

void TestHelperScanner::helperEndsWithItsClient()
{
    VirtualBench b;
    b.scanner.open();
    QTRY_COMPARE(b.scanner.state(), ScannerState::Idle);
    const auto pid = pid_t(b.scanner.helperProcessId());
    b.scanner.close();
    QCOMPARE(b.scanner.state(), ScannerState::NoDevice);
    QTRY_VERIFY(::kill(pid, 0) != 0);
    b.scanner.open(); // and may be opened again
    QTRY_COMPARE(b.scanner.state(), ScannerState::Idle);
}

/// It has fingerprints in its memory.
void TestHelperScanner::noOtherProgramLooksIntoTheHelper()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("a sanitizer needs ptrace itself");
#endif
    const QByteArray socket
        = QFile::encodeName(QDir::tempPath()) + "/indraj-looked-at-" + QByteArray::number(::getpid());
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/indraj-scannerd");
    test::WaitingProgram helper(QFile::encodeName(program), {"indraj-scannerd", socket.constData()});
    QTRY_COMPARE_WITH_TIMEOUT(helper.coreLimit(), QByteArray("0"), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(!helper.isSeenFromOutside(), 30'000);
    const int status = helper.abort();
    QVERIFY(WIFSIGNALED(status)); // it was there to be looked at
    QCOMPARE(WTERMSIG(status), SIGABRT);
    QVERIFY(!WCOREDUMP(status));
    QFile::remove(QFile::decodeName(socket));
}

QTEST_GUILESS_MAIN(TestHelperScanner)
#include "tst_helperscanner.moc"
