#include "central/requestlog.h"

#include "central/log.h"
#include "central/pages/pages.h"

namespace indraj::central {

void recordRequest(Metrics &metrics, const Request &request, std::string_view requestId,
                   const Response &response, std::chrono::steady_clock::duration took, std::size_t bodyBytes)
{
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(took);
    const auto route = pages::Pages::serves(request.target) ? pages::Pages::routeName(request.target)
                                                            : Api::routeName(request.target);
    metrics.request(route, response.status, response.code, took, bodyBytes);
    log(response.status >= 500 ? LogLevel::Warning : LogLevel::Info, "request",
        {{"request", requestId},
         {"station", std::string_view(request.station)},
         {"route", route},
         {"status", static_cast<long long>(response.status)},
         {"code", std::string_view(response.code)},
         {"ms", static_cast<long long>(elapsed.count())},
         {"bytes", static_cast<long long>(bodyBytes)}});
    if (response.code == "other-content" || response.code == "announced-otherwise")
        log(LogLevel::Warning, "conflict",
            {{"request", requestId}, {"station", std::string_view(request.station)}});
}

} // namespace indraj::central
