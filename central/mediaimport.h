#pragma once

#include "central/config.h"

#include <tl/expected.hpp>

#include <string>

namespace indraj::central {

struct ImportCounts {
    int stored = 0; ///< now complete here
    int already = 0; ///< was complete before: it had come another way
    int refused = 0; ///< its file is not what the list says, or central holds other content under its id
};

/// Takes what a station has copied to a disk (docs/packet.md, 8): checks the signed list and every digest,
/// stores what is not here yet by the same functions as an upload (a packet that was begun over the line goes
/// on from where it stands), writes a receipt for each stored packet and the import receipt for the whole
/// beside them. Importing a disk twice, or half of it, changes nothing but what was missing.
/// @returns an error when the folder as a whole cannot be taken.
tl::expected<ImportCounts, std::string> importMedia(const Config &config, const std::string &folder);

} // namespace indraj::central
