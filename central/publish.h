#pragma once

#include "central/config.h"

#include <string>
#include <vector>

namespace indraj::central {

/// What became of one channel.
struct Published {
    std::string channel; ///< "reference", or "staff" with `station`
    std::string station;
    long long version = 0;
    bool fresh = false; ///< false: nothing in it has changed, the version stands
};

/// Publishes a folder to the stations (docs/operations.md): DIR/reference/** is a new version of the
/// reference data, DIR/staff/<station>/staff.json one of that station's staff list. What has not changed gets
/// no new version. Signed with reference_key, which no serving instance needs. Blocks.
tl::expected<std::vector<Published>, std::string> publish(const Config &config, const std::string &folder);

/// One decision about a packet.
struct NewDecision {
    std::string packet;
    std::string verdict; ///< accepted, needs-correction, duplicate, rejected
    std::string reason; ///< code; empty for accepted only
    std::vector<std::string> fields;
    std::string note;
};

/// @returns "decided" or "same"; the error says in words why not.
tl::expected<std::string, std::string> decide(const Config &config, const NewDecision &decision);

} // namespace indraj::central
