#include "journey.h"

#include <QLoggingCategory>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <new>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Whose allocations are counted and fail.
enum class Whose { Engine, Program };

/// Counts calls. There is one: neither SQLite's configuration nor operator new takes an argument.
struct Allocator {
    sqlite3_mem_methods real{};
    Whose whose = Whose::Engine;
    bool counting = false; ///< the vault is at work, not the test
    qint64 calls = 0;
    qint64 failing = 0; ///< this call answers "no memory"; 0: none
    bool lasting = false; ///< and all after it

    bool fails(Whose asking)
    {
        if (asking != whose || !counting)
            return false;
        ++calls;
        return failing > 0 && (calls == failing || (lasting && calls > failing));
    }
};

Allocator allocator;

void *allocate(int size) { return allocator.fails(Whose::Engine) ? nullptr : allocator.real.xMalloc(size); }
void *resize(void *block, int size)
{
    return allocator.fails(Whose::Engine) ? nullptr : allocator.real.xRealloc(block, size);
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

/// A step with its allocations counted; what it throws when there is no memory is an answer like others, as
/// it is in VaultService.
Outcome<void> callCounted(const Step &step, Vault &vault)
{
    struct Counting {
        Counting() { allocator.counting = true; }
        ~Counting() { allocator.counting = false; }
    };
    try {
        const Counting counting;
        return step.call(vault);
    } catch (const std::bad_alloc &) {
        return failed(StoreFault::Internal, u"no memory"_s);
    }
}

/// What a worker tells: in memory it shares with the test, so that it is there when the worker is not.
struct Told {
    qint64 at = 0; ///< the allocation under way; 0: none
    qint64 acknowledged = 0; ///< steps of that enrolment
    qint64 tried = 0;
    qint64 said = 0;
    char wrong[400] = {}; ///< the first thing that is not as it should be

    void complain(const QString &what)
    {
        const QByteArray text = what.toUtf8().left(qsizetype(sizeof wrong) - 1);
        std::memcpy(wrong, text.constData(), std::size_t(text.size()));
    }
};

constexpr int workers = 2;

} // namespace

// Of this program and of every library in it; what Qt's containers take from malloc is not among them.
void *operator new(std::size_t size)
{
    void *block = allocator.fails(Whose::Program) ? nullptr : std::malloc(size);
    if (!block)
        throw std::bad_alloc();
    return block;
}
void operator delete(void *block) noexcept { std::free(block); }
void operator delete(void *block, std::size_t) noexcept { std::free(block); }

/// Every allocation of the database engine in one whole enrolment answers "no memory" once, and every one
/// that the program makes with new. The enrolments run in processes of their own, side by side and many in
/// each: a crash ends only the one it happens in.
class TestOutOfMemory : public QObject {
    Q_OBJECT

    QMap<QString, QByteArray> m_new;
    QList<Step> m_steps;
    Told *m_told = nullptr; ///< one for each worker
    Told *m_mine = nullptr; ///< in a worker: its own

    Ran runFailing(const FaultFolder &folder, qint64 n, bool lasting)
    {
        folder.fill(m_new);
        Vault vault(folder.path(), faultOptions());
        allocator.calls = 0;
        allocator.lasting = lasting;
        allocator.failing = n;
        Ran ran = run(vault, m_steps, {});
        allocator.failing = 0;
        return ran;
    }

    /// Every step as it is, and counted where the test sees it.
    QList<Step> counted(QList<Step> steps) const
    {
        for (Step &step : steps) {
            step.call = [this, plain = step](Vault &vault) {
                auto outcome = callCounted(plain, vault);
                m_mine->acknowledged += outcome ? 1 : 0;
                return outcome;
            };
        }
        return steps;
    }

    /// Empty: the vault opens and holds what was acknowledged, with the step under way done or not.
    QString judge(const FaultFolder &folder, const Ran &ran) const
    {
        Vault vault(folder.path(), faultOptions());
        if (const auto opened = vault.unlock(operatorOne().id, secret(operatorPhrase)); !opened)
            return u"does not open: "_s + opened.error().detail;
        const Step *pending = ran.done < m_steps.size() ? &m_steps[ran.done] : nullptr;
        const auto found = settledContents(vault, ran.contents, pending);
        return found ? QString() : found.error();
    }

    QString tryOne(const FaultFolder &folder, qint64 n, bool lasting)
    {
        m_mine->acknowledged = 0;
        m_mine->at = n;
        const Ran ran = runFailing(folder, n, lasting);
        m_mine->at = 0;
        ++m_mine->tried;
        if (ran.error) {
            ++m_mine->said;
            if (ran.error->fault != StoreFault::Internal && ran.error->fault != StoreFault::IoFailed)
                return u"in %1: %2 (%3)"_s.arg(QString::fromLatin1(m_steps[ran.done].name), ran.error->detail)
                    .arg(int(ran.error->fault));
        }
        return judge(folder, ran);
    }

