#pragma once

#include "central/config.h"

#include <tl/expected.hpp>

#include <string>

namespace indraj::central {

/// Loads keys, listens and serves until SIGTERM or SIGINT; then accepts nothing new, finishes what is under
/// way (at most Config::drainTimeout) and returns.
tl::expected<void, std::string> serve(const Config &config);

/// Loads every key and certificate as serve() does and answers what is wrong; opens no port.
tl::expected<void, std::string> checkKeys(const Config &config);

} // namespace indraj::central
