#pragma once

#include "central/database.h"
#include "tools/load/wire.h"

namespace indraj::load {

/// What is stored without the service: libpq straight into the database, for comparison.
class DirectLine {
public:
    explicit DirectLine(const Options &options);
    tl::expected<void, std::string> send(const std::string &station, const Noise &packet,
                                         std::string_view bytes);

    /// The table and the function of Way::Insert; as a role that may make schemas.
    static tl::expected<void, std::string> prepare(const std::string &database);

private:
    tl::expected<void, std::string> functions(const std::string &station, const Noise &packet,
                                              std::string_view bytes);
    tl::expected<void, std::string> insert(const std::string &station, const Noise &packet,
                                           std::string_view bytes);

    const Options &m_options;
    central::Connection m_db;
};

} // namespace indraj::load
