#include "central/announcement.h"
#include "central/json.h"
#include "central/opener.h"
#include "central/wholeenrollment.h"
#include "tests/fuzz/vectors.h"

#include <cstdlib>
#include <optional>

/// Central's reader of the same packets, which shares no code with the station's, and of what else strangers
/// send it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace indraj;
    static const std::string packet = fuzz::vectorBytes("packet.cms");
    static const auto opener
        = central::Opener::load(fuzz::vectorFile("recipient.crt"), fuzz::vectorFile("recipient.key"),
                                fuzz::vectorFile("station-ca.crt"));
    if (packet.empty() || !opener)
        std::abort(); // nothing would be tried
    const std::string_view raw(reinterpret_cast<const char *>(data), size);
    central::PacketFacts facts{"b36f45b3-6287-4096-a89c-66ed9adf113f", "TRN-01", 7, 0, {}, 1804000000};
    const auto open = [&](std::string_view bytes) {
        facts.length = static_cast<long long>(bytes.size());
        facts.sha256 = central::sha256(bytes);
        return opener->open(bytes, facts);
    };
    (void)central::parseJson(raw);
    (void)central::parseAnnouncement(raw, "TRN-01", 1 << 20);
    (void)central::parseMediaList(raw, "TRN-01", 1 << 20);
    (void)central::readContainer(raw);
    (void)central::parseForeignJson(raw);
    // What is handed on, and a server's answer about it.
    const auto part = [&](const std::string &) { return std::optional<central::Bytes>(packet); };
    if (const auto whole = central::wholeEnrollment(raw, raw, part)) {
        if (!central::parseJson(*whole))
            std::abort();
    }
    // Without that word, plain or escaped, no answer may count as finalized.
    if (central::isSameEnrollment(raw, R"({"status":"FINALIZED","biographicData":{}})")
        && raw.find("FINALIZED") == std::string_view::npos && raw.find('\\') == std::string_view::npos)
        std::abort();
    (void)central::checkContent(raw, facts);
    if (open(raw))
        std::abort();
    if (size == 0 && !open(packet))
        std::abort(); // nor would what is behind the signature
    (void)open(fuzz::edited(packet, data, size));
    return 0;
}
