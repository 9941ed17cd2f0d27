#include "app/facechoices.h"
#include "app/hardening.h"
#include "app/options.h"
#include "app/stationword.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Root looks into every process; what is asked is what another program of the same user can do.
void becomeUser()
{
    constexpr uid_t nobody = 65534;
    if (::getuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0))
        ::_exit(9);
    ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); // a change of the user takes it away; a program that starts has it
}

int statusOf(pid_t child)
{
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

/// Whether another process of the same user may read where a process of ours has its memory.
bool isSeenFromOutside(bool hardened)
{
    int ready[2];
    if (::pipe(ready) != 0)
        qFatal("no pipe");
    const pid_t secretive = ::fork();
    if (secretive == 0) {
        becomeUser();
        if (hardened && !hardenProcess())
            ::_exit(1);
        if (::write(ready[1], "x", 1) == 1)
            ::pause();
        ::_exit(2);
    }
    char byte = 0;
    const bool begun = ::read(ready[0], &byte, 1) == 1;
    const pid_t curious = ::fork();
    if (curious == 0) {
        becomeUser();
        char path[64];
        std::snprintf(path, sizeof path, "/proc/%d/maps", int(secretive));
        const int file = ::open(path, O_RDONLY | O_CLOEXEC);
        ::_exit(file >= 0 && ::read(file, &byte, 1) == 1 ? 10 : 11);
    }
    const int seen = statusOf(curious);
    ::kill(secretive, SIGKILL);
    statusOf(secretive);
    ::close(ready[0]);
    ::close(ready[1]);
    if (!begun || !WIFEXITED(seen) || (WEXITSTATUS(seen) != 10 && WEXITSTATUS(seen) != 11))
        qFatal("the two processes did not get that far");
    return WEXITSTATUS(seen) == 10;
}

} // namespace

class TestOptions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void trainingPutsTheVaultUnderItsFolder()
    {
        const auto options = parseOptions({u"--training"_s, u"lesson"_s, u"--lang"_s, u"ur"_s});
        QVERIFY(options.has_value());
        QCOMPARE(options->trainingDir, QDir::current().absoluteFilePath(u"lesson"_s));
        QCOMPARE(options->vaultDir, options->trainingDir + u"/vault"_s);
        QCOMPARE(options->language, u"ur"_s);
    }
    void refusesBadValues_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<OptionFault>("fault");
        QTest::newRow("theme") << QStringList{u"--theme"_s, u"pink"_s} << OptionFault::BadValue;
        QTest::newRow("language") << QStringList{u"--lang"_s, u"fr"_s} << OptionFault::BadValue;
        QTest::newRow("count") << QStringList{u"--rehearsals"_s, u"none"_s} << OptionFault::BadValue;
        QTest::newRow("count of zero") << QStringList{u"--rehearsals"_s, u"0"_s} << OptionFault::BadValue;
        QTest::newRow("central in clear")
            << QStringList{u"--central"_s, u"http://localhost:1"_s} << OptionFault::BadValue;
        QTest::newRow("unknown") << QStringList{u"--bogus"_s} << OptionFault::UnknownOption;
        QTest::newRow("stray word") << QStringList{u"bogus"_s} << OptionFault::UnknownOption;
        QTest::newRow("help") << QStringList{u"--help"_s} << OptionFault::HelpWanted;
    }
    void refusesBadValues()
    {
        QFETCH(QStringList, arguments);
        QFETCH(OptionFault, fault);
        const auto options = parseOptions(arguments);
        QVERIFY(!options.has_value());
        QCOMPARE(options.error().fault, fault);
        QVERIFY(!options.error().text.isEmpty());
    }
    void aRehearsalNeverTouchesAFieldVault()
    {
        QVERIFY(!parseOptions({u"--rehearse"_s, u"out"_s}).has_value());
        QVERIFY(parseOptions({u"--rehearse"_s, u"out"_s, u"--training"_s, u"t"_s}).has_value());
    }
    void aMalformedFormIsExplainedAndTouchesNothing()
    {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"resources/forms"_s));
        QFile form(folder.filePath(u"resources/forms/first-card.json"_s));
        QVERIFY(form.open(QIODevice::WriteOnly));
        form.write(R"({"id": "first-card", "version": 1, "sections": [)");
        form.close();
        QProcess program;
        const auto start = [&](const QStringList &more) {
            program.start(QCoreApplication::applicationDirPath() + u"/indraj"_s,
                          QStringList{u"--vault"_s, folder.filePath(u"vault"_s), u"--resources"_s,
                                      folder.filePath(u"resources"_s)}
                              + more);
        };
        QByteArray said;
        const auto isNamed = [&] {
            said += program.readAllStandardError();
            return said.contains("first-card.json: ");
        };
        start({});
        QTRY_VERIFY_WITH_TIMEOUT(isNamed(), 30000);
        QCOMPARE(program.state(), QProcess::Running); // its window waits for a reader
        program.terminate();
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 78);
        said.clear();
        start({u"--measure-start"_s}); // a script reads the console, and nobody closes a window
        QVERIFY(program.waitForFinished());
        QVERIFY(isNamed());
        QCOMPARE(program.exitCode(), 78);
        QVERIFY(!QFile::exists(folder.filePath(u"vault"_s)));
    }

    void noOtherProgramLooksInAndNoCoreIsLeft()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer needs ptrace itself");
