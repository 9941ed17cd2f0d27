#pragma once

#include "central/announcement.h"

namespace indraj::central {

/// One packet of a disk's list with what became of it.
struct ImportItem {
    Announced packet;
    std::string outcome; ///< "stored", "already" or "refused"
    std::string why; ///< a code, when refused
};

/// The content of the import receipt (docs/packet.md, 8). `signedList`: the disk's list as it was signed.
std::string importReceiptJson(const MediaList &list, const std::string &station, std::string_view signedList,
                              const std::vector<ImportItem> &items);

} // namespace indraj::central
