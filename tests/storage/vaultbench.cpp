#include "vaulthelp.h"

#include "storage/engine.h"

#include <QElapsedTimer>
#include <QProcess>

#include <algorithm>
#include <cstdio>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

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

/// What is in the kernel's cache of the file is given up.
void forget(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    ::fdatasync(file);
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
}

void fillWithMany(const World &world)
{
    const VaultKeys keys = keysOf(world);
    auto database = openDatabase(world.file("vault.db"), keys.database);
    const auto filled = database->transact([&]() -> Outcome<void> {
        for (const char *sql :
             {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
              " INSERT INTO enrolment(id, number, token, service, form_version, state, step, captured_by, "
              "created_at,"
              " saved_at, data_key) SELECT printf('%08x-0000-4000-8000-%012x', i * 7919 % 100003, i), i,"
              " printf('T-%03d', i), 'first-card', 1, 'awaiting-approval', 'review', 'op-1', 1800000000000 + "
              "i,"
              " 1800000000000 + i, zeroblob(60) FROM n",
              "INSERT INTO field(enrolment, key, value) SELECT id, 'name.en', 'Applicant ' || number FROM "
              "enrolment",
              "INSERT INTO field(enrolment, key, value) SELECT id, 'name.ur', 'درخواست گزار ' || number FROM "
              "enrolment",
              "INSERT INTO sample(id, enrolment, kind, finger, quality, info) SELECT 's' || id, id, "
              "'finger', 1, 70,"
              " '{}' FROM enrolment",
              "UPDATE station SET next_token = 100001"}) {
            if (const auto done = database->run(sql); !done)
                return done;
        }
        return {};
    });
    if (!filled || !database->checkpoint())
        qFatal("the vault cannot be filled");
}

void firstPage()
{
    World world;
    world.stop();
    fillWithMany(world);
    Times cold;
    Times warm;
    for (int round = 0; round < 9; ++round) {
        world.restart();
        world.login(operatorOne()).value();
        forget(world.file("vault.db"));
        const auto page = [&] {
            if (settled(world.vault().list({})).value().size() != ListFilter().limit)
                qFatal("not a whole page");
        };
        cold.push_back(millisecondsOf(page));
        warm.push_back(millisecondsOf(page));
    }
    report("first page of 100,000 cold (200 rows)", cold);
    report("  warm", warm);
    against("first page of 100,000, cold, median", at(cold, 0.5), 20, "ms");
}

} // namespace

/// What an operator waits for, on the disk of TMPDIR.
int main()
{
    World world;
    world.login(operatorOne()).value();
    fieldSaves(world);
    {
        PlainSqlite plain(world.temporary.path());
        sampleSaves(world, plain, "a 300 KB sample", 300'000, 10, 100);
        sampleSaves(world, plain, "2 MB in one step", 2'000'000, 5, 100);
        sampleSaves(world, plain, "5 MB in one step", 5'000'000, 3, 200);
    }
    erasing(world);
    unlocking();
    firstPage();
    return 0;
}