#endif
        QVERIFY(isSeenFromOutside(false)); // or the next line would say nothing
        QVERIFY(!isSeenFromOutside(true));
        const pid_t child = ::fork();
        if (child == 0) {
            rlimit limit{1 << 20, 1 << 20};
            ::setrlimit(RLIMIT_CORE, &limit);
            const bool done = hardenProcess() && ::getrlimit(RLIMIT_CORE, &limit) == 0;
            if (!done || limit.rlim_cur != 0 || limit.rlim_max != 0
                || ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0)
                ::_exit(3);
            std::signal(SIGABRT, SIG_DFL);
            std::abort();
        }
        const int status = statusOf(child);
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(WTERMSIG(status), SIGABRT);
        QVERIFY(!WCOREDUMP(status));
    }

    void anUnknownWordOfTheStationIsNamedAndReplaced()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"station.ini"_s);
        const QStringList allowed{u"single"_s, u"sbi"_s, u"slap-simulator"_s};
        const auto read = [&](const QByteArray &text) {
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
                return StationWord{};
            file.close();
            return readStationWord(QSettings(path, QSettings::IniFormat), u"fingers/scanner"_s, allowed);
        };
        QCOMPARE(read("[fingers]\nscanner=sbi\n").word, u"sbi"_s);
        for (const QByteArray absent : {"", "[fingers]\nscanner=\n", "[other]\nscanner=nonsense\n"}) {
            const StationWord word = read(absent);
            QCOMPARE(word.word, u"single"_s);
            QVERIFY(!word.unknown);
        }
        const StationWord wrong = read("[fingers]\nscanner=slap\n");
        QCOMPARE(wrong.word, u"single"_s);
        QVERIFY(wrong.unknown);
        QCOMPARE(
            describe(*wrong.unknown),
            u"station.ini, [fingers] scanner: \"slap\" is not known. Allowed: single, sbi, slap-simulator. "
            "Used instead: single."_s);
        QCOMPARE(read("[fingers]\nscanner=" + QByteArray(5000, 'x') + "\n").unknown->read.size(), 40);
    }

    void whatTheStationSaysOfFaces()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"station.ini"_s);
        const auto read = [&](const QByteArray &text) {
            QFile file(path);
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush()
                ? readFaceChoices(path)
                : FaceChoices{FrameCoding::Jpeg2000, u"not written"_s};
        };
        for (const FaceChoices &usual : {readFaceChoices({}), readFaceChoices(folder.filePath(u"none"_s)),
                                         read(""), read("[face]\nrecord=jpeg2000\n")}) {
            QCOMPARE(usual.largeFrames, FrameCoding::Jpeg2000);
            QCOMPARE(usual.cohort, QString());
            QCOMPARE(usual.rules, u"portrait.json"_s);
            QVERIFY(!usual.unknown && !usual.unknownRules);
        }
        const FaceChoices chosen = read("[face]\nrecord=camera\ncohort=people/cohort.txt\n");
        QCOMPARE(chosen.largeFrames, FrameCoding::AsItCame);
        QCOMPARE(chosen.cohort, folder.filePath(u"people/cohort.txt"_s)); // beside station.ini
        QCOMPARE(read("[face]\ncohort=/srv/cohort.txt\n").cohort, u"/srv/cohort.txt"_s);
        const FaceChoices wrong = read("[face]\nrecord=Camera\n");
        QCOMPARE(wrong.largeFrames, FrameCoding::Jpeg2000);
        QVERIFY(wrong.unknown);
        QCOMPARE(describe(*wrong.unknown),
                 u"station.ini, [face] record: \"Camera\" is not known. Allowed: jpeg2000, camera. "
                 "Used instead: jpeg2000."_s);
        QVERIFY(!wrong.unknownRules);
        QCOMPARE(read("[face]\nrules=standard\n").rules, u"portrait.json"_s);
        QCOMPARE(read("[face]\nrules=tr03121\n").rules, u"portrait-tr03121.json"_s);
        const FaceChoices lax = read("[face]\nrules=TR-03121\n");
        QVERIFY(lax.unknownRules && !lax.unknown);
        QCOMPARE(describeRefused(*lax.unknownRules),
                 u"station.ini, [face] rules: \"TR-03121\" is not known. Allowed: standard, tr03121."_s);
    }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
