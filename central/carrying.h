#pragma once

#include "central/api.h"

namespace indraj::central {

struct MediaList;

/// The endpoints by which a station brings what another has copied to a disk (docs/packet.md, 8):
/// POST /v1/carried shows the disk's list, /v1/carried/{station}/packets... is that station's /v1/packets...
/// The list's signature is what authorises it. Any thread.
class CarryingApi {
public:
    /// Carries a request out as if the station itself had sent it.
    using AsStation = std::function<std::variant<Response, DatabaseWork>(Request &)>;

    using Failed = std::function<Response(const DatabaseError &)>;

    /// `trust` must outlive it. `failed`: what is said where the database does not answer.
    CarryingApi(ReceiptSigner signer, const TrustInForce &trust, long long maxPacketBytes, Failed failed);
    static bool serves(std::string_view target);
    /// The target that the station itself would use; of other targets the target.
    static std::string plainTarget(std::string_view target);
    /// The route's name for the log, without ids.
    static std::string_view routeName(std::string_view target);
    std::variant<Response, DatabaseWork> handle(Request &request, const AsStation &asStation) const;

private:
    std::variant<Response, DatabaseWork> list(Request &request) const;
    Response importReceipt(Connection &db, const std::string &carrier, const std::string &station,
                           const Bytes &signedList, const MediaList &list) const;

    ReceiptSigner m_signer;
    const TrustInForce &m_trust;
    long long m_maxPacketBytes;
    Failed m_failed;
};

} // namespace indraj::central
