#include "vaulthelp.h"

#include <QElapsedTimer>
#include <QProcess>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <numeric>
#include <vector>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

using Times = std::vector<double>;

double at(Times &times, double part)
{
    std::sort(times.begin(), times.end());
    return times[std::size_t(part * double(times.size() - 1))];
}

void report(const char *what, Times &times)
{
    std::printf("%-46s median %6.1f ms   p95 %6.1f ms   max %6.1f ms   (%zu)\n", what, at(times, 0.5),
                at(times, 0.95), at(times, 1), times.size());
    std::fflush(stdout);
}

/// A figure beside its limit, as `./indraj bench` prints the others.
void against(const char *what, double value, double limit, const char *unit)
{
    std::printf("%-46s %10.1f %-3s limit %8.1f  ratio %.2f%s\n", what, value, unit, limit, value / limit,
                value > limit ? "  MISSED" : "");
    std::fflush(stdout);
}

/// How long something took.
struct Took {
    double clock = 0; ///< milliseconds by the clock; negative: it did not work
    double processor = 0; ///< milliseconds of all threads of the process; does not depend on who else is busy
};

double processorTime()
{
    std::timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

template <class Work> Took timeOf(Work work)
{
    const double worked = processorTime();
    QElapsedTimer timer;
    timer.start();
    work();
    return {double(timer.nsecsElapsed()) / 1e6, processorTime() - worked};
}

/// Both kinds of times of one thing, many times.
struct Series {
    Times clock, processor;
    void add(const Took &took)
    {
        clock.push_back(took.clock);
        processor.push_back(took.processor);
    }
};

void report(const char *what, Series &series)
{
    report(what, series.clock);
    std::printf("%-46s median %6.1f ms   p95 %6.1f ms\n", "    of it processor time",
                at(series.processor, 0.5), at(series.processor, 0.95));
    std::fflush(stdout);
}

/// plainbench beside us: Debian's SQLite in a process of its own, on the same disk.
class PlainSqlite {
public:
    PlainSqlite(const QString &folder, int pageSize)
    {
        const QString page = QString::number(pageSize);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(INDRAJ_PLAINBENCH), {folder + u"/plain-%1.db"_s.arg(page), page});
    }
    ~PlainSqlite()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }
    /// One save of `size` bytes.
    Took save(qsizetype size)
    {
        m_process.write(QByteArray::number(size) + '\n');
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(20'000))
                return {-1, -1};
        }
        const QList<QByteArray> words = m_process.readLine().trimmed().split(' ');
        return words.size() == 2 ? Took{words[0].toDouble(), words[1].toDouble()} : Took{-1, -1};
    }

private:
    QProcess m_process;
};

/// The yardsticks: a plain SQLite with pages like ours, and one as it comes.
struct Yardsticks {
    explicit Yardsticks(const QString &folder)
        : asOurs(folder, 16384)
        , asItComes(folder, 4096)
    {
    }
    PlainSqlite asOurs, asItComes;
};

double sum(const Times &times) { return std::accumulate(times.begin(), times.end(), 0.0); }

/// Three views of one ratio. The p95 is what an operator waits for. The whole series has all that either does
/// sooner or later, the moving of the write-ahead log too: plain SQLite has it in every second or tenth
/// COMMIT, we after the answer. The median is a save without it on either side.
void compare(const char *with, Series &ours, const Times &afterOurs, Series &other)
{
    if (at(other.clock, 0) <= 0) {
        std::printf("the helper with plain SQLite does not answer\n");
        return;
    }
    const QByteArray name = QByteArray("  against ") + with;
    against((name + ", p95").constData(), at(ours.clock, 0.95) / at(other.clock, 0.95), 2, "x");
    against((name + ", in all").constData(), (sum(ours.clock) + sum(afterOurs)) / sum(other.clock), 2, "x");
    std::printf("%-46s %10.1f x\n", "    medians", at(ours.clock, 0.5) / at(other.clock, 0.5));
    std::printf("%-46s %10.1f x\n", "    processor time, medians",
                at(ours.processor, 0.5) / at(other.processor, 0.5));
}

void fieldSaves(World &world)
{
    Series fields;
    const EnrolmentId id = world.draft().id;
    for (int i = 0; i < 100; ++i)
        fields.add(timeOf([&] {
            settled(world.vault().saveFields(id, canaryFields(), u"details"_s, operatorOne())).value();
        }));
    report("saveFields", fields);
    against("saving form values, p95", at(fields.clock, 0.95), 100, "ms");
}

