#pragma once

#include "tools/load/options.h"
#include "tools/load/stationkeys.h"

#include <functional>
#include <string_view>
#include <vector>

namespace indraj::load {

/// What is known of a packet of noise before it is sent.
struct Noise {
    std::string id;
    long long sequence = 0;
    std::size_t length = 0;
    central::Bytes sha256;
};

/// One connection of one station: docs/packet.md, blocking. Not for more than one thread. Both calls return
/// what went wrong, and then open the connection anew with the next one. `again` is called before a request
/// that was answered 429 or 503 is sent once more, after the wait that was asked for.
class StationLine {
public:
    StationLine(const Options &options, const StationKeys &station);
    ~StationLine();
    /// The signed list of what will be sent.
    tl::expected<void, std::string> announce(const std::vector<Noise> &packets,
                                             const std::function<void()> &again);
    /// Create, chunks, receipt.
    tl::expected<void, std::string> send(const Noise &packet, std::string_view bytes,
                                         const std::function<void()> &again);

private:
    struct Stream;
    struct Call;
    struct Answer;
    tl::expected<void, std::string> open();
    tl::expected<Answer, std::string> ask(const Call &call, const std::function<void()> &again);
    /// The connection, opened if need be; closed if `work` fails.
    tl::expected<void, std::string> with(const std::function<tl::expected<void, std::string>()> &work);
    tl::expected<void, std::string> create(const Noise &packet, std::string_view first,
                                           const std::function<void()> &again);
    tl::expected<void, std::string> goOn(const Noise &packet, std::string_view bytes,
                                         const std::function<void()> &again);
    tl::expected<void, std::string> fetchReceipt(const Noise &packet, const std::function<void()> &again);

    const Options &m_options;
    const StationKeys &m_station;
    std::unique_ptr<Stream> m_stream;
};

} // namespace indraj::load
