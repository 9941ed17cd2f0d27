#include "vaulthelp.h"

#include <QProcess>
#include <QTest>
#include <QTimer>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// What needs a second process: the lock, kill -9, a full disk.
class TestVaultCrash : public QObject {
    Q_OBJECT

    /// Starts vaultchild on the folder; ready when it has opened the vault.
    static void start(QProcess &child, const QString &mode, const World &world)
    {
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(qEnvironmentVariable("INDRAJ_VAULTCHILD"), {mode, world.folder()});
        QCOMPARE(nextLine(child), "open");
    }

    static QByteArray nextLine(QProcess &child)
    {
        while (!child.canReadLine()) {
            if (!child.waitForReadyRead(20'000))
                return "nothing: " + child.errorString().toUtf8();
        }
        return child.readLine().trimmed();
    }

    static void kill(QProcess &child)
    {
        child.kill(); // SIGKILL
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(QFile::exists(qEnvironmentVariable("INDRAJ_VAULTCHILD"))); }

    void aSecondProcessIsKeptOut()
    {
        World world;
        QProcess child;
        start(child, u"hold"_s, world);
        const auto login = world.login(operatorOne());
        QCOMPARE(login.error().fault, StoreFault::AlreadyOpen);
        QCOMPARE(world.vault().operators()->size(), 2); // the login page still works
        kill(child);
        QVERIFY(world.login(operatorOne())); // the lock died with its holder
        VaultService second(world.folder(), cheapOptions());
        QCOMPARE(settled(second.unlock(u"op-1"_s, secret(operatorPhrase))).error().fault,
                 StoreFault::AlreadyOpen);
    }

    void killedBetweenSixAndSeven()
    {
        World world;
        QProcess child;
        start(child, u"fingers"_s, world);
        const QByteArray line = nextLine(child);
        QVERIFY(line.startsWith("six "));
        kill(child);
        world.login(operatorOne()).value();
        const EnrolmentId id = EnrolmentId::fromString(QString::fromLatin1(line.mid(4)));
        const Enrolment resumed = settled(world.vault().load(id)).value();
        QCOMPARE(resumed.samples.size(), 6);
        for (int code = 1; code <= 6; ++code) {
            const SampleInfo *info = resumed.finger(static_cast<FingerPosition>(code));
            QVERIFY(info);
            QCOMPARE(settled(world.vault().loadSample(id, info->id))->bytes,
                     fingerSample(info->finger).bytes);
        }
        QVERIFY(
            settled(world.vault().saveSample(id, fingerSample(FingerPosition::LeftIndex), operatorOne())));
    }

    void killedWhileWritingSeven_data()
    {
        QTest::addColumn<int>("milliseconds");
        for (const int time : {1, 5, 12, 25, 40, 60, 90, 140})
            QTest::addRow("after %d ms", time) << time;
    }
    void killedWhileWritingSeven()
    {
        QFETCH(int, milliseconds);
        World world;
        QProcess child;
        start(child, u"fingers"_s, world);
        const EnrolmentId id = EnrolmentId::fromString(QString::fromLatin1(nextLine(child).mid(4)));
        child.write("go\n");
        QVERIFY(child.waitForBytesWritten());
        bool due = false;
        QTimer::singleShot(milliseconds, this, [&due] { due = true; });
        QTRY_VERIFY_WITH_TIMEOUT(due, 5000);
        kill(child);
        world.login(operatorOne()).value();
        const Enrolment resumed = settled(world.vault().load(id)).value();
        const bool seven = resumed.finger(FingerPosition::LeftIndex) != nullptr;
        QCOMPARE(resumed.samples.size(), seven ? 7 : 6);
        for (const SampleInfo &info : resumed.samples) {
            const auto sample = settled(world.vault().loadSample(id, info.id));
            QVERIFY(sample);
            const bool large = info.finger == FingerPosition::LeftIndex;
            QVERIFY(sample->bytes == fingerSample(info.finger, large ? 3'000'000 : 2000).bytes);
        }
    }

    void aFullDiskLosesNothing()
    {
        World world;
        QProcess child;
        start(child, u"full"_s, world);
        QCOMPARE(nextLine(child), "disk-full");
        QCOMPARE(nextLine(child), "whole");
        QCOMPARE(nextLine(child), "saved"); // room is back
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitCode(), 0);
        QVERIFY(world.login(operatorOne()));
    }

    void aReallyFullDiskStillErases()
    {
        // A file system of 24 MB in a name space of its own: needs no rights where user name spaces are on.
        QTemporaryDir mountPoint;
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        child.start(
            u"unshare"_s,
            {u"-Urm"_s, u"sh"_s, u"-c"_s,
             u"mount -t tmpfs -o size=24m none \"$0\" && echo mounted && TMPDIR=\"$0\" \"$1\" ballast"_s,
             mountPoint.path(), qEnvironmentVariable("INDRAJ_VAULTCHILD")});
        if (!child.waitForStarted() || nextLine(child) != "mounted")
            QSKIP("no private tmpfs here: the full disk is tested by a file size limit only");
        QCOMPARE(nextLine(child), "ballast");
        QCOMPARE(nextLine(child), "disk-full");
        QCOMPARE(nextLine(child), "erased");
        QCOMPARE(nextLine(child), "no ballast");
        QCOMPARE(nextLine(child), "open");
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitCode(), 0);
    }

    void aCreationThatWasCutIsEnded()
    {
        World world;
        world.login(operatorOne()).value();
        const QString token = world.draft().token;
        world.stop();
        // The moment between the two renames of create().
        QVERIFY(QFile::rename(world.file("vault.db"), world.file("vault.db.new")));
        world.restart();
        QVERIFY(world.vault().exists());
        QVERIFY(world.login(operatorOne()));
        QCOMPARE(settled(world.vault().list({}))->at(0).token, token);
    }

    void aCreationThatFailedEarlierIsBegunAnew()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"vault"_s);
        QVERIFY(QDir().mkdir(path));
        overwrite(path + u"/vault.db.new"_s, pattern(3, 50'000));
        overwrite(path + u"/vault.db.new-wal"_s, pattern(4, 5'000));
        VaultService vault(path, cheapOptions());
        QVERIFY(!vault.exists());
        QVERIFY(settled(vault.create(u"TRN-01"_s, twoPeople())));
        QVERIFY(settled(vault.unlock(u"op-1"_s, secret(operatorPhrase))));
    }
};

QTEST_GUILESS_MAIN(TestVaultCrash)
#include "tst_vaultcrash.moc"
