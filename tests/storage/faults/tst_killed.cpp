#include "faultydisks.h"
#include "journey.h"

#include <QLoggingCategory>
#include <QTest>

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// An operation that a process may die in: the steps before it, done in peace, and its own.
struct Operation {
    const char *name;
    QList<Step> before;
    QList<Step> during;
};

/// A further operation is one line here: what it leaves of the contents is the effect of its steps.
QList<Operation> operations()
{
    const QList<Step> all = wholeEnrolment(tokenOf(1), 1);
    return {
        {"save", all.mid(0, 2), all.mid(2, 6)},
        {"sign off", all.mid(0, 8), all.mid(8, 3)},
        {"approve", all.mid(0, 12), all.mid(12, 1)},
        {"seal", all.mid(0, 13), all.mid(13, 2)},
        {"erase", all.mid(0, 15), all.mid(15, 3)},
        {"rekey", all.mid(0, 12), {steps::rekey()}},
        {"unlock", all.mid(0, 11), {all[0], steps::logout(), all[11], steps::logout()}},
    };
}

Actor lastLogin(const QList<Step> &steps)
{
    const auto isLogin = [](const Step &step) { return step.name.startsWith("login"); };
    const auto last = std::find_if(steps.crbegin(), steps.crend(), isLogin);
    return last != steps.crend() && last->name.endsWith("sup-1") ? supervisorOne() : operatorOne();
}

} // namespace

/// kill -9 in the middle of every operation, at a change of the disk chosen for each loop.
class TestKilled : public QObject {
    Q_OBJECT

    QMap<QString, QByteArray> m_new;

    /// The operation in a process of its own that dies at change `at`. @returns the steps it had
    /// acknowledged, or -1 when it ended without dying.
    static int die(const FaultFolder &folder, const Operation &operation, const Contents &contents, int at)
    {
        int ends[2];
        if (::pipe(ends) != 0)
            qFatal("no pipe");
        const pid_t child = ::fork();
        if (child == 0) {
            KillingDisk disk;
            const WatchedFolder watched(folder.name(), disk);
            Vault vault(folder.path(), faultOptions());
            if (!steps::login(lastLogin(operation.before)).call(vault))
                ::_exit(3);
            disk.arm(at);
            Contents now = contents;
            for (const Step &step : operation.during) {
                if (!step.call(vault))
                    ::_exit(4);
                step.effect(now);
                if (::write(ends[1], "x", 1) != 1)
                    ::_exit(5);
            }
            ::_exit(0);
        }
        ::close(ends[1]);
        int acknowledged = 0;
        char mark = 0;
        while (::read(ends[0], &mark, 1) == 1)
            ++acknowledged;
        ::close(ends[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
            return acknowledged;
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
            return -1;
        qFatal("the process that was to be killed ended by itself: %d", status);
    }

    QMap<QString, QByteArray> begun(const FaultFolder &folder, const Operation &operation, Contents *contents)
    {
        folder.fill(m_new);
        Vault vault(folder.path(), faultOptions());
        const Ran ran = run(vault, operation.before, {});
        if (ran.error)
            qFatal("%s cannot be begun: %s", operation.name, qPrintable(ran.error->detail));
        *contents = ran.contents;
        if (!vault.lock())
            qFatal("%s: no lock", operation.name);
        return folder.files();
    }

    static int changesOf(const FaultFolder &folder, const QMap<QString, QByteArray> &start,
                         const Operation &operation, const Contents &contents)
    {
        folder.fill(start);
        CountingDisk disk;
        const WatchedFolder watched(folder.name(), disk);
        Vault vault(folder.path(), faultOptions());
        if (!steps::login(lastLogin(operation.before)).call(vault))
            qFatal("no login");
        const int before = disk.changes;
        if (const Ran ran = run(vault, operation.during, contents); ran.error)
            qFatal("%s fails by itself: %s", operation.name, qPrintable(ran.error->detail));
        return disk.changes - before;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(u"indraj.*=false"_s);
        m_new = newVault();
    }

    void acknowledgedStaysWhateverDies_data()
    {
        QTest::addColumn<int>("index");
        const QList<Operation> all = operations();
        for (int index = 0; index < all.size(); ++index)
            QTest::newRow(all[index].name) << index;
    }
    void acknowledgedStaysWhateverDies()
    {
        QFETCH(int, index);
        const Operation operation = operations()[index];
        const FaultFolder folder;
        Contents contents;
        const auto start = begun(folder, operation, &contents);
        const int changes = changesOf(folder, start, operation, contents);
        QVERIFY(changes > 0);
        const int loops = scaled(50, 500) / static_cast<int>(operations().size()) + 1;
        for (int loop = 0; loop < loops; ++loop) {
            // Spread over all changes; where there are fewer than loops, each of them several times.
            const int at = 1 + static_cast<int>(qint64(loop) * 7919 % changes);
            folder.fill(start);
            const int acknowledged = die(folder, operation, contents, at);
            QVERIFY2(acknowledged >= 0, "it was not killed");
            Contents expected = contents;
            for (int step = 0; step < acknowledged; ++step)
                operation.during[step].effect(expected);
            Vault vault(folder.path(), faultOptions());
            const auto opened = vault.unlock(operatorOne().id, secret(operatorPhrase));
            QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
            const Step *pending
                = acknowledged < operation.during.size() ? &operation.during[acknowledged] : nullptr;
            const auto found = settledContents(vault, expected, pending);
            QVERIFY2(found, found ? "" : qPrintable(u"killed at change %1: %2"_s.arg(at).arg(found.error())));
        }
        qInfo("%s: killed %d times over %d changes, 0 lost", operation.name, loops, changes);
    }
};

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
