#include "scannerbench.h"

#include "devices/simulator/simulatedapplicant.h"
#include "devices/simulator/syntheticfinger.h"

#include <QCryptographicHash>
#include <QTest>

using namespace indraj;
using namespace indraj::testing;
using namespace std::chrono_literals;

/// The finger generator, and the applicant that lays its fingers on the real driver.
class TestSimulator : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sameSeedSameFinger();
    void tenFingersDiffer();
    void touchesOfOneFingerDifferButSlightly();
    void ridgesKeepTheirPeriod();
    void applicantTouchesBadlyThenWell();
    void scriptedFingers();
    void unpluggedScannerComesBackAndIsTouched();
    void restartedHelperIsTouchedAgain();
    void stoppedWaitIsNotTouched();

private:
    static double likeness(const QImage &a, const QImage &b);
    struct Desk;
};

/// Correlation of two pictures of the same size, 1 for equal ones.
double TestSimulator::likeness(const QImage &a, const QImage &b)
{
    double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0, n = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const double p = a.constScanLine(y)[x], q = b.constScanLine(y)[x];
            sa += p, sb += q, saa += p * p, sbb += q * q, sab += p * q, ++n;
        }
    }
    return (sab - sa * sb / n) / std::sqrt((saa - sa * sa / n) * (sbb - sb * sb / n));
}

void TestSimulator::sameSeedSameFinger()
{
    const Touch touch = makeTouch(TouchKind::Good, 5);
    const QImage first = pressFinger(growFinger(42, FingerPosition::RightThumb), touch);
    const QImage second = pressFinger(growFinger(42, FingerPosition::RightThumb), touch);
    QCOMPARE(first, second);
    QCOMPARE(first.size(), QSize(syntheticWidth, syntheticHeight));
    const QImage other = pressFinger(growFinger(43, FingerPosition::RightThumb), touch);
    QVERIFY(likeness(first, other) < 0.7); // the contact's outline alone makes half of it
}

void TestSimulator::tenFingersDiffer()
{
    Touch level; // the same touch for all, so that only the skin differs
    level.noise = 0;
    QList<QImage> pictures;
    for (const FingerPosition finger : allFingers)
        pictures.append(pressFinger(growFinger(7, finger), level));
    const QRect middle(80, 80, 180, 240);
    for (qsizetype i = 0; i < pictures.size(); ++i) {
        for (qsizetype k = i + 1; k < pictures.size(); ++k)
            QVERIFY2(likeness(pictures.at(i).copy(middle), pictures.at(k).copy(middle)) < 0.35,
                     qPrintable(QStringLiteral("%1 and %2").arg(i).arg(k)));
    }
}

void TestSimulator::touchesOfOneFingerDifferButSlightly()
{
    const MasterFinger finger = growFinger(7, FingerPosition::LeftIndex);
    Touch touch;
    touch.seed = 1;
    const QImage first = pressFinger(finger, touch);
    touch.seed = 2;
    const QImage second = pressFinger(finger, touch);
    QVERIFY(first != second);
    QVERIFY(likeness(first, second) > 0.4);
    touch.pressure = 0.02;
    touch.moisture = 0.1;
    const auto grey = [](const QImage &picture) {
        double sum = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                sum += picture.constScanLine(y)[x];
        return sum / picture.width() / picture.height();
    };
    QVERIFY(grey(pressFinger(finger, touch)) > grey(first) + 20);
}

void TestSimulator::ridgesKeepTheirPeriod()
{
    const MasterFinger finger = growFinger(11, FingerPosition::RightMiddle);
    // Along many straight cuts, changes of sign come about twice in every period seen along that cut or
    // farther.
    int changes = 0, pixels = 0;
    for (int y = 60; y < finger.ridges.height() - 60; y += 10) {
        for (int x = 61; x < finger.ridges.width() - 60; ++x, ++pixels)
            changes += (finger.ridges.at(x, y) > 0) != (finger.ridges.at(x - 1, y) > 0);
    }
    for (int x = 60; x < finger.ridges.width() - 60; x += 10) {
        for (int y = 61; y < finger.ridges.height() - 60; ++y, ++pixels)
            changes += (finger.ridges.at(x, y) > 0) != (finger.ridges.at(x, y - 1) > 0);
    }
    const double period = 2.0 * pixels / changes;
    QVERIFY2(period > finger.ridgePeriod && period < 2.2 * finger.ridgePeriod,
             qPrintable(QString::number(period)));
}

