// Decision 0019, really killed: a photo page in a process of its own over a vault on the disk is ended by
// kill -9 between and during its saves. Each try that the vault has answered for is there afterwards, as it
// was.
#include "tests/storage/vaulthelp.h"

#include "enrollment/samples.h"

#include <QFile>
#include <QProcess>
#include <QTest>
#include <QTimer>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

class TestKilled : public QObject {
    Q_OBJECT

    static constexpr int patience = 30'000; ///< ms: a process starts on a busy machine

    static QByteArray nextLine(QProcess &child)
    {
        while (!child.canReadLine()) {
            if (!child.waitForReadyRead(patience))
                return "nothing: " + child.errorString().toUtf8();
        }
        return child.readLine().trimmed();
    }

    static EnrolmentId start(QProcess &child, const World &world)
    {
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(qEnvironmentVariable("INDRAJ_TRIEDCHILD"), {world.folder()});
        const QByteArray line = nextLine(child);
        return line.startsWith("draft ") ? EnrolmentId::fromString(QString::fromLatin1(line.mid(6)))
                                         : EnrolmentId();
    }

    static void ends(QProcess &child)
    {
        QTRY_COMPARE_WITH_TIMEOUT(child.state(), QProcess::NotRunning, patience);
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    }

    /// How many attempts the child was told are kept, of all it has said so far.
    static int keptOf(QProcess &child)
    {
        int kept = 0;
        while (child.canReadLine())
            kept = child.readLine().trimmed().mid(5).toInt();
        return kept;
    }

    static void everyTryIsWhole(const Enrolment &resumed, VaultService &vault, int atLeast, int atMost)
    {
        const SampleInfo *tries = resumed.portraitTries();
        QVERIFY(!resumed.portrait());
        const qsizetype found = tries ? tries->attempts.size() : 0;
        QVERIFY2(found >= atLeast && found <= atMost,
                 qPrintable(u"%1 of %2 to %3"_s.arg(found).arg(atLeast).arg(atMost)));
        for (qsizetype k = 0; k < found; ++k) {
            const CaptureAttempt &attempt = tries->attempts.at(k);
            QCOMPARE(attempt.number, int(k) + 1);
            QCOMPARE(attempt.outcome, u"rules-not-met"_s);
            QCOMPARE(attempt.profile, u"adult"_s);
            QVERIFY(attempt.criteria.size() > 40 && attempt.at.isValid());
        }
        if (tries)
            QVERIFY(settled(vault.loadSample(resumed.id, tries->id))); // the seal holds
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(QFile::exists(qEnvironmentVariable("INDRAJ_TRIEDCHILD"))); }

    /// One after another, each answered for, then killed at once.
    void betweenTwoTries()
    {
        World world;
        world.stop();
        QProcess child;
        const EnrolmentId id = start(child, world);
        QVERIFY(!id.isNull());
        for (int k = 1; k <= 3; ++k) {
            child.write("t");
            QVERIFY(child.waitForBytesWritten());
            QCOMPARE(nextLine(child), "kept " + QByteArray::number(k));
        }
        child.kill(); // SIGKILL
        ends(child);
        world.restart();
        world.login(operatorOne()).value();
        everyTryIsWhole(settled(world.vault().load(id)).value(), world.vault(), 3, 3);
    }

    void whileTryAfterTryIsSaved_data()
    {
        QTest::addColumn<int>("milliseconds");
        for (const int time : {0, 3, 9, 20, 45, 90, 150})
            QTest::addRow("after %d ms", time) << time;
    }
    void whileTryAfterTryIsSaved()
    {
        QFETCH(int, milliseconds);
        constexpr int most = 30;
        World world;
        world.stop();
        QProcess child;
        const EnrolmentId id = start(child, world);
        QVERIFY(!id.isNull());
        QTimer::singleShot(milliseconds, &child, [&child] { child.kill(); }); // SIGKILL
        int asked = 0;
        QTimer tries;
        connect(&tries, &QTimer::timeout, this, [&] {
            if (asked == most || child.state() != QProcess::Running)
                return;
            ++asked;
            child.write("t");
        });
        tries.start(4);
        ends(child);
        const int kept = keptOf(child);
        world.restart();
        world.login(operatorOne()).value();
        everyTryIsWhole(settled(world.vault().load(id)).value(), world.vault(), kept, asked);
    }
};

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_journey_killed.moc"
