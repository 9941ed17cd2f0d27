#pragma once

#include "central/intake.h"
#include "central/trust.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace indraj::central {

class CarryingApi;
class DownwardApi;

/// The largest chunk one PATCH may carry: one row of the database.
inline constexpr std::size_t maxChunkBytes = 1U << 20;

/// An HTTP request after the transport has read it.
struct Request {
    std::string method;
    std::string target;
    std::string station; ///< from the verified client certificate
    Role role = Role::Station; ///< only a station sends
    std::string tusResumable, contentType, uploadOffset, uploadLength, uploadMetadata, uploadChecksum;
    std::string body;
};

struct Response {
    int status = 200;
    std::string code; ///< stable word for log and error body; empty on success
    std::string contentType;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers{};
};

/// The packet that a create's metadata names; empty: none.
std::string packetIdOf(const std::string &uploadMetadata);

/// Work that needs the database; run on one of its threads.
using DatabaseWork = std::function<Response(Connection &)>;

/// The endpoints. Holds no state of any upload; any thread.
class Api {
public:
    struct Options {
        long long maxPacketBytes = 0;
        int retryAfterSeconds = 5;
    };
    /// `trust` must outlive it.
    Api(ReceiptSigner signer, const TrustInForce &trust, Options options);

    /// How many body bytes this request may have, known before the body is read.
    static std::size_t bodyLimit(std::string_view method, std::string_view target);
    /// The route's name for the log ("packets/{id}"), without ids.
    static std::string_view routeName(std::string_view target);
    /// Takes the body out of the request where it has a use for it.
    std::variant<Response, DatabaseWork> handle(Request &request) const;
    Response busy(std::string_view code) const; ///< 503 with Retry-After
    static Response tooMuch(std::chrono::milliseconds wait); ///< 429 with Retry-After
    static Response error(int status, std::string_view code);

private:
    static std::optional<Response> refusedBytes(const Request &request, std::string_view whole = {});
    static Response refusedChunk(const Outcome &outcome);
    std::variant<Response, DatabaseWork> packets(Request &request) const;
    std::variant<Response, DatabaseWork> manifest(Request &request) const;
    std::variant<Response, DatabaseWork> statement(Request &request) const;
    std::variant<Response, DatabaseWork> create(Request &request) const;
    std::variant<Response, DatabaseWork> append(Request &request, const std::string &packet) const;
    std::variant<Response, DatabaseWork> packet(Request &request) const;
    Response head(Connection &db, const std::string &packet, const std::string &station) const;
    Response terminate(Connection &db, const std::string &packet, const std::string &station) const;
    Response receipt(Connection &db, const std::string &packet, const std::string &station) const;
    Response options() const;
    Response failed(const DatabaseError &error) const;
    Response ready(Connection &db) const;

    ReceiptSigner m_signer;
    const TrustInForce &m_trust;
    std::shared_ptr<const DownwardApi> m_downward;
    std::shared_ptr<const CarryingApi> m_carrying;
    Options m_options;
};

} // namespace indraj::central