/// Scanner over virtual_image with an applicant who reacts to its waiting, as the composition connects them.
struct TestSimulator::Desk {
    explicit Desk(ApplicantScript script)
        : applicant(folder.filePath(QStringLiteral("finger")), withShortDelay(std::move(script)))
    {
        QObject::connect(&scanner, &FingerScanner::stateChanged, &applicant, [this](ScannerState state) {
            if (state == ScannerState::WaitingFinger)
                applicant.onScannerWaiting(finger);
            else
                applicant.onScannerStopped();
        });
    }
    static ApplicantScript withShortDelay(ApplicantScript script)
    {
        script.delay = 20ms;
        return script;
    }
    QTemporaryDir folder;
    FingerPosition finger = FingerPosition::RightThumb;
    SimulatedApplicant applicant;
    HelperScanner scanner{virtualOptions(folder.filePath(QStringLiteral("finger")))};
    QSignalSpy captured{&scanner, &FingerScanner::captured};
    QSignalSpy retries{&scanner, &FingerScanner::retry};
    QSignalSpy failures{&scanner, &FingerScanner::failed};
    QSignalSpy touched{&applicant, &SimulatedApplicant::touched};
    TouchKind kind(int at) const { return touched.at(at).at(1).value<TouchKind>(); }
    int answers() const { return int(captured.size() + retries.size()); }
};

void TestSimulator::applicantTouchesBadlyThenWell()
{
    Desk desk({});
    desk.scanner.open();
    int before = 0;
    for (const FingerPosition finger : {FingerPosition::RightThumb, FingerPosition::RightIndex}) {
        desk.finger = finger;
        for (int i = 0; i < 2; ++i) {
            desk.scanner.capture(finger);
            ++before;
            QTRY_COMPARE(desk.answers(), before);
        }
    }
    QCOMPARE(desk.touched.size(), 4);
    QVERIFY(desk.kind(0) != TouchKind::Good);
    QCOMPARE(desk.kind(1), TouchKind::Good);
    QVERIFY(desk.kind(2) != TouchKind::Good);
    QCOMPARE(desk.kind(3), TouchKind::Good);
}

void TestSimulator::scriptedFingers()
{
    ApplicantScript script;
    script.badTouches.insert(FingerPosition::RightThumb, {});
    script.badTouches.insert(FingerPosition::LeftRing, {TouchKind::Wet, TouchKind::Partial});
    Desk desk(script);
    desk.scanner.open();
    desk.scanner.capture(FingerPosition::RightThumb);
    QTRY_COMPARE(desk.captured.size(), 1);
    QCOMPARE(desk.kind(0), TouchKind::Good);
    desk.finger = FingerPosition::LeftRing;
    const QList<TouchKind> expected{TouchKind::Wet, TouchKind::Partial, TouchKind::Good};
    for (int i = 0; i < 3; ++i) {
        desk.scanner.capture(FingerPosition::LeftRing);
        QTRY_COMPARE(desk.answers(), i + 2);
        QCOMPARE(desk.kind(i + 1), expected.at(i));
    }
    // The next person begins anew, with other fingers.
    const QImage before = desk.captured.at(0).at(0).value<FingerImage>().image;
    desk.applicant.nextApplicant(99);
    desk.finger = FingerPosition::RightThumb;
    desk.scanner.capture(FingerPosition::RightThumb);
    QTRY_COMPARE(desk.answers(), 5);
    QVERIFY(desk.captured.last().at(0).value<FingerImage>().image != before);
}

void TestSimulator::unpluggedScannerComesBackAndIsTouched()
{
    ApplicantScript script;
    script.badTouches.insert(FingerPosition::RightThumb, {});
    Desk desk(script);
    desk.scanner.open();
    desk.scanner.capture(FingerPosition::RightThumb);
    QTRY_COMPARE(desk.captured.size(), 1);
    desk.applicant.unplug();
    desk.scanner.capture(FingerPosition::RightThumb);
    QTRY_COMPARE_WITH_TIMEOUT(desk.scanner.state(), ScannerState::NoDevice, 5000);
    if (!desk.failures.isEmpty())
        desk.scanner.capture(FingerPosition::RightThumb);
    QTRY_COMPARE_WITH_TIMEOUT(desk.captured.size(), 2, 8000);
    QCOMPARE(desk.scanner.losses(), 0);
}

void TestSimulator::restartedHelperIsTouchedAgain()
{
    ApplicantScript script;
    script.badTouches.insert(FingerPosition::RightThumb, {});
    Desk desk(script);
    desk.scanner.open();
    desk.scanner.capture(FingerPosition::RightThumb);
    QTRY_COMPARE(desk.captured.size(), 1);
    QCOMPARE(::kill(pid_t(desk.scanner.helperProcessId()), SIGKILL), 0);
    desk.scanner.capture(FingerPosition::RightThumb);
    QTRY_COMPARE(desk.captured.size(), 2);
    QCOMPARE(desk.scanner.losses(), 1);
}

void TestSimulator::stoppedWaitIsNotTouched()
{
    SimulatedApplicant applicant(QStringLiteral("/nonexistent/finger"), Desk::withShortDelay({}));
    QSignalSpy touched(&applicant, &SimulatedApplicant::touched);
    applicant.onScannerWaiting(FingerPosition::RightThumb);
    applicant.onScannerStopped();
    QVERIFY(!touched.wait(300));
    applicant.onScannerWaiting(FingerPosition::RightThumb); // no scanner: it keeps trying, and never blocks
    QVERIFY(touched.wait(3000));
}

QTEST_GUILESS_MAIN(TestSimulator)
#include "tst_simulator.moc"
