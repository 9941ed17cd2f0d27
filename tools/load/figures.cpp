#include "tools/load/figures.h"

#include "central/json.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>

namespace indraj::load {
namespace {

/// The value below which this share of the sorted values lies; 0: there are none.
double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * double(values.size())))];
}

double processorSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

} // namespace

double Figures::milliseconds(Duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

void Figures::add(const Figures &other)
{
    m_packets.insert(m_packets.end(), other.m_packets.begin(), other.m_packets.end());
    m_late.insert(m_late.end(), other.m_late.begin(), other.m_late.end());
    for (const auto &[what, count] : other.m_errors)
        m_errors[what] += count;
    m_repeated += other.m_repeated;
}

std::size_t Figures::errors() const
{
    std::size_t all = 0;
    for (const auto &[what, count] : m_errors)
        all += static_cast<std::size_t>(count);
    return all;
}

std::string Figures::text(double seconds, long long bytesOfPacket) const
{
    char line[512];
    std::snprintf(line, sizeof line,
                  "{\"packets\":%zu,\"seconds\":%.2f,\"packetsPerSecond\":%.2f,\"megabytesPerSecond\":%.2f,"
                  "\"p50ms\":%.1f,\"p99ms\":%.1f,\"lateP99ms\":%.1f,\"clientCpuSeconds\":%.2f,"
                  "\"repeated\":%lld,\"errors\":%zu",
                  packets(), seconds, double(packets()) / seconds,
                  double(packets()) * double(bytesOfPacket) / 1e6 / seconds, quantile(m_packets, 0.5),
                  quantile(m_packets, 0.99), quantile(m_late, 0.99), processorSeconds(), m_repeated,
                  errors());
    std::string text = line;
    for (const auto &[what, count] : m_errors)
        text += "," + central::jsonString("error " + what) + ":" + std::to_string(count);
    return text + "}\n";
}

} // namespace indraj::load
