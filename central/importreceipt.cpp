#include "central/importreceipt.h"

#include "central/json.h"

namespace indraj::central {

std::string importReceiptJson(const MediaList &list, const std::string &station, std::string_view signedList,
                              const std::vector<ImportItem> &items)
{
    std::string packets;
    for (const ImportItem &item : items)
        packets += (packets.empty() ? "" : ",") + ("{\"outcome\":" + jsonString(item.outcome))
            + ",\"packetId\":" + jsonString(item.packet.packet) + ",\"sha256\":\"" + toHex(item.packet.sha256)
            + "\",\"why\":" + jsonString(item.why) + "}";
    return "{\"exportId\":" + jsonString(list.exportId) + ",\"importVersion\":1,\"importedAt\":"
        + jsonString(utcNow()) + ",\"listSha256\":\"" + toHex(sha256(signedList)) + "\",\"packets\":["
        + packets + "],\"station\":" + jsonString(station) + "}";
}

} // namespace indraj::central
