#include "central/migrate.h"

#include "central/database.h"
#include "central/intake.h"

namespace indraj::central {
namespace {

constexpr const char *bootstrap = R"(
BEGIN;
SELECT pg_advisory_xact_lock(7221904132);
CREATE SCHEMA IF NOT EXISTS intake_meta;
REVOKE ALL ON SCHEMA intake_meta FROM PUBLIC;
CREATE TABLE IF NOT EXISTS intake_meta.schema_version (
  version int PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp());
COMMIT;
)";

std::string quotedName(std::string_view text)
{
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
}

/// The recorded digest of a version; empty: not applied.
tl::expected<std::string, std::string> recorded(Connection &db, int version)
{
    const std::string number = std::to_string(version);
    const auto row
        = db.row("SELECT coalesce(max(sha256), '') FROM intake_meta.schema_version WHERE version = $1::int",
                 {{number}});
    if (!row || row->empty() || !row->front())
        return tl::unexpected(std::string("intake_meta.schema_version cannot be read"));
    return *row->front();
}

} // namespace

std::string expectedSchemaVersions()
{
    std::string versions;
    for (const Migration &migration : migrations())
        versions += (versions.empty() ? "" : ",") + std::to_string(migration.version);
    return versions;
}

tl::expected<int, std::string> migrate(const std::string &address)
{
    Connection db(address);
    if (auto made = db.script(bootstrap); !made)
        return tl::unexpected(made.error());
    int applied = 0;
    for (const Migration &migration : migrations()) {
        const std::string digest = toHex(sha256(migration.sql));
        const auto before = recorded(db, migration.version);
        if (!before)
            return tl::unexpected(before.error());
        if (*before == digest)
            continue;
        if (!before->empty())
            return tl::unexpected(std::string(migration.name) + " was applied with other content");
        // The insert fails on the primary key if another process came first; its transaction then rolls back.
        const std::string statements
            = "BEGIN; SET LOCAL statement_timeout = 0;"
              "SELECT pg_advisory_xact_lock(7221904132);"
              "INSERT INTO intake_meta.schema_version (version, name, sha256) VALUES ("
            + std::to_string(migration.version) + "," + quotedName(migration.name) + "," + quotedName(digest)
            + ");" + std::string(migration.sql) + ";COMMIT;";
        if (auto done = db.script(statements); !done)
            return tl::unexpected(std::string(migration.name) + ": " + done.error());
        ++applied;
    }
    return applied;
}

} // namespace indraj::central
