#include "central/rates.h"

#include <algorithm>

namespace indraj::central {
namespace {

/// Station names come from verified certificates, so the map is bounded by the fleet; this keeps it small.
constexpr std::size_t mostRemembered = 4096;

double seconds(std::chrono::steady_clock::duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

} // namespace

void StationRates::refill(Bucket &bucket, Time now) const
{
    const double burst = seconds(m_limits.burst);
    const double passed = bucket.at == Time{} ? burst : std::max(0.0, seconds(now - bucket.at));
    bucket.at = now;
    // At least one request and one largest body fit into a full bucket, however low the rate.
    bucket.requests = std::min(bucket.requests + passed * m_limits.requestsPerSecond,
                               std::max(1.0, burst * m_limits.requestsPerSecond));
    bucket.bytes = std::min(bucket.bytes + passed * m_limits.bytesPerSecond, burst * m_limits.bytesPerSecond);
}

StationRates::Verdict StationRates::take(const std::string &station, double bytes, Time now)
{
    const std::lock_guard lock(m_mutex);
    if (m_buckets.size() >= mostRemembered)
        forgetIdle(now);
    Bucket &bucket = m_buckets[station];
    refill(bucket, now);
    double wait = 0;
    if (m_limits.requestsPerSecond > 0)
        wait = std::max(wait, (1 - bucket.requests) / m_limits.requestsPerSecond);
    if (m_limits.bytesPerSecond > 0 && bytes > 0)
        wait = std::max(wait, (bytes - bucket.bytes) / m_limits.bytesPerSecond);
    const auto ms = std::chrono::milliseconds(static_cast<long long>(wait * 1000 + 0.5));
    if (ms > m_limits.patience)
        return {true, ms};
    bucket.requests -= 1;
    bucket.bytes -= bytes;
    return {false, ms};
}

bool StationRates::open(const std::string &station)
{
    const std::lock_guard lock(m_mutex);
    Bucket &bucket = m_buckets[station];
    if (m_limits.connections > 0 && bucket.connections >= m_limits.connections)
        return false;
    ++bucket.connections;
    return true;
}

void StationRates::close(const std::string &station)
{
    const std::lock_guard lock(m_mutex);
    --m_buckets[station].connections;
}

std::size_t StationRates::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_buckets.size();
}

void StationRates::forgetIdle(Time now)
{
    std::erase_if(m_buckets, [&](const auto &entry) {
        return entry.second.connections == 0 && now - entry.second.at > m_limits.burst + m_limits.patience;
    });
}

} // namespace indraj::central
