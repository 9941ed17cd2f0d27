#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace indraj::load {

/// What one worker, and then all together, have seen.
class Figures {
public:
    using Duration = std::chrono::steady_clock::duration;
    void packet(Duration took) { m_packets.push_back(milliseconds(took)); }
    void late(Duration by) { m_late.push_back(milliseconds(by)); } ///< begun after its time
    void error(const std::string &what) { ++m_errors[what]; }
    void repeated() { ++m_repeated; } ///< a request that was answered 429 or 503 and sent again
    void add(const Figures &other);
    std::size_t packets() const { return m_packets.size(); }
    std::size_t errors() const;
    /// One line of JSON. `seconds`: how long all took by the clock.
    std::string text(double seconds, long long bytesOfPacket) const;

private:
    static double milliseconds(Duration duration);
    std::vector<double> m_packets;
    std::vector<double> m_late;
    std::map<std::string, long long> m_errors;
    long long m_repeated = 0;
};

} // namespace indraj::load
