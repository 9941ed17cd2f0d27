#include "vaulthelp.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace indraj;
using namespace indraj::test;

namespace {

void report(const char *what, std::vector<double> &times)
{
    std::sort(times.begin(), times.end());
    const auto at = [&](double part) { return times[std::size_t(part * double(times.size() - 1))]; };
    std::printf("%-28s median %6.1f ms   p95 %6.1f ms   max %6.1f ms   (%zu)\n", what, at(0.5), at(0.95),
                at(1), times.size());
}

template <class Work> double millisecondsOf(Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

void saves(World &world, const char *what, qsizetype size, int rounds)
{
    std::vector<double> times;
    std::vector<double> reads;
    for (int round = 0; round < rounds; ++round) {
        const EnrolmentId id = world.draft().id;
        for (const FingerPosition finger : allFingers) {
            const Sample sample = fingerSample(finger, size);
            times.push_back(millisecondsOf(
                [&] { settled(world.vault().saveSample(id, sample, operatorOne())).value(); }));
            reads.push_back(
                millisecondsOf([&] { settled(world.vault().loadSample(id, sample.info.id)).value(); }));
        }
    }
    report(what, times);
    report("  read and verify", reads);
}

} // namespace

/// p95 of the saves that an operator waits for.
int main()
{
    World world;
    world.login(operatorOne()).value();
    std::vector<double> fields;
    const EnrolmentId id = world.draft().id;
    for (int i = 0; i < 100; ++i)
        fields.push_back(millisecondsOf([&] {
            settled(world.vault().saveFields(id, canaryFields(), QStringLiteral("details"), operatorOne()))
                .value();
        }));
    report("saveFields", fields);
    saves(world, "saveSample 300 KB", 300'000, 10);
    saves(world, "saveSample 2 MB", 2'000'000, 5);
    return 0;
}
