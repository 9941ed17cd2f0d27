#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace indraj::central {

/// What one station may take of the service, so that none starves the others: requests and body bytes by
/// token buckets, and connections. A request that comes a little early is made to wait, which costs nobody a
/// new handshake; only one far beyond its rate is refused. Any thread.
class StationRates {
public:
    struct Limits {
        double requestsPerSecond = 0; ///< 0: no limit
        double bytesPerSecond = 0; ///< 0: no limit
        std::chrono::milliseconds burst{10000}; ///< so much of the rate may come at once
        std::chrono::milliseconds patience{5000}; ///< longest wait; beyond it refused
        int connections = 0; ///< 0: no limit
    };
    using Time = std::chrono::steady_clock::time_point;
    struct Verdict {
        bool refused = false;
        std::chrono::milliseconds wait{
            0}; ///< before the request goes on; if refused: before it is tried again
    };

    explicit StationRates(const Limits &limits)
        : m_limits(limits)
    {
    }
    /// A request with `bytes` of body; taken from the buckets unless refused.
    Verdict take(const std::string &station, double bytes, Time now);
    /// False: the station has all its connections already; close() must follow a true one only.
    bool open(const std::string &station);
    void close(const std::string &station);
    std::size_t size() const; ///< stations remembered

private:
    struct Bucket {
        double requests = 0; ///< may be negative: what was lent to who waits
        double bytes = 0;
        Time at{};
        int connections = 0;
    };
    void refill(Bucket &bucket, Time now) const;
    void forgetIdle(Time now);

    const Limits m_limits;
    mutable std::mutex m_mutex;
    std::map<std::string, Bucket> m_buckets;
};

} // namespace indraj::central
