#pragma once

#include "central/api.h"
#include "central/metrics.h"

namespace indraj::central {

/// An answered request, in the log and in the counters: ids, names of routes and codes, never a target as it
/// came.
void recordRequest(Metrics &metrics, const Request &request, std::string_view requestId,
                   const Response &response, std::chrono::steady_clock::duration took, std::size_t bodyBytes);

} // namespace indraj::central
