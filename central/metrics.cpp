#include "central/metrics.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace indraj::central {
namespace {

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

void family(std::string &out, std::string_view name, std::string_view kind, std::string_view help)
{
    out.append("# HELP ").append(name).append(" ").append(help).append("\n");
    out.append("# TYPE ").append(name).append(" ").append(kind).append("\n");
}

template <class Map>
void counters(std::string &out, std::string_view name, std::string_view label, const Map &values)
{
    for (const auto &[key, value] : values) {
        out.append(name).append("{").append(label).append("=\"").append(key).append("\"} ");
        out.append(std::to_string(value)).append("\n");
    }
}

} // namespace

void Metrics::request(std::string_view route, int status, std::string_view code,
                      std::chrono::steady_clock::duration took, std::size_t bodyBytes)
{
    const double seconds = std::chrono::duration<double>(took).count();
    const std::lock_guard lock(m_mutex);
    Requests &requests = m_requests[{std::string(route), status}];
    ++requests.count;
    requests.bodyBytes += bodyBytes;
    requests.seconds += seconds;
    for (std::size_t i = 0; i < std::size(bounds); ++i)
        requests.within[i] += seconds <= bounds[i];
    if (!code.empty())
        ++m_codes[std::string(code)];
}

void Metrics::event(std::string_view code)
{
    const std::lock_guard lock(m_mutex);
    ++m_events[std::string(code)];
}

std::string Metrics::text(const Now &now) const
{
    std::string out;
    family(out, "indraj_connections", "gauge", "Open connections.");
    out += "indraj_connections " + std::to_string(m_connections.load()) + "\n";
    family(out, "indraj_database_queue", "gauge", "Requests waiting for a database connection.");
    out += "indraj_database_queue " + std::to_string(now.queued) + "\n";
    family(out, "indraj_body_bytes", "gauge", "Bytes reserved for request bodies.");
    out += "indraj_body_bytes " + std::to_string(now.bodyBytes) + "\n";
    family(out, "indraj_held_unread", "gauge", "Requests waiting for room for their body.");
    out += "indraj_held_unread " + std::to_string(now.heldUnread) + "\n";
    family(out, "indraj_not_after_timestamp_seconds", "gauge",
           "When the first certificate or list of a file ends.");
    std::map<std::string, std::time_t> first;
    for (const Ending &ending : now.endings) {
        const auto known = first.emplace(ending.what, ending.at).first;
        known->second = std::min(known->second, ending.at);
    }
    counters(out, "indraj_not_after_timestamp_seconds", "what", first);
    const std::lock_guard lock(m_mutex);
    family(out, "indraj_request_bytes_total", "counter", "Body bytes received, by route and status.");
    for (const auto &[key, requests] : m_requests)
        out += "indraj_request_bytes_total{route=\"" + key.first + "\",status=\"" + std::to_string(key.second)
            + "\"} " + std::to_string(requests.bodyBytes) + "\n";
    family(out, "indraj_request_seconds", "histogram", "Time from the first byte to the answer.");
    for (const auto &[key, requests] : m_requests) {
        const std::string labels
            = "route=\"" + key.first + "\",status=\"" + std::to_string(key.second) + "\"";
        for (std::size_t i = 0; i < std::size(bounds); ++i)
            out += "indraj_request_seconds_bucket{" + labels + ",le=\"" + number(bounds[i]) + "\"} "
                + std::to_string(requests.within[i]) + "\n";
        out += "indraj_request_seconds_bucket{" + labels + ",le=\"+Inf\"} " + std::to_string(requests.count)
            + "\n";
        out += "indraj_request_seconds_sum{" + labels + "} " + number(requests.seconds) + "\n";
        out += "indraj_request_seconds_count{" + labels + "} " + std::to_string(requests.count) + "\n";
    }
    family(out, "indraj_refused_total", "counter", "Requests refused, by code.");
    counters(out, "indraj_refused_total", "code", m_codes);
    family(out, "indraj_events_total", "counter", "What happened beside requests, by code.");
    counters(out, "indraj_events_total", "code", m_events);
    return out;
}

} // namespace indraj::central
