#include "central/mediaimport.h"

#include "central/api.h"
#include "central/files.h"
#include "central/importreceipt.h"
#include "central/log.h"

#include <filesystem>
#include <fstream>

namespace indraj::central {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t maxListBytes = 4U << 20;

struct Import {
    Connection db;
    ReceiptSigner signer;
    fs::path folder;
    std::string station;
};

tl::expected<Bytes, std::string> readWhole(const fs::path &path, std::uintmax_t limit)
{
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error || size > limit)
        return tl::unexpected(std::string("missing"));
    std::ifstream in(path, std::ios::binary);
    Bytes bytes(static_cast<std::size_t>(size), '\0');
    if (!in.read(bytes.data(), static_cast<std::streamsize>(size)))
        return tl::unexpected(std::string("unreadable"));
    return bytes;
}

/// Brings the rest of a packet into the database. @returns a code when it is refused.
tl::expected<std::string, std::string> store(Import &work, const Announced &packet, const Bytes &bytes)
{
    const NewPacket fresh{packet.packet, work.station,  packet.sequence,
                          packet.kind,   packet.length, packet.sha256};
    auto at = createPacket(work.db, fresh);
    if (!at)
        return tl::unexpected("database " + at.error().sqlState);
    if (at->code != "created" && at->code != "exists")
        return tl::unexpected(at->code);
    const bool whole = at->offset == packet.length;
    long long offset = at->offset;
    while (offset < packet.length) {
        const auto piece = std::string_view(bytes).substr(static_cast<std::size_t>(offset), maxChunkBytes);
        const auto appended = appendChunk(work.db, packet.packet, work.station, offset, piece);
        if (!appended)
            return tl::unexpected("database " + appended.error().sqlState);
        // Another way was quicker with this piece: go on from where it stands.
        const bool moved = appended->code == "offset" && appended->offset > offset;
        if (appended->code != "appended" && !moved)
            return tl::unexpected(appended->code);
        offset = appended->offset;
    }
    return std::string(whole ? "already" : "stored");
}

tl::expected<void, std::string> writeReceipt(Import &work, const Announced &packet)
{
    auto receipt = receiptFor(work.db, packet.packet, work.station, {});
    if (receipt && receipt->code == "found" && receipt->receipt.empty()) {
        const auto made = work.signer.sign(receipt->facts);
        if (!made)
            return tl::unexpected(std::string("receipt-not-signed"));
        receipt = receiptFor(work.db, packet.packet, work.station, *made);
    }
    if (!receipt || receipt->code != "found")
        return tl::unexpected(std::string("no-receipt"));
    if (!writeDurably(work.folder / "receipts" / (packet.packet + ".p7s"), receipt->receipt))
        return tl::unexpected(std::string("receipt-not-written"));
    return {};
}

void take(Import &work, ImportItem &item)
{
    const auto refuse = [&item](const std::string &why) {
        item.outcome = "refused";
        item.why = why;
    };
    const auto bytes = readWhole(work.folder / "packets" / (item.packet.packet + ".cms"),
                                 static_cast<std::uintmax_t>(item.packet.length));
    if (!bytes)
        return refuse(bytes.error());
    if (static_cast<long long>(bytes->size()) != item.packet.length || sha256(*bytes) != item.packet.sha256)
        return refuse("digest");
    const auto stored = store(work, item.packet, *bytes);
    if (!stored)
        return refuse(stored.error());
    if (const auto written = writeReceipt(work, item.packet); !written)
        return refuse(written.error());
    item.outcome = *stored;
}

} // namespace

tl::expected<ImportCounts, std::string> importMedia(const Config &config, const std::string &folder)
{
    auto signer = ReceiptSigner::load(config.receiptCertificate, config.receiptKey);
    auto verifier = AnnouncementVerifier::load(config.stationCa, config.stationCrl);
    if (!signer || !verifier)
        return tl::unexpected(signer ? verifier.error() : signer.error());
    const fs::path root = folder;
    const auto signedList = readWhole(root / "list.p7s", maxListBytes);
    if (!signedList)
        return tl::unexpected("list.p7s: " + signedList.error());
    const auto opened = verifier->openAny(*signedList);
    if (!opened)
        return tl::unexpected("list.p7s: " + opened.error());
    const auto list = parseMediaList(opened->content, opened->station, config.maxPacketBytes);
    if (!list)
        return tl::unexpected("list.p7s: " + list.error());
    std::error_code error;
    fs::create_directories(root / "receipts", error);
    Import work{Connection(config.database), std::move(*signer), root, opened->station};
    // The list is evidence of what the station owes; where it contradicts an earlier one, each packet is
    // judged alone.
    if (const auto noted = announce(work.db, work.station, *signedList, list->packets); !noted)
        return tl::unexpected("database " + noted.error().sqlState);
    std::vector<ImportItem> items;
    ImportCounts counts;
    for (const Announced &packet : list->packets) {
        items.push_back({packet, {}, {}});
        take(work, items.back());
        const ImportItem &item = items.back();
        counts.stored += item.outcome == "stored";
        counts.already += item.outcome == "already";
        counts.refused += item.outcome == "refused";
        log(item.outcome == "refused" ? LogLevel::Warning : LogLevel::Info, "imported",
            {{"packet", std::string_view(packet.packet)},
             {"station", std::string_view(work.station)},
             {"outcome", std::string_view(item.outcome)},
             {"why", std::string_view(item.why)}});
    }
    const auto receipt = work.signer.signText(importReceiptJson(*list, work.station, *signedList, items));
    if (!receipt || !writeDurably(root / "import-receipt.p7s", *receipt))
        return tl::unexpected(std::string("import-receipt.p7s cannot be written"));
    return counts;
}

} // namespace indraj::central
