#include "tests/support/waitingprogram.h"
#include "vaulthelp.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// The command as people run it, on real vaults with the real key derivation: what it answers and leaves
/// behind.
class TestVaultTool : public QObject {
    Q_OBJECT

    struct Run {
        int exit = -1;
        QByteArray out, err;
        QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    };

    Run run(const QStringList &arguments, const QByteArray &phrase = operatorPhrase, qint64 fileLimit = 0,
            const QString &person = u"op-1"_s)
    {
        QProcess process;
        process.setChildProcessModifier([fileLimit] {
            if (fileLimit <= 0)
                return;
            rlimit limit{};
            ::getrlimit(RLIMIT_FSIZE, &limit);
            limit.rlim_cur = static_cast<rlim_t>(fileLimit);
            ::setrlimit(RLIMIT_FSIZE, &limit);
        });
        process.start(qEnvironmentVariable("INDRAJ_VAULT_TOOL"),
                      QStringList{arguments} << u"--operator"_s << person << u"--passphrase-fd=0"_s);
        process.write(phrase + '\n');
        process.closeWriteChannel();
        if (!process.waitForFinished(120'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    QString path(const char *name) const { return m_world->temporary.filePath(QString::fromLatin1(name)); }
    static VaultOptions realOptions()
    {
        VaultOptions options = cheapOptions();
        options.kdf = KdfPolicy{};
        return options;
    }

    std::unique_ptr<World> m_world;
    QByteArray m_whole; ///< the sound database

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<World>(realOptions());
        m_world->login(operatorOne()).value();
        m_world->completeDraft();
        m_world->stop();
        m_whole = readAll(m_world->file("vault.db"));
        QVERIFY(m_whole.size() > 100'000);
    }
    void cleanup() { overwrite(m_world->file("vault.db"), m_whole); }

    void aSoundVaultIsGood()
    {
        const Run good = run({u"check"_s, m_world->folder(), u"--json"_s});
        QVERIFY2(good.exit == 0, (good.out + good.err).constData());
        QVERIFY(good.json()[u"good"_s].toBool());
        QCOMPARE(good.json()[u"samples"_s].toInt(), 10);
        const Run plain = run({u"check"_s, m_world->folder()});
        QCOMPARE(plain.exit, 0);
        QVERIFY(plain.out.contains("Everything holds."));
        for (const QByteArray &canary : canaries())
            QVERIFY(!good.out.contains(canary) && !plain.out.contains(canary) && !plain.err.contains(canary));
    }

    void damageIsOne()
    {
        QByteArray damaged = m_whole;
        damaged[damaged.size() / 2] = char(damaged[damaged.size() / 2] ^ 1);
        overwrite(m_world->file("vault.db"), damaged);
        const Run bad = run({u"check"_s, m_world->folder(), u"--json"_s});
        QCOMPARE(bad.exit, 1);
        QVERIFY(!bad.json()[u"damage"_s].toArray().isEmpty());
        QCOMPARE(run({u"backup"_s, m_world->folder(), path("not-made")}).exit, 1);
        QVERIFY(!QFile::exists(path("not-made")));
    }

    void salvageTellsTokensOnly()
    {
        // Near the end lie the pictures.
        QByteArray damaged = m_whole;
        damaged[damaged.size() - 30'000] = char(damaged[damaged.size() - 30'000] ^ 1);
        overwrite(m_world->file("vault.db"), damaged);
        const Run salvaged = run({u"salvage"_s, m_world->folder(), path("new"), u"--json"_s});
        QVERIFY2(salvaged.exit == 0 || salvaged.exit == 1, (salvaged.out + salvaged.err).constData());
        for (const QByteArray &canary : canaries())
            QVERIFY(!salvaged.out.contains(canary));
        QCOMPARE(run({u"check"_s, path("new")}).exit, 0);
        QCOMPARE(run({u"salvage"_s, m_world->folder(), path("new")}).exit, 6);
    }

    void backupAndRestore()
    {
        const Run made = run({u"backup"_s, m_world->folder(), path("backup")});
        QVERIFY2(made.exit == 0, (made.out + made.err).constData());
        QCOMPARE(run({u"backup"_s, m_world->folder(), path("backup")}).exit, 6);
        const Run back = run({u"restore"_s, path("backup"), path("restored")});
        QVERIFY2(back.exit == 0, (back.out + back.err).constData());
        QCOMPARE(run({u"check"_s, path("restored")}).exit, 0);
        QCOMPARE(run({u"restore"_s, path("backup"), path("restored")}).exit, 6);
        overwrite(path("backup"), readAll(path("backup")).chopped(100));
        QCOMPARE(run({u"restore"_s, path("backup"), path("again")}).exit, 1);
        QVERIFY(!QFile::exists(path("again")));
    }

    void rekeyIsForSupervisors()
    {
        const QString folder = path("rekeyed");
        copyFolder(m_world->folder(), folder);
        QCOMPARE(run({u"rekey"_s, folder}).exit, 3);
        QCOMPARE(readAll(folder + u"/keyring.json"_s), readAll(m_world->file("keyring.json")));
        const Run done = run({u"rekey"_s, folder}, supervisorPhrase, 0, u"sup-1"_s);
        QVERIFY2(done.exit == 0, (done.out + done.err).constData());
        QVERIFY(readAll(folder + u"/keyring.json"_s) != readAll(m_world->file("keyring.json")));
        const Run after = run({u"check"_s, folder});
        QVERIFY2(after.exit == 0, (after.out + after.err).constData());
        overwrite(folder + u"/vault.db"_s, m_whole); // the old one is under another key now
        QCOMPARE(run({u"check"_s, folder}).exit, 1);
    }

    void aFullDiskLeavesNothing()
    {
        const Run full
            = run({u"backup"_s, m_world->folder(), path("full")}, operatorPhrase, m_whole.size() / 2);
        QVERIFY2(full.exit == 5, (full.out + full.err).constData());
        QVERIFY(full.err.contains("disk is full"));
        QVERIFY(QDir(m_world->temporary.path()).entryList({u"full*"_s}).isEmpty());
        const Run salvage
            = run({u"salvage"_s, m_world->folder(), path("full")}, operatorPhrase, m_whole.size() / 2);
        QVERIFY2(salvage.exit == 5, (salvage.out + salvage.err).constData());
        QVERIFY(QDir(m_world->temporary.path()).entryList({u"full*"_s}, QDir::AllEntries).isEmpty());
    }

    void theOtherAnswers()
    {
        QCOMPARE(run({u"check"_s, m_world->folder()}, "wrong").exit, 3);
        QCOMPARE(run({u"check"_s, path("nowhere")}).exit, 6);
        QVERIFY(!QFile::exists(path("nowhere")));
        QCOMPARE(run({u"restore"_s, path("nowhere"), path("x")}).exit, 6);
        QCOMPARE(run({u"check"_s}).exit, 2);
        QCOMPARE(run({u"check"_s, u"a"_s, u"b"_s}).exit, 2);
        QCOMPARE(run({u"burn"_s, u"a"_s}).exit, 2);
        QCOMPARE(run({u"check"_s, u"a"_s, u"--passphrase"_s, u"secret"_s}).exit, 2);
        QCOMPARE(run({}).exit, 2);
        const QByteArray anchor = readAll(m_world->file("anchor"));
        QFile::remove(m_world->file("anchor"));
        QCOMPARE(run({u"check"_s, m_world->folder()}).exit, 1);
        overwrite(m_world->file("anchor"), anchor);
    }

    /// A vault of another machine's TPM.
    void withoutItsTpmItIsUnfit()
    {
        const QString folder = path("elsewhere");
        copyFolder(m_world->folder(), folder);
        QJsonObject ring = QJsonDocument::fromJson(readAll(folder + u"/keyring.json"_s)).object();
        ring[u"tpm"_s] = QJsonObject{{u"state"_s, u"sealed"_s},
                                     {u"pcrs"_s, QJsonArray{0, 7}},
                                     {u"public"_s, QString(64, u'0')},
                                     {u"private"_s, QString(64, u'0')},
                                     {u"share"_s, QString()}};
        overwrite(folder + u"/keyring.json"_s, QJsonDocument(ring).toJson());
        const Run elsewhere = run({u"check"_s, folder});
        QVERIFY2(elsewhere.exit == 7, (elsewhere.out + elsewhere.err).constData());
        QVERIFY((elsewhere.out + elsewhere.err).contains("TPM"));
    }

    /// While it asks for the pass phrase, and so from its first line on.
    void noOtherProgramLooksInAndNoCoreIsLeft()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer needs ptrace itself");
#endif
        WaitingProgram open("/bin/cat", {"cat"});
        QTRY_VERIFY(open.isSeenFromOutside()); // or the following would say nothing
        QCOMPARE(open.coreLimit(), QByteArray("1048576"));
        WaitingProgram tool(qgetenv("INDRAJ_VAULT_TOOL"),
                            {"indraj-vault", "check", "/nowhere", "--operator", "op-1", "--passphrase-fd=0"});
        QTRY_COMPARE_WITH_TIMEOUT(tool.coreLimit(), QByteArray("0"), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!tool.isSeenFromOutside(), 30'000);
        const int status = tool.abort();
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(WTERMSIG(status), SIGABRT);
        QVERIFY(!WCOREDUMP(status));
    }

    void anOpenVaultIsInUse()
    {
        m_world->restart(realOptions());
        m_world->login(operatorOne()).value();
        for (const char *command : {"check", "salvage", "backup"}) {
            QStringList arguments{QString::fromLatin1(command), m_world->folder()};
            if (arguments[0] != u"check")
                arguments << path("unused");
            QCOMPARE(run(arguments).exit, 4);
        }
        QVERIFY(!QFile::exists(path("unused")));
        m_world->stop();
        m_whole = readAll(m_world->file("vault.db"));
    }
};

QTEST_GUILESS_MAIN(TestVaultTool)
#include "tst_vaulttool.moc"
