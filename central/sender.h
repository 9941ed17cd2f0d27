#pragma once

#include "central/api.h"

#include <boost/beast/http.hpp>

#include <optional>

namespace indraj::central {

/// Headers by which a proxy says whose request it hands on. From anybody else they are a lie.
inline constexpr const char *certificateHeader = "X-Indraj-Client-Certificate"; ///< DER in base64
inline constexpr const char *proxyHeader = "X-Indraj-Proxy"; ///< Config::proxySecret; plain connections only

using RequestHeader = boost::beast::http::fields;

/// What the service looks at of a header; no sender yet.
Request requestOf(const boost::beast::http::request_header<> &header);

using WireResponse = boost::beast::http::response<boost::beast::http::string_body>;
/// An answer as it goes over the line; `keep`: another request may follow.
WireResponse wireOf(Response response, const Request &request, const std::string &requestId, bool keep);

/// Whose request this is. `peer`: whom TLS has proven, or nobody on a plain connection.
/// @returns the identity; an identity without a name where a proxy asks for itself (health, readiness); or
/// the refusal. A certificate that a proxy hands on is judged here like one shown directly, revocation
/// included: of the proxy only the proof of possession is believed.
tl::expected<Identity, Response> senderOf(const RequestHeader &header, std::string_view target,
                                          const std::optional<Identity> &peer, const Config &config,
                                          const Trust &trust);

} // namespace indraj::central
