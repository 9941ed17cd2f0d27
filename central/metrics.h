#pragma once

#include "central/trust.h"

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace indraj::central {

/// Counters for Prometheus (text exposition format 0.0.4). Labels are route names, statuses and stable codes
/// of this program: never a station, never a packet. Any thread.
class Metrics {
public:
    void request(std::string_view route, int status, std::string_view code,
                 std::chrono::steady_clock::duration took, std::size_t bodyBytes);
    /// Something else that happened, by a code of this program: "tls-refused", "body-timeout" ...
    void event(std::string_view code);
    void connectionOpened() { ++m_connections; }
    void connectionClosed() { --m_connections; }
    /// What is true now, beside the counters.
    struct Now {
        std::size_t queued = 0; ///< requests waiting for the database
        std::size_t bodyBytes = 0; ///< reserved for bodies
        std::size_t heldUnread = 0; ///< requests waiting for room for their body
        std::vector<Ending> endings{};
    };
    std::string text(const Now &now) const;

private:
    static constexpr double bounds[] = {0.005, 0.02, 0.1, 0.5, 2, 10};
    struct Requests {
        unsigned long long count = 0;
        unsigned long long bodyBytes = 0;
        double seconds = 0;
        unsigned long long within[std::size(bounds)] = {};
    };
    mutable std::mutex m_mutex;
    std::map<std::pair<std::string, int>, Requests> m_requests;
    std::map<std::string, unsigned long long, std::less<>> m_codes;
    std::map<std::string, unsigned long long, std::less<>> m_events;
    std::atomic<long long> m_connections{0};
};

} // namespace indraj::central
