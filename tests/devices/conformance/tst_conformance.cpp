#include "subject.h"

#include <QTest>

using namespace indraj;
using namespace indraj::testing;

namespace {
constexpr int patience = 60000; ///< ms: a real process starts, a slap is drawn, on a busy machine
}

/// What every driver owes, asked of all of them: the duties of docs/adding-a-device.md. One row is one
/// driver; each duty has a new one before it.
class TestConformance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanupTestCase() { endSbiServices(); }
    void capturesOnceAndSaysWhatItIs_data() { addSubjects(true); }
    void capturesOnceAndSaysWhatItIs();
    void cancelEndsIt_data() { addSubjects(false); }
    void cancelEndsIt();
    void oneCaptureAtATime_data() { addSubjects(false); }
    void oneCaptureAtATime();
    void impossibleRequestsAreRefused_data() { addSubjects(false); }
    void impossibleRequestsAreRefused();
    void pulledWhileWaitingAndBack_data() { addSubjects(false); }
    void pulledWhileWaitingAndBack();
    void closesAndOpensAgain_data() { addSubjects(false); }
    void closesAndOpensAgain();

private:
    static void addSubjects(bool all);
    static std::unique_ptr<Subject> subject(QString &reason);

    /// A subject with ears.
    struct Bench {
        explicit Bench(Subject &subject)
            : states(&subject, &Subject::stateChanged)
            , captured(&subject, &Subject::captured)
            , retries(&subject, &Subject::retry)
            , failures(&subject, &Subject::failed)
        {
        }
        QSignalSpy states, captured, retries, failures;
        qsizetype endings() const { return captured.size() + retries.size() + failures.size(); }
        DeviceFault fault(qsizetype at) const { return failures.at(at).at(0).value<DeviceError>().fault; }
        bool saw(ScannerState state) const
        {
            return std::any_of(states.begin(), states.end(), [state](const QVariantList &row) {
                return row.at(0).value<ScannerState>() == state;
            });
        }
    };
};

#define MAKE_SUBJECT                                                                                         \
    QString reason;                                                                                          \
    const std::unique_ptr<Subject> made = subject(reason);                                                   \
    if (!made)                                                                                               \
        QSKIP(qPrintable(reason));                                                                           \
    Subject &s = *made;                                                                                      \
    Bench b(s)

void TestConformance::addSubjects(bool all)
{
    QTest::addColumn<int>("number");
    int number = 0;
    for (const auto &makers : {helperSubjects(), sbiSubjects()}) {
        for (const SubjectMaker &maker : makers) {
            if (all || maker.inFull)
                QTest::newRow(qPrintable(maker.name)) << number;
            ++number;
        }
    }
}

std::unique_ptr<Subject> TestConformance::subject(QString &reason)
{
    QFETCH(int, number);
    std::vector<SubjectMaker> all = helperSubjects();
    const std::vector<SubjectMaker> more = sbiSubjects();
    all.insert(all.end(), more.begin(), more.end());
    return all.at(size_t(number)).make(reason);
}

void TestConformance::capturesOnceAndSaysWhatItIs()
{
    MAKE_SUBJECT;
    QCOMPARE(s.state(), ScannerState::NoDevice);
    s.letCaptureSucceed();
    s.capture(); // asked before it is there: kept
    s.open();
    QTRY_COMPARE_WITH_TIMEOUT(b.endings(), 1, patience);
    QVERIFY2(b.captured.size() == 1,
             b.failures.isEmpty() ? "retry" : qPrintable(b.failures.at(0).at(0).value<DeviceError>().detail));
    QCOMPARE(s.faultOfCaptured(), QString());
    QCOMPARE(s.isSimulated(), s.shouldBeSimulated());
    QVERIFY(b.saw(ScannerState::WaitingFinger));
    QVERIFY(!b.saw(ScannerState::HelperLost));
    if (!s.capturesOnce())
        QTRY_COMPARE_WITH_TIMEOUT(s.state(), ScannerState::Idle, patience);
    s.close();
    QCOMPARE(s.state(), ScannerState::NoDevice);
    QCOMPARE(b.endings(), 1);
}

void TestConformance::cancelEndsIt()
{
    MAKE_SUBJECT;
    s.cancel(); // idle: nothing to say
    QCOMPARE(b.endings(), 0);
    s.letNothingHappen();
    s.capture();
    s.open();
    QTRY_COMPARE_WITH_TIMEOUT(s.state(), ScannerState::WaitingFinger, patience);
    s.cancel();
    QCOMPARE(b.failures.size(), 1);
    QCOMPARE(b.fault(0), DeviceFault::Cancelled);
    s.letCaptureSucceed();
    s.capture();
    QTRY_COMPARE_WITH_TIMEOUT(b.captured.size(), 1, patience);
    QCOMPARE(b.failures.size(), 1);
    QCOMPARE(s.faultOfCaptured(), QString());
}

void TestConformance::oneCaptureAtATime()
{
    MAKE_SUBJECT;
    s.letNothingHappen();
    s.open();
    s.capture();
    QTRY_COMPARE_WITH_TIMEOUT(s.state(), ScannerState::WaitingFinger, patience);
    s.letCaptureSucceed();
    s.capture();
    QCOMPARE(b.failures.size(), 1);
    QCOMPARE(b.fault(0), DeviceFault::Cancelled);
    QTRY_COMPARE_WITH_TIMEOUT(b.captured.size(), 1, patience);
    QCOMPARE(b.endings(), 2);
}

void TestConformance::impossibleRequestsAreRefused()
{
    MAKE_SUBJECT;
    s.open();
    if (!s.captureImpossible())
        return;
    QTRY_COMPARE_WITH_TIMEOUT(b.endings(), 1, patience);
    QCOMPARE(b.failures.size(), 1);
    QCOMPARE(b.fault(0), DeviceFault::NotSupported);
}

void TestConformance::pulledWhileWaitingAndBack()
{
    MAKE_SUBJECT;
    if (!s.canBeUnplugged())
        return;
    s.letNothingHappen();
    s.open();
    s.capture();
    QTRY_COMPARE_WITH_TIMEOUT(s.state(), ScannerState::WaitingFinger, patience);
    s.unplug();
    QTRY_COMPARE_WITH_TIMEOUT(b.failures.size(), 1, patience);
    QCOMPARE(b.fault(0), DeviceFault::Removed);
    QTRY_VERIFY_WITH_TIMEOUT(b.saw(ScannerState::NoDevice), patience);
    s.plug();
    s.letCaptureSucceed();
    s.capture(); // kept until it is back
    QTRY_COMPARE_WITH_TIMEOUT(b.captured.size(), 1, patience);
    QCOMPARE(b.failures.size(), 1);
}

void TestConformance::closesAndOpensAgain()
{
    MAKE_SUBJECT;
    s.letNothingHappen();
    s.open();
    s.capture();
    QTRY_COMPARE_WITH_TIMEOUT(s.state(), ScannerState::WaitingFinger, patience);
    s.close();
    QCOMPARE(b.failures.size(), 1);
    QCOMPARE(b.fault(0), DeviceFault::Cancelled);
    QCOMPARE(s.state(), ScannerState::NoDevice);
    s.letCaptureSucceed();
    s.open();
    s.capture();
    QTRY_COMPARE_WITH_TIMEOUT(b.captured.size(), 1, patience);
    QCOMPARE(b.endings(), 2);
}

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
