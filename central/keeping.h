#pragma once

#include "central/config.h"

#include <tl/expected.hpp>

#include <string>
#include <vector>

namespace indraj::central {

/// What an administrator does beside the service, as the role of Config::migrateDatabase. `words`:
///
///   station register ID [PLACE]   admits a station; PLACE names the site, never a person
///   station block ID WHY          refuses it from now on, on open connections too
///   station unblock ID
///   registry open|closed          closed: a station nobody has registered waits for a person
///   expire DAYS                   gives up unfinished uploads begun more than DAYS (at least 7) days ago
///   retire YYYY-MM-DD             drops the bytes of a day whose packets are all opened
///
/// @returns what is true afterwards, a word for the log; an error: what is wrong with the words, or the
/// database's answer.
tl::expected<std::string, std::string> keep(const Config &config, const std::vector<std::string> &words);

/// Whether keep() has done it: "retire" may find that it must not yet.
bool isKept(const std::string &answer);

} // namespace indraj::central