/// Saves of one size, each followed by one of the same size in each plain SQLite, so that all meet the same
/// disk.
void sampleSaves(World &world, Yardsticks &plain, const char *name, qsizetype size, int rounds, double limit)
{
    Series times, reads, asOurs, asItComes;
    Times after; // until the vault is free for the next act
    for (int round = 0; round < rounds; ++round) {
        const EnrolmentId id = world.draft().id;
        for (const FingerPosition finger : allFingers) {
            const Sample sample = fingerSample(finger, size);
            times.add(timeOf([&] { settled(world.vault().saveSample(id, sample, operatorOne())).value(); }));
            after.push_back(timeOf([&] { settled(world.vault().peopleWithFingers()).value(); }).clock);
            asOurs.add(plain.asOurs.save(size));
            asItComes.add(plain.asItComes.save(size));
            reads.add(timeOf([&] { settled(world.vault().loadSample(id, sample.info.id)).value(); }));
        }
    }
    report((QByteArray("saving ") + name).constData(), times);
    report("  until it is free again", after);
    report("  plain SQLite, WAL and FULL, pages of 16 KiB", asOurs);
    report("  the same, its own pages of 4 KiB", asItComes);
    report("  read and verify", reads);
    against((QByteArray("saving ") + name + ", p95").constData(), at(times.clock, 0.95), limit, "ms");
    compare("plain SQLite, 16 KiB pages", times, after, asOurs);
    compare("plain SQLite, 4 KiB pages", times, after, asItComes);
}

void erasing(World &world)
{
    Series times;
    for (int round = 0; round < 20; ++round) {
        const EnrolmentId id = world.approved().id;
        settled(world.vault().beginSeal(id)).value();
        const UploadRecord record = settled(world.vault().storeSealed(id, pattern(round, 2'000'000))).value();
        times.add(timeOf([&] { settled(world.vault().recordReceipt(record.packet, "receipt")).value(); }));
        world.login(operatorOne()).value();
    }
    report("erasing after the receipt", times);
    against("erasing after the receipt, p95", at(times.clock, 0.95), 100, "ms");
}

void unlocking()
{
    VaultOptions options = cheapOptions();
    options.kdf = {}; // what stations have
    World world(options);
    Series times;
    for (int round = 0; round < 7; ++round) {
        world.restart(options);
        times.add(timeOf([&] { world.login(operatorOne()).value(); }));
    }
    report("unlock", times);
    against("unlock, median (at least 400 ms is asked for)", at(times.clock, 0.5), 1500, "ms");
}

/// The look through the contents after a log-in: what a save may have to wait for, and how long all of it
/// takes without the rests in between.
void looking()
{
    World world;
    world.login(operatorOne()).value();
    for (int enrolment = 0; enrolment < 40; ++enrolment) {
        const EnrolmentId id = world.draft().id;
        settled(world.vault().saveSample(id, portraitSample(1'500'000), operatorOne())).value();
        for (int finger = 1; finger <= 10; ++finger)
            settled(world.vault().saveSample(id, fingerSample(static_cast<FingerPosition>(finger), 150'000),
                                             operatorOne()))
                .value();
    }
    world.stop();
    Vault vault(world.folder(), cheapOptions());
    if (!vault.unlock(operatorOne().id, secret(operatorPhrase)))
        return;
    Times steps;
    for (bool more = true; more;)
        steps.push_back(timeOf([&] { more = vault.lookOn(); }).clock);
    const double all = std::accumulate(steps.begin(), steps.end(), 0.0);
    report("look through 120 MB, a step of it", steps);
    against("  all its steps, without the rests", all, 10'000, "ms");
}

} // namespace

/// What an operator waits for, on the disk of TMPDIR. vaultbench [saves|erase|unlock]: only this.
int main(int argc, char **argv)
{
    const QByteArray only = argc > 1 ? argv[1] : "";
    const auto wanted = [&only](const char *part) { return only.isEmpty() || only == part; };
    World world;
    world.login(operatorOne()).value();
    if (wanted("saves")) {
        fieldSaves(world);
        Yardsticks plain(world.temporary.path());
        sampleSaves(world, plain, "a 300 KB sample", 300'000, 10, 100);
        sampleSaves(world, plain, "2 MB in one step", 2'000'000, 5, 100);
        sampleSaves(world, plain, "5 MB in one step", 5'000'000, 3, 200);
    }
    if (wanted("erase"))
        erasing(world);
    if (wanted("look"))
        looking();
    if (wanted("unlock"))
        unlocking();
    return 0;
}
