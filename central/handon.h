#pragma once

#include "central/config.h"

#include <tl/expected.hpp>

#include <string>

namespace indraj::central {

struct HandOnCounts {
    int posted = 0; ///< the server has it now, finalized
    int already = 0; ///< it had it: an earlier answer was lost
    int refused = 0; ///< with its reason in the log; it stays and is offered again by the next run
};

/// Hands every opened packet in Config::openFolder on to Config::osiaServer by OSIA createEnrollment, with
/// enrollmentId = packet id and every picture in it. What the server has answered for is remembered in
/// openFolder/posted and its folder removed; nothing is posted after that, and a packet whose answer was lost
/// is found at the server, not made twice. Cut anywhere it goes on with the next run.
/// @returns an error where the server does not answer or has no time, or the disk cannot be written: the rest
/// waits.
tl::expected<HandOnCounts, std::string> handOn(const Config &config);

} // namespace indraj::central
