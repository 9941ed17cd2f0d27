#pragma once

#include "central/text.h"

#include <tl/expected.hpp>

#include <functional>
#include <optional>
#include <string>

namespace indraj::central {

/// The enrollment of an opened packet as one OSIA Enrollment that stands alone: every picture and record is
/// in it (`image`, `template`, `data`) in the place of the reference to its part. A record to which several
/// entries refer goes with the first of them only. `part`: the bytes of a part by its name; nothing: it is
/// not there.
/// @returns JSON, or what is wrong (a code for the log).
tl::expected<std::string, std::string>
wholeEnrollment(std::string_view enrollmentJson, std::string_view manifestJson,
                const std::function<std::optional<Bytes>(const std::string &name)> &part);

/// Whether an enrollment that a server has is finalized and about the same person as ours: its biographicData
/// are the same, member by member.
bool isSameEnrollment(std::string_view theirs, std::string_view ours);

} // namespace indraj::central
