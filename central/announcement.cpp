#include "central/announcement.h"

#include "central/json.h"

#include <set>

namespace indraj::central {
namespace {

/// The lists of both kinds: 2 has a head of the audit chain in every entry, 1 has none.
constexpr long long versionWithHeads = 2;

bool isListVersion(const JsonValue *version)
{
    return version && version->number() && *version->number() >= 1 && *version->number() <= versionWithHeads;
}

/// Reads `audit` into `entry`. False: it is none.
bool takeHead(const JsonValue &item, Announced *entry)
{
    const JsonValue *audit = item.member("audit");
    const std::string *head = audit ? textOf(*audit, "head") : nullptr;
    const auto sequence = audit ? numberOf(*audit, "sequence") : std::nullopt;
    if (!head || head->size() != 64 || !sequence || *sequence < 1 || audit->object()->size() != 2)
        return false;
    auto bytes = fromHex(*head);
    if (!bytes)
        return false;
    entry->auditSequence = *sequence;
    entry->auditHead = std::move(*bytes);
    return true;
}

std::optional<Announced> entryOf(const JsonValue &item, bool heads, long long maxPacketBytes)
{
    const auto *members = item.object();
    const std::string *id = textOf(item, "packetId");
    const std::string *digest = textOf(item, "sha256");
    const JsonValue *length = item.member("length");
    const JsonValue *sequence = item.member("sequence");
    if (!members || members->size() != (heads ? 7 : 6) || !id || !isPacketId(*id) || !digest
        || digest->size() != 64 || !length || !length->number() || *length->number() < 1
        || *length->number() > maxPacketBytes || !sequence || !sequence->number() || *sequence->number() < 1
        || !textOf(item, "kind") || !textOf(item, "time"))
        return std::nullopt;
    auto sha = fromHex(*digest);
    if (!sha)
        return std::nullopt;
    Announced entry;
    entry.packet = *id;
    entry.length = *length->number();
    entry.sha256 = std::move(*sha);
    entry.sequence = *sequence->number();
    entry.kind = *textOf(item, "kind");
    if (heads && !takeHead(item, &entry))
        return std::nullopt;
    return entry;
}

tl::expected<std::vector<Announced>, std::string> entriesOf(const JsonValue &packets, bool heads,
                                                            long long maxPacketBytes)
{
    const auto fault = [](const char *code) { return tl::unexpected(std::string(code)); };
    if (packets.array()->empty() || packets.array()->size() > maxAnnouncedPackets)
        return fault("bad-count");
    std::vector<Announced> list;
    std::set<std::string> seen;
    for (const JsonValue &item : *packets.array()) {
        auto entry = entryOf(item, heads, maxPacketBytes);
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
    if (!isListVersion(version))
        return fault("unknown-version");
    if (document->object()->size() != 4 || !textOf(*document, "madeAt") || !name || *name != station
        || !packets || !packets->array())
        return fault("bad-announcement");
    return entriesOf(*packets, *version->number() == versionWithHeads, maxPacketBytes);
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
    if (!isListVersion(version))
        return fault("unknown-version");
    if (document->object()->size() != 5 || !textOf(*document, "madeAt") || !name || *name != station
        || !exportId || !isPacketId(*exportId) || !packets || !packets->array())
        return fault("bad-list");
    auto entries = entriesOf(*packets, *version->number() == versionWithHeads, maxPacketBytes);
    if (!entries)
        return tl::unexpected(entries.error());
    return MediaList{*exportId, std::move(*entries)};
}

} // namespace indraj::central
