#include "capture/finger/fingercapturesession.h"
#include "devices/fingerprint/helperscanner.h"
#include "devices/simulator/simulatedapplicant.h"
#include "tests/support/places.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace indraj;
using namespace std::chrono_literals;

/// Ten fingers of a simulated applicant through the real helper and libfprint's real virtual_image driver.
class TestTenFingers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFingerBadlyThenWell();
};

void TestTenFingers::everyFingerBadlyThenWell()
{
    const auto model
        = FingerQualityModel::load(indraj::test::sourcePath("/resources/models/finger-quality.json"));
    QVERIFY(model.has_value());
    QTemporaryDir folder;
    const QString socket = folder.filePath(QStringLiteral("finger"));
    HelperOptions options;
    options.program = QCoreApplication::applicationDirPath() + QStringLiteral("/indraj-scannerd");
    options.environment.insert(QStringLiteral("FP_VIRTUAL_IMAGE"), socket);
    options.environment.insert(QStringLiteral("FP_DRIVERS_WHITELIST"), QStringLiteral("virtual_image"));
    HelperScanner scanner(options);
    FingerCaptureSession session(scanner, std::make_shared<const FingerJudge>(*model), FingerPolicy{});
    SimulatedApplicant applicant(socket, {.seed = 20, .delay = 10ms, .badTouches = {}});
    connect(&session, &FingerCaptureSession::touchAwaited, &applicant, &SimulatedApplicant::onScannerWaiting);
    connect(&session, &FingerCaptureSession::touchNotAwaited, &applicant,
            &SimulatedApplicant::onScannerStopped);
    QSignalSpy finished(&session, &FingerCapture::finished);
    session.openScanner();
    for (int i = 0; i < 10; ++i) {
        const FingerPosition finger = allFingers.at(size_t(i));
        session.begin(finger);
        if (finger == FingerPosition::LeftIndex) { // the helper dies while it waits: the finger is captured
                                                   // all the same
            QTRY_COMPARE(session.scannerState(), ScannerState::WaitingFinger);
            QCOMPARE(::kill(pid_t(scanner.helperProcessId()), SIGKILL), 0);
        }
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), i + 1, 10000);
        QCOMPARE(finished.at(i).at(0).value<FingerPosition>(), finger);
        QVERIFY(finished.at(i).at(1).toBool());
        const auto sample = session.bestSample(finger);
        QVERIFY(sample.has_value());
        QVERIFY2(sample->info.quality.value >= 50, qPrintable(QString::number(sample->info.quality.value)));
        QVERIFY(sample->info.attempts.first().quality.value < 40
                || !sample->info.attempts.first().quality.isValid() || finger == FingerPosition::LeftIndex);
        QCOMPARE(sample->info.device.section(QLatin1Char(' '), 0, 0), QStringLiteral("virtual_image"));
    }
    QCOMPARE(scanner.losses(), 1);
}

QTEST_GUILESS_MAIN(TestTenFingers)
#include "tst_tenfingers.moc"
