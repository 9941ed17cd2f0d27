#include "sync/packet.h"

#include "tests/sync/centralfixture.h"
#include "tests/sync/sampleenrolment.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>

#include <cstdio>
#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

/// Keys, station and a packet's content of about 5 MB, made once.
struct Scene {
    TestPki pki;
    std::shared_ptr<StationIdentity> station;
    SealContext context;
    SealInput input;

    bool make()
    {
        if (!pki.make())
            return false;
        station = pki.station(u"TRN-01"_s);
        context = {{pki.pem(u"recipient.crt"_s)}, u"0.1.0"_s, QDateTime({2026, 3, 4}, {11, 0, 0}, Qt::UTC)};
        input = sampleInput(1, 5000000 / 9);
        return station != nullptr;
    }
};

void seal(benchmark::State &state, const Scene &scene)
{
    qint64 bytes = 0;
    for (auto _ : state) {
        const auto packet = sealPacket(scene.input, *scene.station, scene.context);
        if (!packet) {
            state.SkipWithError("the packet was not sealed");
            return;
        }
        bytes = packet->size();
    }
    state.counters["packetBytes"] = static_cast<double>(bytes);
}

void open(benchmark::State &state, const Scene &scene)
{
    const auto packet = sealPacket(scene.input, *scene.station, scene.context);
    QByteArray key = scene.pki.pem(u"recipient.key"_s);
    const OpenKeys keys{scene.pki.pem(u"recipient.crt"_s), SecretBytes::takeFrom(key),
                        scene.pki.pem(u"station-ca.crt"_s)};
    for (auto _ : state) {
        if (!packet || !openPacket(*packet, keys)) {
            state.SkipWithError("the packet was not opened");
            return;
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Scene scene;
    if (!scene.make()) {
        std::fprintf(stderr, "the keys of the bench could not be made: is openssl installed?\n");
        return 1;
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RegisterBenchmark("seal 5 MB", [&](benchmark::State &state) {
        seal(state, scene);
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("open 5 MB", [&](benchmark::State &state) {
        open(state, scene);
    })->Unit(benchmark::kMillisecond);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
