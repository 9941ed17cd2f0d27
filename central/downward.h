#pragma once

#include "central/api.h"

namespace indraj::central {

/// The endpoints by which stations fetch what central has for them (docs/packet.md, 9 and 10):
/// GET /v1/news/{reference}/{staff}/{decisions}, /v1/sets/{channel}, /v1/items/{sha256}/{start},
/// /v1/decisions/{after}. Holds the signer of decisions; any thread.
class DownwardApi {
public:
    explicit DownwardApi(ReceiptSigner signer);
    /// Whether the target is one of these.
    static bool serves(std::string_view target);
    /// The route's name for the log, without digests and numbers; empty: none of these.
    static std::string_view routeName(std::string_view target);
    std::variant<Response, DatabaseWork> handle(const Request &request) const;

private:
    Response news(Connection &db, const std::string &station) const;
    Response set(Connection &db, const std::string &station, const std::string &channel) const;
    Response item(Connection &db, const std::string &station, const Bytes &sha256, long long start) const;
    Response decisions(Connection &db, const std::string &station, long long after) const;

    ReceiptSigner m_signer;
};

} // namespace indraj::central
