#include "vaulthelp.h"

#include <QElapsedTimer>
#include <QProcess>

#include <algorithm>
#include <cstdio>
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

template <class Work> double millisecondsOf(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

/// plainbench beside us: Debian's SQLite in a process of its own, on the same disk.
class PlainSqlite {
public:
    explicit PlainSqlite(const QString &folder)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(INDRAJ_PLAINBENCH), {folder + u"/plain.db"_s});
    }
    ~PlainSqlite()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }
    /// Milliseconds of one save of `size` bytes; negative where the helper does not work.
    double save(qsizetype size)
    {
        m_process.write(QByteArray::number(size) + '\n');
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(20'000))
                return -1;
        }
        bool good = false;
        const double time = m_process.readLine().trimmed().toDouble(&good);
        return good ? time : -1;
    }

private:
    QProcess m_process;
};

void fieldSaves(World &world)
{
    Times fields;
    const EnrolmentId id = world.draft().id;
    for (int i = 0; i < 100; ++i)
        fields.push_back(millisecondsOf([&] {
            settled(world.vault().saveFields(id, canaryFields(), u"details"_s, operatorOne())).value();
        }));
    report("saveFields", fields);
    against("saving form values, p95", at(fields, 0.95), 100, "ms");
}

/// Saves of one size, each followed by one of the same size in plain SQLite, so that both meet the same disk.
void sampleSaves(World &world, PlainSqlite &plain, const char *name, qsizetype size, int rounds, double limit)
{
    Times times;
    Times reads;
    Times others;
    for (int round = 0; round < rounds; ++round) {
        const EnrolmentId id = world.draft().id;
        for (const FingerPosition finger : allFingers) {
            const Sample sample = fingerSample(finger, size);
            times.push_back(millisecondsOf(
                [&] { settled(world.vault().saveSample(id, sample, operatorOne())).value(); }));
            others.push_back(plain.save(size));
            reads.push_back(
                millisecondsOf([&] { settled(world.vault().loadSample(id, sample.info.id)).value(); }));
        }
    }
    report((QByteArray("saving ") + name).constData(), times);
    report("  plain SQLite, WAL and FULL, same size", others);
    report("  read and verify", reads);
    against((QByteArray("saving ") + name + ", p95").constData(), at(times, 0.95), limit, "ms");
    if (at(others, 0) <= 0)
        std::printf("the helper with plain SQLite does not answer\n");
    else
        against("  against plain SQLite, medians", at(times, 0.5) / at(others, 0.5), 2, "x");
}

void erasing(World &world)
{
    Times times;
    for (int round = 0; round < 20; ++round) {
        const EnrolmentId id = world.approved().id;
        settled(world.vault().beginSeal(id)).value();
        const UploadRecord record = settled(world.vault().storeSealed(id, pattern(round, 2'000'000))).value();
        times.push_back(
            millisecondsOf([&] { settled(world.vault().recordReceipt(record.packet, "receipt")).value(); }));
        world.login(operatorOne()).value();
    }
    report("erasing after the receipt", times);
    against("erasing after the receipt, p95", at(times, 0.95), 100, "ms");
}

void unlocking()
{
    VaultOptions options = cheapOptions();
    options.kdf = {}; // what stations have
    World world(options);
    Times times;
    for (int round = 0; round < 7; ++round) {
        world.restart(options);
        times.push_back(millisecondsOf([&] { world.login(operatorOne()).value(); }));
    }
    report("unlock", times);
    against("unlock, median (at least 400 ms is asked for)", at(times, 0.5), 1500, "ms");
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
        PlainSqlite plain(world.temporary.path());
        sampleSaves(world, plain, "a 300 KB sample", 300'000, 10, 100);
        sampleSaves(world, plain, "2 MB in one step", 2'000'000, 5, 100);
        sampleSaves(world, plain, "5 MB in one step", 5'000'000, 3, 200);
    }
    if (wanted("erase"))
        erasing(world);
    if (wanted("unlock"))
        unlocking();
    return 0;
}
