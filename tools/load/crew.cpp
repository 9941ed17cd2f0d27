#include "tools/load/crew.h"

#include "tools/load/direct.h"

#include <openssl/rand.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <thread>

namespace indraj::load {
namespace {

using Clock = std::chrono::steady_clock;

/// Packets for each hour of a day at the counters, in parts of the whole.
constexpr double hours[24]
    = {0, 0, 0, 0, 0, 0, 0.5, 1, 4, 9, 12, 13, 12, 7, 9, 11, 10, 6, 3, 1.5, 0.5, 0.5, 0, 0};

std::string newId()
{
    std::string hex = central::randomHex(16);
    for (const std::size_t at : {8U, 13U, 18U, 23U})
        hex.insert(at, "-");
    return hex;
}

/// Noise that is made once. The first bytes of a packet are its id, so that no two are alike.
class NoiseMaker {
public:
    explicit NoiseMaker(long long bytes)
        : m_bytes(static_cast<std::size_t>(bytes), '\0')
    {
        RAND_bytes(reinterpret_cast<unsigned char *>(m_bytes.data()), static_cast<int>(bytes));
    }
    Noise next(long long sequence)
    {
        Noise packet{newId(), sequence, m_bytes.size(), {}};
        packet.sha256 = central::sha256(bytesOf(packet));
        return packet;
    }
    /// Until the next call.
    std::string_view bytesOf(const Noise &packet)
    {
        packet.id.copy(m_bytes.data(), m_bytes.size());
        return m_bytes;
    }

private:
    central::Bytes m_bytes;
};

/// All workers together: which packet is next, and when.
class Schedule {
public:
    explicit Schedule(const Options &options)
        : m_options(options)
    {
    }
    void begin() { m_start = Clock::now(); }
    /// The next packet, after its time has come; -1: no more.
    int take(Figures &figures)
    {
        const int n = m_next++;
        if (n >= m_options.packets)
            return -1;
        if (m_options.spread.count() == 0)
            return n;
        const double share = momentOfDay(n, m_options.packets);
        const auto due = m_start
            + std::chrono::duration_cast<Clock::duration>(
                             std::chrono::duration<double>(share * double(m_options.spread.count())));
        if (Clock::now() < due) {
            std::unique_lock lock(m_mutex);
            m_never.wait_until(lock, due, [] { return false; });
        }
        figures.late(Clock::now() - due);
        return n;
    }

private:
    const Options &m_options;
    std::atomic<int> m_next = 0;
    Clock::time_point m_start;
    std::mutex m_mutex;
    std::condition_variable m_never; ///< nobody wakes it: a wait until the time has come
};

/// One connection's worth of work. With more stations than connections each packet is of another station,
/// over a connection of its own, as a van does that comes on line now and then.
class Worker {
public:
    Worker(const Options &options, Schedule &schedule, const std::vector<StationKeys> &stations)
        : m_options(options)
        , m_schedule(schedule)
        , m_stations(stations)
        , m_noise(options.bytes)
    {
    }
    void work(int number)
    {
        for (std::vector<int> share = takeShare(); !share.empty(); share = takeShare()) {
            const bool many = m_options.stations > m_options.connections;
            const auto which = static_cast<std::size_t>(many ? share.front() : number) % m_stations.size();
            std::vector<Noise> packets;
            packets.reserve(share.size());
            for (const int n : share)
                packets.push_back(m_noise.next(n + 1));
            if (m_options.way == Way::Stations)
                bySameStation(m_stations[which], packets);
            else
                straight(which, packets);
        }
    }
    const Figures &figures() const { return m_figures; }

private:
    /// What one station sends next, one packet or as many as it announces together.
    std::vector<int> takeShare()
    {
        std::vector<int> share;
        while (share.size() < static_cast<std::size_t>(m_options.listed)) {
            const int n = m_schedule.take(m_figures);
            if (n < 0)
                break;
            share.push_back(n);
        }
        return share;
    }

    void bySameStation(const StationKeys &station, const std::vector<Noise> &packets)
    {
        if (!m_line || m_lineOf != &station)
            m_line = std::make_unique<StationLine>(m_options, station);
        m_lineOf = &station;
        const auto again = [this] { m_figures.repeated(); };
        auto begun = Clock::now(); // the list is part of the first packet's time
        const auto announced
            = m_options.announce ? m_line->announce(packets, again) : tl::expected<void, std::string>();
        for (const Noise &packet : packets) {
            count(announced ? m_line->send(packet, m_noise.bytesOf(packet), again) : announced, begun);
            begun = Clock::now();
        }
    }

    void straight(std::size_t which, const std::vector<Noise> &packets)
    {
        if (!m_direct)
            m_direct = std::make_unique<DirectLine>(m_options);
        for (const Noise &packet : packets) {
            const auto begun = Clock::now();
            count(m_direct->send("LOAD-" + std::to_string(which), packet, m_noise.bytesOf(packet)), begun);
        }
    }

    void count(const tl::expected<void, std::string> &done, Clock::time_point begun)
    {
        if (done)
            m_figures.packet(Clock::now() - begun);
        else
            m_figures.error(done.error());
    }

    const Options &m_options;
    Schedule &m_schedule;
    const std::vector<StationKeys> &m_stations;
    std::unique_ptr<StationLine> m_line;
    const StationKeys *m_lineOf = nullptr;
    std::unique_ptr<DirectLine> m_direct;
    NoiseMaker m_noise;
    Figures m_figures;
};

tl::expected<std::vector<StationKeys>, std::string> stationsOf(const Options &options)
{
    std::vector<StationKeys> stations;
    if (options.way != Way::Stations) {
        stations.resize(static_cast<std::size_t>(options.stations));
        return stations;
    }
    const auto authority = Authority::load(options.authority, options.authorityKey);
    if (!authority)
        return tl::unexpected(authority.error());
    stations.reserve(static_cast<std::size_t>(options.stations));
    for (int i = 0; i < options.stations; ++i) {
        auto station = authority->station("LOAD-" + std::to_string(i));
        if (!station)
            return tl::unexpected(station.error());
        stations.push_back(std::move(*station));
    }
    return stations;
}

} // namespace

double momentOfDay(int n, int count)
{
    double whole = 0;
    for (const double hour : hours)
        whole += hour;
    double left = (n + 0.5) / count * whole;
    for (int hour = 0; hour < 24; ++hour) {
        if (left < hours[hour])
            return (hour + left / hours[hour]) / 24;
        left -= hours[hour];
    }
    return 1;
}

tl::expected<Figures, std::string> run(const Options &options, double &seconds)
{
    const auto stations = stationsOf(options);
    if (!stations)
        return tl::unexpected(stations.error());
    if (options.way == Way::Insert) {
        if (auto prepared = DirectLine::prepare(options.database); !prepared)
            return tl::unexpected(prepared.error());
    }
    Schedule schedule(options);
    std::vector<std::unique_ptr<Worker>> workers;
    workers.reserve(static_cast<std::size_t>(options.connections));
    for (int i = 0; i < options.connections; ++i)
        workers.push_back(std::make_unique<Worker>(options, schedule, *stations));
    const auto begun = Clock::now();
    schedule.begin();
    std::vector<std::thread> threads;
    threads.reserve(workers.capacity());
    for (int i = 0; i < options.connections; ++i)
        threads.emplace_back([worker = workers[static_cast<std::size_t>(i)].get(), i] { worker->work(i); });
    for (std::thread &thread : threads)
        thread.join();
    seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    Figures all;
    for (const auto &worker : workers)
        all.add(worker->figures());
    return all;
}

} // namespace indraj::load
