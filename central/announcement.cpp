#include "central/announcement.h"

#include "central/json.h"

#include <set>

namespace indraj::central {
namespace {

std::optional<Announced> entryOf(const JsonValue &item, long long maxPacketBytes)
{
    const auto *members = item.object();
    const std::string *id = textOf(item, "packetId");
    const std::string *digest = textOf(item, "sha256");
    const JsonValue *length = item.member("length");
    const JsonValue *sequence = item.member("sequence");
    if (!members || members->size() != 6 || !id || !isPacketId(*id) || !digest || digest->size() != 64
        || !length || !length->number() || *length->number() < 1 || *length->number() > maxPacketBytes
        || !sequence || !sequence->number() || *sequence->number() < 1 || !textOf(item, "kind")
        || !textOf(item, "time"))
        return std::nullopt;
    auto sha = fromHex(*digest);
    if (!sha)
        return std::nullopt;
    return Announced{*id, *length->number(), std::move(*sha), *sequence->number(), *textOf(item, "kind")};
}

tl::expected<std::vector<Announced>, std::string> entriesOf(const JsonValue &packets,
                                                            long long maxPacketBytes)
{
    const auto fault = [](const char *code) { return tl::unexpected(std::string(code)); };
    if (packets.array()->empty() || packets.array()->size() > maxAnnouncedPackets)
        return fault("bad-count");
    std::vector<Announced> list;
    std::set<std::string> seen;
    for (const JsonValue &item : *packets.array()) {
        auto entry = entryOf(item, maxPacketBytes);
        if (!entry || !seen.insert(entry->packet).second)
            return fault("bad-entry");
        list.push_back(std::move(*entry));
    }
    return list;
}

} // namespace

tl::expected<std::vector<Announced>, std::string>
parseAnnouncement(std::string_view json, const std::string &station, long long maxPacketBytes)
{
    const auto fault = [](const char *code) { return tl::unexpected(std::string(code)); };
    const auto document = parseJson(json);
    if (!document || !document->object())
        return fault("not-json");
    const JsonValue *version = document->member("announcementVersion");
    const std::string *name = textOf(*document, "station");
    const JsonValue *packets = document->member("packets");
    if (!version || !version->number() || *version->number() != 1)
        return fault("unknown-version");
    if (document->object()->size() != 4 || !textOf(*document, "madeAt") || !name || *name != station
        || !packets || !packets->array())
        return fault("bad-announcement");
    return entriesOf(*packets, maxPacketBytes);
}

tl::expected<MediaList, std::string> parseMediaList(std::string_view json, const std::string &station,
                                                    long long maxPacketBytes)
{
    const auto fault = [](const char *code) { return tl::unexpected(std::string(code)); };
    const auto document = parseJson(json);
    if (!document || !document->object())
        return fault("not-json");
    const JsonValue *version = document->member("mediaVersion");
    const std::string *name = textOf(*document, "station");
    const std::string *exportId = textOf(*document, "exportId");
    const JsonValue *packets = document->member("packets");
    if (!version || !version->number() || *version->number() != 1)
        return fault("unknown-version");
    if (document->object()->size() != 5 || !textOf(*document, "madeAt") || !name || *name != station
        || !exportId || !isPacketId(*exportId) || !packets || !packets->array())
        return fault("bad-list");
    auto entries = entriesOf(*packets, maxPacketBytes);
    if (!entries)
        return tl::unexpected(entries.error());
    return MediaList{*exportId, std::move(*entries)};
}

} // namespace indraj::central
