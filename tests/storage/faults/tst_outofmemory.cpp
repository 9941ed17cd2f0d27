#include "journey.h"

#include <QLoggingCategory>
#include <QTest>

#include <csignal>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The engine's allocator with a counter; SQLite's configuration takes functions without an argument.
struct Allocator {
    sqlite3_mem_methods real{};
    qint64 calls = 0;
    qint64 failing = 0; ///< this call answers "no memory"; 0: none
    bool lasting = false; ///< and all after it
    bool failed = false;

    bool fails()
    {
        ++calls;
        const bool now = failing > 0 && (calls == failing || (lasting && calls > failing));
        failed = failed || now;
        return now;
    }
};

Allocator allocator;

void *allocate(int size) { return allocator.fails() ? nullptr : allocator.real.xMalloc(size); }
void *resize(void *block, int size)
{
    return allocator.fails() ? nullptr : allocator.real.xRealloc(block, size);
}

bool installAllocator()
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &allocator.real) != SQLITE_OK)
        return false;
    sqlite3_mem_methods counting = allocator.real;
    counting.xMalloc = allocate;
    counting.xRealloc = resize;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &counting) == SQLITE_OK;
}

} // namespace

/// Every allocation of the database engine in one whole enrolment answers "no memory" once.
class TestOutOfMemory : public QObject {
    Q_OBJECT

    QMap<QString, QByteArray> m_new;
    QList<Step> m_steps;
    qsizetype *m_acknowledged = nullptr; ///< shared with the processes that may crash

    Ran runFailing(const FaultFolder &folder, qint64 n, bool lasting, bool *failed)
    {
        folder.fill(m_new);
        Vault vault(folder.path(), faultOptions());
        allocator.calls = 0;
        allocator.failed = false;
        allocator.lasting = lasting;
        allocator.failing = n;
        const Ran ran = run(vault, m_steps, {});
        *failed = allocator.failed;
        allocator.failing = 0;
        return ran;
    }

    /// The same in a process of its own first: SQLCipher 4.19 itself crashes when some allocations fail while
    /// a database is opened and keyed. @returns how far it had come when it did.
    std::optional<qsizetype> crashes(const FaultFolder &folder, qint64 n, bool lasting)
    {
        *m_acknowledged = 0;
        const pid_t child = ::fork();
        if (child == 0) {
            ::signal(SIGSEGV, SIG_DFL);
            bool failed = false;
            static_cast<void>(runFailing(folder, n, lasting, &failed));
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        if (!WIFSIGNALED(status))
            return std::nullopt;
        return *m_acknowledged;
    }

    /// Every step as it is, and counted where the parent process sees it.
    QList<Step> counted(QList<Step> steps) const
    {
        for (Step &step : steps) {
            step.call = [call = step.call, count = m_acknowledged](Vault &vault) {
                auto outcome = call(vault);
                *count += outcome ? 1 : 0;
                return outcome;
            };
        }
        return steps;
    }

    QString judgeAfterCrash(const FaultFolder &folder, qsizetype acknowledged)
    {
        Ran ran;
        for (; ran.done < acknowledged; ++ran.done)
            m_steps[ran.done].effect(ran.contents);
        return judge(folder, ran);
    }

    QString judge(const FaultFolder &folder, const Ran &ran)
    {
        Vault vault(folder.path(), faultOptions());
        if (const auto opened = vault.unlock(operatorOne().id, secret(operatorPhrase)); !opened)
            return u"does not open: "_s + opened.error().detail;
        const Step *pending = ran.done < m_steps.size() ? &m_steps[ran.done] : nullptr;
        const auto found = settledContents(vault, ran.contents, pending);
        return found ? QString() : found.error();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(installAllocator());
        QLoggingCategory::setFilterRules(u"indraj.*=false"_s);
        m_new = newVault();
        // Small samples: the number of allocations does not depend on their size.
        void *shared
            = ::mmap(nullptr, sizeof(qsizetype), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        QVERIFY(shared != MAP_FAILED);
        m_acknowledged = static_cast<qsizetype *>(shared);
        m_steps = counted(wholeEnrolment(tokenOf(1), 1, 600));
    }

    void everyFailingAllocationLeavesOldOrNew_data()
    {
        QTest::addColumn<bool>("lasting");
        QTest::newRow("once") << false;
        QTest::newRow("from then on") << true;
    }
    void everyFailingAllocationLeavesOldOrNew()
    {
        QFETCH(bool, lasting);
        const FaultFolder folder;
        bool failed = false;
        const Ran whole = runFailing(folder, 0, false, &failed);
        QVERIFY(!whole.error);
        const qint64 all = allocator.calls;
        QVERIFY(all > 1000);
        int said = 0;
        int tried = 0;
        int crashed = 0;
        const qint64 stride = fullScale() ? 1 : all / 60 + 1;
        for (qint64 n = 1; n <= all; n += n < 100 && !lasting ? 1 : stride) {
            ++tried;
            if (const auto acknowledged = crashes(folder, n, lasting)) {
                ++crashed;
                const QString left = judgeAfterCrash(folder, *acknowledged);
                const QString where = u"allocation %1, crashed after step %2"_s.arg(n).arg(*acknowledged);
                // In the engine's own opening, which only a log-in does: no act is cut off by it.
                QVERIFY2(m_steps[*acknowledged].name.startsWith("login"), qPrintable(where));
                QVERIFY2(left.isEmpty(), qPrintable(where + u": "_s + left));
                continue;
            }
            const Ran ran = runFailing(folder, n, lasting, &failed);
            if (ran.error) {
                ++said;
                const QString detail
                    = u"allocation %1 in %2: %3 (%4)"_s.arg(n)
                          .arg(QString::fromLatin1(m_steps[ran.done].name), ran.error->detail)
                          .arg(int(ran.error->fault));
                QVERIFY2(ran.error->fault == StoreFault::Internal || ran.error->fault == StoreFault::IoFailed,
                         qPrintable(detail));
            }
            const QString wrong = judge(folder, ran);
            QVERIFY2(wrong.isEmpty(), qPrintable(u"allocation %1: %2"_s.arg(n).arg(wrong)));
        }
        qInfo("%d of them crashed the engine while a vault was opened, nothing lost", crashed);
        qInfo("%lld allocations in one enrolment, %d failed: %d said, the rest without consequence; state "
              "old or new in"
              " all",
              all, tried, said);
        QVERIFY(said > 10);
    }
};

QTEST_GUILESS_MAIN(TestOutOfMemory)
#include "tst_outofmemory.moc"
