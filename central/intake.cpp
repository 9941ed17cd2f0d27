#include "central/intake.h"

namespace indraj::central {
namespace {

DatabaseError unexpectedShape() { return {DatabaseFault::Failed, "shape"}; }

/// Columns (outcome, number, number?) of a row.
DatabaseAnswer<Outcome> outcomeOf(const DatabaseAnswer<Row> &row)
{
    if (!row)
        return tl::unexpected(row.error());
    if (row->empty() || !row->front())
        return tl::unexpected(unexpectedShape());
    Outcome outcome{*row->front(), 0, 0};
    long long *const numbers[] = {&outcome.offset, &outcome.total};
    for (std::size_t i = 1; i < row->size() && i <= 2; ++i) {
        if (!(*row)[i])
            continue;
        const auto number = toNumber(*(*row)[i]);
        if (!number)
            return tl::unexpected(unexpectedShape());
        *numbers[i - 1] = *number;
    }
    return outcome;
}

/// One item of a bytea[] as text.
std::string byteaItem(const Bytes &bytes) { return "\"\\\\x" + toHex(bytes) + "\""; }

/// A list as the database takes it, one array a column.
struct Arrays {
    explicit Arrays(const std::vector<Announced> &packets)
    {
        for (const Announced &packet : packets) {
            const char *comma = ids.size() > 1 ? "," : "";
            ids += comma + packet.packet;
            lengths += comma + std::to_string(packet.length);
            digests += comma + byteaItem(packet.sha256);
            const bool headKnown = !packet.auditHead.empty();
            auditSequences += comma + (headKnown ? std::to_string(packet.auditSequence) : "NULL");
            auditHeads += comma + (headKnown ? byteaItem(packet.auditHead) : "NULL");
        }
        for (std::string *each : {&ids, &lengths, &digests, &auditSequences, &auditHeads})
            *each += "}";
    }
    std::string ids = "{", lengths = "{", digests = "{", auditSequences = "{", auditHeads = "{";
};

} // namespace

DatabaseAnswer<Outcome> announce(Connection &db, const std::string &station, std::string_view signedList,
                                 const std::vector<Announced> &packets)
{
    const Arrays list(packets);
    return outcomeOf(db.row("SELECT * FROM intake.announce($1, $2, $3::uuid[], $4::bigint[], $5::bytea[],"
                            " $6::bigint[], $7::bytea[])",
                            {{station},
                             {signedList, true},
                             {list.ids},
                             {list.lengths},
                             {list.digests},
                             {list.auditSequences},
                             {list.auditHeads}}));
}

DatabaseAnswer<CarriedList> carry(Connection &db, const std::string &carrier, const std::string &station,
                                  std::string_view signedList, const std::vector<Announced> &packets)
{
    const Arrays list(packets);
    const auto row = db.row("SELECT * FROM intake.carry($1, $2, $3, $4::uuid[], $5::bigint[], $6::bytea[],"
                            " $7::bigint[], $8::bytea[])",
                            {{carrier},
                             {station},
                             {signedList, true},
                             {list.ids},
                             {list.lengths},
                             {list.digests},
                             {list.auditSequences},
                             {list.auditHeads}});
    if (!row)
        return tl::unexpected(row.error());
    if (row->size() != 2 || !(*row)[0] || !(*row)[1])
        return tl::unexpected(unexpectedShape());
    return CarriedList{*(*row)[0], *(*row)[1]};
}

DatabaseAnswer<Outcome> mayCarry(Connection &db, const std::string &carrier, const std::string &station,
                                 const std::string &packet)
{
    return outcomeOf(db.row("SELECT intake.may_carry($1, $2, $3::uuid)", {{carrier}, {station}, {packet}}));
}

DatabaseAnswer<Outcome> createPacket(Connection &db, const NewPacket &packet, std::string_view first)
{
    const std::string sequence = std::to_string(packet.sequence);
    const std::string length = std::to_string(packet.length);
    std::vector<Parameter> parameters{{packet.packet}, {packet.station}, {sequence},
                                      {packet.kind},   {length},         {packet.sha256, true}};
    if (first.empty())
        return outcomeOf(db.row(
            "SELECT * FROM intake.create_packet($1::uuid, $2, $3::bigint, $4, $5::bigint, $6)", parameters));
    // One statement is one transaction and one wait for the disk. append_chunk gets its offset from a row
    // that is only there where something may be appended: what was refused or begun before stays as it is.
    parameters.push_back({first, true});
    return outcomeOf(
        db.row("SELECT coalesce(nullif(a.outcome, 'appended'), c.outcome), coalesce(a.at_offset, c.at_offset)"
               " FROM intake.create_packet($1::uuid, $2, $3::bigint, $4, $5::bigint, $6) c"
               " LEFT JOIN LATERAL (SELECT a.* FROM (SELECT 0::bigint AS start"
               "   WHERE c.outcome IN ('created', 'exists') AND c.at_offset = 0 OFFSET 0) go,"
               "  LATERAL intake.append_chunk($1::uuid, $2, go.start, $7) a) a ON true",
               parameters));
}

DatabaseAnswer<Outcome> packetStatus(Connection &db, const std::string &packet, const std::string &station)
{
    return outcomeOf(db.row("SELECT * FROM intake.packet_status($1::uuid, $2)", {{packet}, {station}}));
}

DatabaseAnswer<Outcome> appendChunk(Connection &db, const std::string &packet, const std::string &station,
                                    long long start, std::string_view data)
{
    const std::string offset = std::to_string(start);
    return outcomeOf(db.row("SELECT * FROM intake.append_chunk($1::uuid, $2, $3::bigint, $4)",
                            {{packet}, {station}, {offset}, {data, true}}));
}

DatabaseAnswer<StoredReceipt> receiptFor(Connection &db, const std::string &packet,
                                         const std::string &station, std::string_view receipt)
{
    const auto row = db.row("SELECT * FROM intake.receipt_for($1::uuid, $2, $3)",
                            {{packet}, {station}, {receipt, true, receipt.empty()}});
    if (!row)
        return tl::unexpected(row.error());
    if (row->size() != 8 || !row->front())
        return tl::unexpected(unexpectedShape());
    StoredReceipt stored;
    stored.code = *row->front();
    if (stored.code != "found")
        return stored;
    const auto &columns = *row;
    const auto sequence = columns[1] ? toNumber(*columns[1]) : std::nullopt;
    const auto length = columns[2] ? toNumber(*columns[2]) : std::nullopt;
    const auto sha256 = columns[3] ? fromByteaText(*columns[3]) : std::nullopt;
    const auto held = columns[5] ? fromByteaText(*columns[5]) : Bytes();
    const auto auditSequence = columns[6] ? toNumber(*columns[6]) : 0;
    const auto auditHead = columns[7] ? fromByteaText(*columns[7]) : Bytes();
    if (!sequence || !length || !sha256 || !columns[4] || !held || !auditSequence || !auditHead)
        return tl::unexpected(unexpectedShape());
    stored.facts = {packet, station, *sequence, *length, *sha256, *columns[4], *auditSequence, *auditHead};
    stored.receipt = *held;
    return stored;
}

DatabaseAnswer<Outcome> terminatePacket(Connection &db, const std::string &packet, const std::string &station)
{
    return outcomeOf(db.row("SELECT intake.terminate($1::uuid, $2)", {{packet}, {station}}));
}

DatabaseAnswer<std::string> schemaVersions(Connection &db)
{
    const auto row = db.row("SELECT intake.schema_versions()", {});
    if (!row)
        return tl::unexpected(row.error());
    if (row->size() != 1 || !row->front())
        return tl::unexpected(unexpectedShape());
    return *row->front();
}

} // namespace indraj::central
