#include "scannerbench.h"

#include <QTest>

#include <cstdio>

using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int patience = 20000; ///< ms: a process starts on a busy machine

/// INDRAJ_FAULTS=full: a day's captures, as `./indraj bench faults` runs it.
bool fullScale() { return qgetenv("INDRAJ_FAULTS") == "full"; }

/// What a process holds, as the kernel tells everybody: the helper's list of files is closed to others.
struct Holding {
    qint64 residentKb = 0;
    qint64 fileTable = 0; ///< descriptors there is room for: 64, doubled when they are used up
    qint64 threads = 0;
};

Holding holdingOf(qint64 pid)
{
    Holding holding;
    QFile file(QStringLiteral("/proc/%1/status").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return holding;
    const QByteArrayList lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const qint64 value = line.mid(line.indexOf(':') + 1).trimmed().split(' ').first().toLongLong();
        if (line.startsWith("VmRSS:"))
            holding.residentKb = value;
        else if (line.startsWith("FDSize:"))
            holding.fileTable = value;
        else if (line.startsWith("Threads:"))
            holding.threads = value;
    }
    return holding;
}

qsizetype ownFiles()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::NoDotAndDotDot | QDir::AllEntries).size();
}

} // namespace

/// What shows only when the same is done again and again: what is not given back, and states nobody leaves.
class TestHelperEndurance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void manyCapturesOverOneHelper();
    void killedInTheMiddleOfCaptures();
};

void TestHelperEndurance::manyCapturesOverOneHelper()
{
    const int captures = fullScale() ? 1000 : 100;
    VirtualBench b;
    b.scanner.open();
    QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::Idle, patience);
    QVERIFY(b.feeder.connectNow());
    const qint64 helper = b.scanner.helperProcessId();
    Holding early;
    qsizetype filesEarly = 0;
    for (int i = 0; i < captures; ++i) {
        b.scanner.capture(allFingers.at(size_t(i) % allFingers.size()));
        QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::WaitingFinger, patience);
        const QImage sent = ridges(i);
        QVERIFY(b.feeder.image(sent));
        QTRY_COMPARE_WITH_TIMEOUT(b.captured.size(), 1, patience);
        QCOMPARE(b.image(0).image, sent);
        b.captured.clear(); // the pictures, which are ours to give back
        b.states.clear();
        QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::Idle, patience);
        if (i == captures / 10) {
            early = holdingOf(helper);
            filesEarly = ownFiles();
        }
    }
    QCOMPARE(b.failures.size(), 0);
    QCOMPARE(b.retries.size(), 0);
    QCOMPARE(b.scanner.losses(), 0);
    QCOMPARE(b.scanner.helperProcessId(), helper);
    const Holding late = holdingOf(helper);
    std::printf("%d captures over one helper: resident %lld KB after a tenth of them, %lld KB at the end\n",
                captures, static_cast<long long>(early.residentKb), static_cast<long long>(late.residentKb));
    QVERIFY(early.residentKb > 0);
    QVERIFY2(late.residentKb - early.residentKb < 4096, qPrintable(QString::number(late.residentKb)));
    QCOMPARE(late.fileTable, early.fileTable);
    QCOMPARE(late.threads, early.threads);
    QCOMPARE(ownFiles(), filesEarly);
}

/// In turn while it waits, while a finger lies on it, and at the moment the picture is on its way.
void TestHelperEndurance::killedInTheMiddleOfCaptures()
{
    const int kills = fullScale() ? 100 : 9;
    VirtualBench b;
    b.scanner.open();
    QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::Idle, patience);
    int recovered = 0;
    qsizetype files = 0;
    for (int i = 0; i < kills; ++i) {
        b.captured.clear();
        b.scanner.capture(FingerPosition::LeftRing);
        QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::WaitingFinger, patience);
        const qint64 victim = b.scanner.helperProcessId();
        ImageFeeder touch(b.folder.filePath(QStringLiteral("finger")));
        QVERIFY(touch.connectNow());
        if (i % 3 == 1) {
            QVERIFY(touch.automaticFinger(false) && touch.finger(true));
            QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::FingerPresent, patience);
        } else if (i % 3 == 2) {
            QVERIFY(touch.image(ridges(i)));
        }
        QCOMPARE(::kill(pid_t(victim), SIGKILL), 0);
        QTRY_COMPARE_WITH_TIMEOUT(b.scanner.losses(), i + 1, patience);
        // The same capture goes on in another process, unless its picture had come over before the end.
        if (b.captured.isEmpty()) {
            QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::WaitingFinger, patience);
            QVERIFY(b.scanner.helperProcessId() != victim);
            ImageFeeder again(b.folder.filePath(QStringLiteral("finger")));
            QVERIFY(again.connectNow());
            const QImage sent = ridges(i + 1);
            QVERIFY(again.image(sent));
            QTRY_COMPARE_WITH_TIMEOUT(b.captured.size(), 1, patience);
            QCOMPARE(b.image(0).image, sent);
        }
        QTRY_COMPARE_WITH_TIMEOUT(b.scanner.state(), ScannerState::Idle, patience);
        QTRY_VERIFY_WITH_TIMEOUT(::kill(pid_t(victim), 0) != 0, patience);
        ++recovered;
        if (i == 2)
            files = ownFiles();
    }
    std::printf("helper killed %d times in the middle of a capture: %d captures all the same\n", kills,
                recovered);
    QCOMPARE(recovered, kills);
    QCOMPARE(b.failures.size(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(ownFiles(), files, patience); // no socket and no pipe of a dead helper stays
}

QTEST_GUILESS_MAIN(TestHelperEndurance)
#include "tst_helperendurance.moc"
