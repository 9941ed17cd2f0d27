#include "vaulthelp.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Root looks into every process; what is asked is what another program of the same user can do.
void becomeUser()
{
    constexpr uid_t nobody = 65534;
    if (::getuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0))
        ::_exit(9);
}

int statusOf(pid_t child)
{
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

/// A program that waits for its input, as a user starts it where cores are allowed.
class Waiting {
public:
    Waiting(const QByteArray &program, const std::vector<const char *> &words)
    {
        if (::pipe2(m_input, O_CLOEXEC) != 0)
            qFatal("no pipe");
        const int file
            = ::open(program.constData(), O_RDONLY | O_CLOEXEC); // the user may not reach its folder
        std::vector<char *> arguments;
        for (const char *word : words)
            arguments.push_back(const_cast<char *>(word));
        arguments.push_back(nullptr);
        m_process = ::fork();
        if (m_process != 0) {
            ::close(file);
            return;
        }
        ::dup2(m_input[0], 0);
        const rlimit cores{1 << 20, 1 << 20};
        ::setrlimit(RLIMIT_CORE, &cores);
        if (::chdir(QDir::tempPath().toLocal8Bit().constData()) != 0)
            ::_exit(9);
        becomeUser();
        ::fexecve(file, arguments.data(), environ);
        ::_exit(8);
    }
    ~Waiting()
    {
        if (m_process > 0)
            abort();
        ::close(m_input[0]);
        ::close(m_input[1]);
    }
    Q_DISABLE_COPY_MOVE(Waiting)

    /// The hard limit of its cores, as /proc has it.
    QByteArray coreLimit() const
    {
        for (const QByteArray &line : readAll(u"/proc/%1/limits"_s.arg(m_process)).split('\n')) {
            if (line.startsWith("Max core file size"))
                return line.mid(26).simplified().split(' ').value(1);
        }
        return {};
    }

    /// Whether another process of the same user may read where it has its memory.
    bool isSeenFromOutside() const
    {
        const pid_t curious = ::fork();
        if (curious == 0) {
            becomeUser();
            ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); // a change of the user takes it away
            char path[64];
            std::snprintf(path, sizeof path, "/proc/%d/maps", int(m_process));
            char byte = 0;
            const int file = ::open(path, O_RDONLY | O_CLOEXEC);
            ::_exit(file >= 0 && ::read(file, &byte, 1) == 1 ? 10 : 11);
        }
        return WEXITSTATUS(statusOf(curious)) == 10;
    }

    /// Ends it as a failure of its own would. @returns how it ended.
    int abort()
    {
        ::kill(m_process, SIGABRT);
        return statusOf(std::exchange(m_process, -1));
    }

private:
    int m_input[2] = {-1, -1};
    pid_t m_process = -1;
};

} // namespace

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
        Waiting open("/bin/cat", {"cat"});
        QTRY_VERIFY(open.isSeenFromOutside()); // or the following would say nothing
        QCOMPARE(open.coreLimit(), QByteArray("1048576"));
        Waiting tool(qgetenv("INDRAJ_VAULT_TOOL"),
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
