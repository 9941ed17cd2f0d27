#include "faultydisks.h"
#include "journey.h"

#include "storage/repair/backup.h"
#include "storage/repair/newfolder.h"
#include "tests/support/places.h"

#include <QLoggingCategory>
#include <QTest>

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// kill -9 in the middle of what is done to a whole vault: bringing it to a newer schema, backing it up.
class TestKilledUpkeep : public QObject {
    Q_OBJECT

    using Work = std::function<Outcome<void>()>;

    static QDateTime now() { return QDateTime::currentDateTimeUtc(); }

    /// `work` in a process of its own that dies at its `at`-th change of the disk in `folder`.
    static void die(const QByteArray &folder, int at, const Work &work)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            KillingDisk disk;
            const WatchedFolder watched(folder, disk);
            disk.arm(at);
            ::_exit(work() ? 0 : 4);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
            qFatal("it was not killed at change %d: %d", at, status);
    }

    static int changesOf(const QByteArray &folder, const Work &work)
    {
        CountingDisk disk;
        const WatchedFolder watched(folder, disk);
        if (const auto done = work(); !done)
            qFatal("it fails by itself: %s", qPrintable(done.error().detail));
        return disk.changes;
    }

    static Outcome<void> unlock(const QString &folder)
    {
        Vault vault(folder, faultOptions());
        return vault.unlock(operatorOne().id, secret(operatorPhrase)).map([](const Actor &) {});
    }

    static Contents contentsOf(const QString &folder)
    {
        Vault vault(folder, faultOptions());
        if (const auto opened = vault.unlock(operatorOne().id, secret(operatorPhrase)); !opened)
            qFatal("does not open: %s", qPrintable(opened.error().detail));
        return readContents(vault).value();
    }

    static Outcome<void> backUp(const QString &folder, const QString &file)
    {
        const auto held = holdVault(folder, operatorOne().id, secret(operatorPhrase), {faultOptions().kdf});
        if (!held)
            return tl::unexpected(held.error());
        return writeBackup(*held, file, now()).map([](const BackupManifest &) {});
    }

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"indraj.*=false"_s); }

    void aMigrationGoesOnAtTheNextLogIn()
    {
        QMap<QString, QByteArray> old;
        for (const auto &name : {u"vault.db"_s, u"keyring.json"_s, u"anchor"_s})
            old.insert(name, readAll(sourcePath("/tests/storage/fixtures/vault-0.1.0/") + name));
        const FaultFolder folder;
        folder.fill(old);
        const Work work = [&] { return unlock(folder.path()); };
        const int changes = changesOf(folder.name(), work);
        QVERIFY(changes > 20);
        const Contents wanted = contentsOf(folder.path());
        QCOMPARE(wanted.size(), 3);
        const int loops = scaled(12, 80);
        for (int loop = 0; loop < loops; ++loop) {
            const int at = 1 + static_cast<int>(qint64(loop) * 7919 % changes);
            folder.fill(old);
            die(folder.name(), at, work);
            QVERIFY2(contentsOf(folder.path()) == wanted, qPrintable(u"killed at change %1"_s.arg(at)));
        }
        qInfo("migration: killed %d times over %d changes, 0 lost", loops, changes);
    }

    void aBackupIsWholeOrAbsent()
    {
        const FaultFolder folder;
        folder.fill(newVault());
        {
            Vault vault(folder.path(), faultOptions());
            QVERIFY(!run(vault, wholeEnrolment(tokenOf(1), 1).mid(0, 8), {}).error);
            QVERIFY(vault.lock());
        }
        const auto start = folder.files();
        const Contents wanted = contentsOf(folder.path());
        const FaultFolder places;
        const QString file = places.path() + u"/station.backup"_s;
        const QString restored = places.path() + u"/restored"_s;
        const Work work = [&] { return backUp(folder.path(), file); };
        folder.fill(start);
        const int changes = changesOf(places.name(), work);
        QVERIFY(changes > 3);
        const int loops = scaled(12, 80);
        int whole = 0;
        for (int loop = 0; loop < loops; ++loop) {
            const int at = 1 + loop % changes;
            folder.fill(start);
            places.fill({});
            QDir(restored).removeRecursively();
            die(places.name(), at, work);
            QVERIFY(contentsOf(folder.path()) == wanted);
            if (QFile::exists(file)) {
                ++whole;
                const auto back = restoreBackup(file, restored, operatorOne().id, secret(operatorPhrase),
                                                {faultOptions().kdf}, now());
                QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
                QVERIFY(contentsOf(restored) == wanted);
            }
        }
        qInfo("backup: killed %d times over %d changes, %d left a whole one, the others none", loops, changes,
              whole);
    }
};

QTEST_GUILESS_MAIN(TestKilledUpkeep)
#include "tst_killedupkeep.moc"
