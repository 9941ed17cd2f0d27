#pragma once

#include "tools/load/options.h"
#include "tools/load/stationkeys.h"

#include <boost/asio/ssl/context.hpp>

#include <functional>

namespace indraj::load {

/// A packet of noise. Its first bytes are its id, so that no two are alike.
struct Noise {
    std::string id;
    long long sequence = 0;
    central::Bytes bytes;
    central::Bytes sha256;
};

/// One connection of one station: docs/packet.md, blocking. Not for more than one thread.
class StationLine {
public:
    StationLine(const Options &options, const StationKeys &station);
    ~StationLine();
    /// Announcement, create, chunks, receipt. `again` is called before a request that was answered 429 or 503
    /// is sent once more, after the wait that was asked for.
    /// @returns what went wrong. The connection is opened anew with the next packet.
    tl::expected<void, std::string> send(const Noise &packet, const std::function<void()> &again);

private:
    struct Stream;
    struct Call;
    struct Answer;
    tl::expected<void, std::string> open();
    tl::expected<Answer, std::string> ask(const Call &call, const std::function<void()> &again);
    tl::expected<void, std::string> sendBytes(const Noise &packet, const std::function<void()> &again);
    tl::expected<void, std::string> all(const Noise &packet, const std::function<void()> &again);

    const Options &m_options;
    const StationKeys &m_station;
    std::unique_ptr<Stream> m_stream;
};

} // namespace indraj::load
