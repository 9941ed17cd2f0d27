#include "central/openjob.h"

#include "central/database.h"
#include "central/files.h"
#include "central/log.h"
#include "central/opener.h"

#include <filesystem>

namespace indraj::central {
namespace {

namespace fs = std::filesystem;

tl::unexpected<std::string> databaseFault(const DatabaseError &error)
{
    return tl::unexpected("database " + (error.sqlState.empty() ? "away" : error.sqlState));
}

/// The next packet; no id: there is none.
tl::expected<PacketFacts, std::string> next(Connection &db)
{
    const auto row = db.row("SELECT * FROM intake.next_unopened()", {});
    if (!row)
        return databaseFault(row.error());
    PacketFacts facts;
    if (row->size() != 6 || !(*row)[0])
        return facts;
    const auto sequence = toNumber((*row)[2].value_or(""));
    const auto length = toNumber((*row)[3].value_or(""));
    const auto digest = fromByteaText((*row)[4].value_or(""));
    const auto storedAt = toNumber((*row)[5].value_or(""));
    if (!sequence || !length || !digest || !storedAt)
        return tl::unexpected(std::string("database answers in another shape"));
    return PacketFacts{*(*row)[0], (*row)[1].value_or(""), *sequence, *length, *digest, *storedAt};
}

tl::expected<Bytes, std::string> readPacket(Connection &db, const PacketFacts &facts)
{
    Bytes packet;
    packet.reserve(static_cast<std::size_t>(facts.length));
    while (static_cast<long long>(packet.size()) < facts.length) {
        const std::string start = std::to_string(packet.size());
        const auto row
            = db.row("SELECT intake.packet_chunk($1::uuid, $2::bigint)", {{facts.packet}, {start}});
        if (!row)
            return databaseFault(row.error());
        const auto chunk = row->front() ? fromByteaText(*row->front()) : std::nullopt;
        if (!chunk || chunk->empty())
            break; // a hole: the digest will say so
        packet += *chunk;
    }
    return packet;
}

/// A folder of that name is complete by construction: it was written by a run that was cut before it told.
bool writeParts(const fs::path &folder, const PacketFacts &facts, const Opened &opened)
{
    std::error_code error;
    const fs::path whole = folder / facts.packet;
    if (fs::exists(whole, error))
        return true;
    const fs::path making = folder / (facts.packet + ".making");
    fs::remove_all(making, error);
    if (!fs::create_directory(making, error))
        return false;
    fs::permissions(making, fs::perms::owner_all, error);
    for (const auto &[name, bytes] : opened.parts) {
        if (!writeNew(making / name, bytes))
            return false;
    }
    if (!syncFolder(making))
        return false;
    fs::rename(making, whole, error);
    return !error && syncFolder(folder);
}

tl::expected<void, std::string> note(Connection &db, const PacketFacts &facts,
                                     const tl::expected<Opened, std::string> &opened, OpenCounts &counts)
{
    const std::string sequence = opened ? std::to_string(opened->auditSequence) : std::string();
    const std::string why = opened ? std::string() : opened.error();
    const Bytes head = opened ? opened->auditHead : Bytes();
    const auto row = db.row("SELECT intake.note_opening($1::uuid, $2, $3, $4::bigint, $5)",
                            {{facts.packet},
                             {opened ? "opened" : "refused"},
                             {why},
                             {sequence, false, !opened},
                             {head, true, !opened}});
    if (!row)
        return databaseFault(row.error());
    const bool fork = row->front() == "fork";
    counts.opened += opened.has_value();
    counts.refused += !opened.has_value();
    counts.forks += fork;
    log(opened && !fork ? LogLevel::Info : LogLevel::Warning, opened ? "opened" : "not-opened",
        {{"packet", std::string_view(facts.packet)},
         {"station", std::string_view(facts.station)},
         {"why", fork ? std::string_view("fork") : std::string_view(why)}});
    return {};
}

} // namespace

tl::expected<long long, std::string> openAgain(const Config &config)
{
    Connection db(config.openDatabase);
    const auto row = db.row("SELECT intake.open_again()", {});
    if (!row)
        return databaseFault(row.error());
    return toNumber(row->empty() ? "" : row->front().value_or("")).value_or(0);
}

tl::expected<OpenCounts, std::string> openStored(const Config &config)
{
    const auto opener = Opener::load(config.recipientCertificate, config.recipientKey, config.stationCa);
    if (!opener)
        return tl::unexpected(opener.error());
    std::error_code error;
    const fs::path folder = config.openFolder;
    if (fs::create_directories(folder, error))
        fs::permissions(folder, fs::perms::owner_all, error);
    if (!fs::is_directory(folder, error))
        return tl::unexpected("open_folder: " + folder.string() + " cannot be made");
    Connection db(config.openDatabase);
    OpenCounts counts;
    for (;;) {
        const auto facts = next(db);
        if (!facts)
            return tl::unexpected(facts.error());
        if (facts->packet.empty())
            return counts;
        const auto packet = readPacket(db, *facts);
        if (!packet)
            return tl::unexpected(packet.error());
        const auto opened = opener->open(*packet, *facts);
        if (opened && !writeParts(folder, *facts, *opened))
            return tl::unexpected("open_folder: " + facts->packet + " cannot be written");
        if (const auto noted = note(db, *facts, opened, counts); !noted)
            return tl::unexpected(noted.error());
    }
}

} // namespace indraj::central
