#include "tools/load/direct.h"

#include "central/intake.h"

namespace indraj::load {
namespace {

/// The same promise as the intake's: by a function, the digest checked by the database, committed.
constexpr const char *insertSchema = R"(
CREATE SCHEMA IF NOT EXISTS load;
CREATE TABLE IF NOT EXISTS load.packet (
  id uuid PRIMARY KEY, station text NOT NULL, sequence bigint NOT NULL, sha256 bytea NOT NULL, data bytea NOT NULL);
ALTER TABLE load.packet ALTER data SET STORAGE EXTERNAL;
CREATE OR REPLACE FUNCTION load.insert_packet(p_id uuid, p_station text, p_sequence bigint, p_sha256 bytea, p_data bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, load, pg_temp AS $$
BEGIN
  IF sha256(p_data) <> p_sha256 THEN RETURN 'digest'; END IF;
  INSERT INTO load.packet VALUES (p_id, p_station, p_sequence, p_sha256, p_data);
  RETURN 'stored';
END $$;
)";

std::string textOf(const central::DatabaseError &error)
{
    return "database " + (error.sqlState.empty() ? "away" : error.sqlState);
}

} // namespace

DirectLine::DirectLine(const Options &options)
    : m_options(options)
    , m_db(options.database)
{
}

tl::expected<void, std::string> DirectLine::prepare(const std::string &database)
{
    return central::Connection(database).script(insertSchema);
}

tl::expected<void, std::string> DirectLine::functions(const std::string &station, const Noise &packet,
                                                      std::string_view bytes)
{
    const auto length = static_cast<long long>(bytes.size());
    const auto pieceAt = [this, bytes](long long at) {
        return bytes.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(m_options.chunkBytes));
    };
    const auto created = central::createPacket(
        m_db, {packet.id, station, packet.sequence, "enrolment", length, packet.sha256}, pieceAt(0));
    if (!created || created->code != "created")
        return tl::unexpected(created ? created->code : textOf(created.error()));
    for (long long at = m_options.chunkBytes; at < length; at += m_options.chunkBytes) {
        const auto piece = pieceAt(at);
        const auto appended = central::appendChunk(m_db, packet.id, station, at, piece);
        if (!appended || appended->code != "appended")
            return tl::unexpected(appended ? appended->code : textOf(appended.error()));
    }
    return {};
}

tl::expected<void, std::string> DirectLine::insert(const std::string &station, const Noise &packet,
                                                   std::string_view bytes)
{
    const std::string sequence = std::to_string(packet.sequence);
    const auto row = m_db.row("SELECT load.insert_packet($1::uuid, $2, $3::bigint, $4, $5)",
                              {{packet.id}, {station}, {sequence}, {packet.sha256, true}, {bytes, true}});
    if (!row || row->front() != "stored")
        return tl::unexpected(row ? row->front().value_or("nothing") : textOf(row.error()));
    return {};
}

tl::expected<void, std::string> DirectLine::send(const std::string &station, const Noise &packet,
                                                 std::string_view bytes)
{
    return m_options.way == Way::Insert ? insert(station, packet, bytes) : functions(station, packet, bytes);
}

} // namespace indraj::load
