#pragma once

#include "central/intake.h"

namespace indraj::central {

inline constexpr std::size_t maxAnnouncementBytes = 1U << 20;
inline constexpr std::size_t maxAnnouncedPackets = 1000;

/// Parses the content of a signed list (docs/packet.md). Strict: an unknown version, a missing or unknown
/// key, a second entry for a packet or another station's name are errors.
/// @returns the packets, or what is wrong (a code for the log).
tl::expected<std::vector<Announced>, std::string>
parseAnnouncement(std::string_view json, const std::string &station, long long maxPacketBytes);

/// The signed list on a disk.
struct MediaList {
    std::string exportId; ///< UUID, made by the station
    std::vector<Announced> packets;
};

/// Parses the content of a disk's list (docs/packet.md, 8); as strict.
tl::expected<MediaList, std::string> parseMediaList(std::string_view json, const std::string &station,
                                                    long long maxPacketBytes);

} // namespace indraj::central
