#pragma once

#include "central/api.h"

namespace indraj::central::pages {

/// The operations pages: read-only HTML for those who look after the service. No script, no state; what they
/// show comes from the functions of the role indraj_operations, each of which answers one JSON text. Any
/// thread.
class Pages {
public:
    /// `timeZone`: PostgreSQL's name of the zone in which times are shown.
    explicit Pages(std::string timeZone)
        : m_timeZone(std::move(timeZone))
    {
    }
    /// Whether a target is one of the pages.
    static bool serves(std::string_view target);
    static std::string_view routeName(std::string_view target);
    /// The caller has checked that an operations certificate asks.
    std::variant<Response, DatabaseWork> handle(const Request &request) const;

private:
    std::string m_timeZone;
};

} // namespace indraj::central::pages
