#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace indraj::central {

struct Migration {
    int version = 0;
    std::string_view name;
    std::string_view sql;
};

/// The files of central/schema, compiled in, in order.
const std::vector<Migration> &migrations();

/// Brings the database to the newest version: each file in its own transaction, under one advisory lock,
/// recorded with its digest in intake_meta.schema_version. Refuses a database whose recorded digest differs
/// from the file.
/// @returns how many were applied, or what went wrong.
tl::expected<int, std::string> migrate(const std::string &address);

} // namespace indraj::central