    /// In a process of its own until all are tried, something is wrong, or it crashes.
    pid_t beginWorker(int worker, const FaultFolder &folder, const std::vector<qint64> &numbers,
                      std::size_t from, bool lasting)
    {
        const pid_t child = ::fork();
        if (child != 0)
            return child;
        ::signal(SIGSEGV, SIG_DFL);
        ::signal(SIGABRT, SIG_DFL);
        m_mine = &m_told[worker];
        for (std::size_t i = from; i < numbers.size(); ++i) {
            const QString wrong = tryOne(folder, numbers[i], lasting);
            if (wrong.isEmpty())
                continue;
            m_mine->complain(u"allocation %1: %2"_s.arg(numbers[i]).arg(wrong));
            ::_exit(1);
        }
        ::_exit(0);
    }

    /// After the engine has crashed in the enrolment under way.
    QString judgeAfterCrash(const FaultFolder &folder, const Told &told) const
    {
        Ran ran;
        for (; ran.done < told.acknowledged; ++ran.done)
            m_steps[ran.done].effect(ran.contents);
        // In the engine's own opening, which only a log-in does: no act is cut off by it.
        if (allocator.whose == Whose::Program || !m_steps[ran.done].name.startsWith("login"))
            return u"crashed in "_s + QString::fromLatin1(m_steps[ran.done].name);
        return judge(folder, ran);
    }

    /// All of `numbers` by the workers. @returns the ones at which the engine crashed.
    std::vector<qint64> tryAll(const std::vector<qint64> &numbers, bool lasting, QString *wrong)
    {
        struct Work {
            FaultFolder folder;
            std::vector<qint64> numbers;
            pid_t process = 0;
        };
        std::vector<Work> works(workers);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            works[i % workers].numbers.push_back(numbers[i]);
        for (int worker = 0; worker < workers; ++worker) {
            m_told[worker] = {};
            works[std::size_t(worker)].process = beginWorker(worker, works[std::size_t(worker)].folder,
                                                             works[std::size_t(worker)].numbers, 0, lasting);
        }
        std::vector<qint64> crashed;
        for (int running = workers; running > 0;) {
            int status = 0;
            const pid_t ended = ::waitpid(-1, &status, 0);
            const auto work = std::find_if(works.begin(), works.end(),
                                           [ended](const Work &each) { return each.process == ended; });
            if (work == works.end())
                continue;
            const int worker = int(work - works.begin());
            Told &told = m_told[worker];
            if (!WIFSIGNALED(status)) {
                --running;
                if (told.wrong[0] != '\0')
                    *wrong += QString::fromUtf8(told.wrong) + u'\n';
                continue;
            }
            crashed.push_back(told.at);
            ++told.tried;
            const QString left = judgeAfterCrash(work->folder, told);
            if (!left.isEmpty())
                *wrong += u"allocation %1, a crash: %2\n"_s.arg(told.at).arg(left);
            const auto next = std::upper_bound(work->numbers.begin(), work->numbers.end(), told.at)
                - work->numbers.begin();
            work->process = beginWorker(worker, work->folder, work->numbers, std::size_t(next), lasting);
        }
        std::sort(crashed.begin(), crashed.end());
        return crashed;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(installAllocator());
        QLoggingCategory::setFilterRules(u"indraj.*=false"_s);
        m_new = newVault();
        void *shared = ::mmap(nullptr, sizeof(Told) * workers, PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        QVERIFY(shared != MAP_FAILED);
        m_told = new (shared) Told[workers];
        m_mine = m_told;
        // Small samples: the number of allocations does not depend on their size.
        m_steps = counted(wholeEnrolment(tokenOf(1), 1, 600));
    }

    void everyFailingAllocationLeavesOldOrNew_data()
    {
        QTest::addColumn<Whose>("whose");
        QTest::addColumn<bool>("lasting");
        QTest::newRow("the engine's, once") << Whose::Engine << false;
        QTest::newRow("the engine's, from then on") << Whose::Engine << true;
        QTest::newRow("the program's, once") << Whose::Program << false;
        QTest::newRow("the program's, from then on") << Whose::Program << true;
    }
    void everyFailingAllocationLeavesOldOrNew()
    {
        QFETCH(Whose, whose);
        QFETCH(bool, lasting);
        allocator.whose = whose;
        {
            const FaultFolder folder;
            QVERIFY(!runFailing(folder, 0, false).error);
        }
        const qint64 all = allocator.calls;
        QVERIFY(all > 1000);
        const qint64 stride = fullScale() ? 1 : all / 60 + 1;
        std::vector<qint64> numbers;
        for (qint64 n = 1; n <= all; n += n < 100 && !lasting && whose == Whose::Engine ? 1 : stride)
            numbers.push_back(n);
        QString wrong;
        const std::vector<qint64> crashed = tryAll(numbers, lasting, &wrong);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        qint64 said = 0;
        qint64 tried = 0;
        for (int worker = 0; worker < workers; ++worker) {
            said += m_told[worker].said;
            tried += m_told[worker].tried;
        }
        QCOMPARE(tried, qint64(numbers.size()));
        QStringList where;
        for (const qint64 n : crashed)
            where.append(QString::number(n));
        if (!crashed.empty())
            qInfo("%lld of them ended the process, nothing lost: allocation %s", qlonglong(crashed.size()),
                  qPrintable(where.join(u", "_s)));
        qInfo(
            "%lld allocations in one enrolment, %lld failed: %lld said, the rest without consequence; state "
            "old or new in all",
            all, tried, said);
        QVERIFY(said > 10);
    }
};

QTEST_GUILESS_MAIN(TestOutOfMemory)
#include "tst_outofmemory.moc"
