#include "central/sender.h"

#include "central/text.h"

#include <openssl/crypto.h>

namespace indraj::central {
namespace {

std::size_t countOf(const RequestHeader &header, const char *name)
{
    const auto range = header.equal_range(name);
    return static_cast<std::size_t>(std::distance(range.first, range.second));
}

bool isSecret(std::string_view said, const std::string &secret)
{
    return said.size() == secret.size() && CRYPTO_memcmp(said.data(), secret.data(), said.size()) == 0;
}

bool isProbe(std::string_view target)
{
    return target == "/health" || target == "/healthz" || target == "/ready" || target == "/readyz";
}

} // namespace

Request requestOf(const boost::beast::http::request_header<> &header)
{
    const auto text = [&](const char *name) { return std::string(header[name]); };
    Request request;
    request.method = std::string(header.method_string());
    request.target = std::string(header.target());
    request.tusResumable = text("Tus-Resumable");
    request.contentType = text("Content-Type");
    request.uploadOffset = text("Upload-Offset");
    request.uploadLength = text("Upload-Length");
    request.uploadMetadata = text("Upload-Metadata");
    request.uploadChecksum = text("Upload-Checksum");
    return request;
}

WireResponse wireOf(Response response, const Request &request, const std::string &requestId, bool keep)
{
    namespace http = boost::beast::http;
    WireResponse wire;
    wire.version(11);
    wire.result(static_cast<unsigned>(response.status));
    if (response.status == 460)
        wire.reason("Checksum Mismatch");
    wire.set("X-Request-Id", requestId);
    wire.set("Tus-Resumable", "1.0.0");
    wire.set(http::field::cache_control, "no-store");
    if (!response.contentType.empty())
        wire.set(http::field::content_type, response.contentType);
    for (const auto &[name, value] : response.headers)
        wire.set(name, value);
    wire.keep_alive(keep);
    if (request.method != "HEAD")
        wire.body() = std::move(response.body);
    if (response.status != 204)
        wire.content_length(wire.body().size());
    return wire;
}

tl::expected<Identity, Response> senderOf(const RequestHeader &header, std::string_view target,
                                          const std::optional<Identity> &peer, const Config &config,
                                          const Trust &trust)
{
    const std::size_t certificates = countOf(header, certificateHeader);
    const std::size_t secrets = countOf(header, proxyHeader);
    const bool isProxy = peer ? peer->role == Role::Proxy : true;
    if (!isProxy) {
        if (certificates + secrets > 0)
            return tl::unexpected(Api::error(400, "identity-header"));
        return *peer;
    }
    const auto said = header[proxyHeader];
    const bool proven
        = peer ? secrets == 0 : secrets == 1 && isSecret({said.data(), said.size()}, config.proxySecret);
    if (!proven)
        return tl::unexpected(Api::error(403, "no-proxy"));
    if (certificates == 0 && isProbe(target))
        return Identity{{}, Role::Proxy};
    if (certificates != 1)
        return tl::unexpected(Api::error(403, "no-certificate"));
    const auto text = header[certificateHeader];
    const auto der = fromBase64({text.data(), text.size()});
    const auto identity
        = der ? trust.identifyDer(*der) : tl::unexpected(CertificateFault{0, "no-certificate"});
    // A proxy that hands on a proxy would hide whose request it is.
    if (identity && identity->role == Role::Proxy)
        return tl::unexpected(Api::error(403, "certificate-proxy"));
    if (!identity)
        return tl::unexpected(Api::error(403, "certificate-" + identity.error().what));
    return *identity;
}

} // namespace indraj::central
