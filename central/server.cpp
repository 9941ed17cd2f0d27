#include "central/server.h"

#include "central/listener.h"
#include "central/log.h"

#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <optional>
#include <thread>

namespace indraj::central {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// The handshake's question, answered by the trust in force. The alert follows from the error.
int verifyClient(X509_STORE_CTX *context, void *trustInForce)
{
    X509 *certificate = X509_STORE_CTX_get0_cert(context);
    if (!certificate)
        return 0;
    const auto identity = static_cast<const TrustInForce *>(trustInForce)->current()->identify(certificate);
    if (identity)
        return 1;
    X509_STORE_CTX_set_error(context, identity.error().code);
    return 0;
}

tl::expected<void, std::string> setUpTls(asio::ssl::context &tls, const Config &config)
{
    SSL_CTX *context = tls.native_handle();
    const auto fault = [](const std::string &what) { return tl::unexpected(what + ": cannot be used"); };
    if (const auto ending = endingOf("tls_certificate", config.tlsCertificate); !ending)
        return tl::unexpected(ending.error());
    if (SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) != 1)
        return fault("TLS 1.3");
    if (SSL_CTX_use_certificate_chain_file(context, config.tlsCertificate.c_str()) != 1)
        return fault(config.tlsCertificate);
    if (SSL_CTX_use_PrivateKey_file(context, config.tlsKey.c_str(), SSL_FILETYPE_PEM) != 1
        || SSL_CTX_check_private_key(context) != 1)
        return fault(config.tlsKey);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    // No resumption: every connection proves its certificate anew, so that a revoked one cannot live on in a
    // ticket.
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    static constexpr unsigned char sessionContext[] = "indraj";
    SSL_CTX_set_session_id_context(context, sessionContext, sizeof sessionContext - 1);
    return {};
}

struct Keys {
    ReceiptSigner signer;
    std::shared_ptr<const Trust> trust;
};

tl::expected<Keys, std::string> loadKeys(const Config &config, asio::ssl::context &tls)
{
    auto signer = ReceiptSigner::load(config.receiptCertificate, config.receiptKey);
    if (!signer)
        return tl::unexpected(signer.error());
    auto trust = Trust::load(config);
    if (!trust)
        return tl::unexpected(trust.error());
    if (config.listener == Listener::Tls) {
        if (auto set = setUpTls(tls, config); !set)
            return tl::unexpected(set.error());
    }
    // Stations pin this certificate and do not ask when it ends; a person should.
    if (const auto ending = endingOf("receipt_certificate", config.receiptCertificate); !ending)
        log(LogLevel::Warning, "certificate", {{"detail", std::string_view(ending.error())}});
    return Keys{std::move(*signer), std::move(*trust)};
}

/// SIGTERM and SIGINT drain; SIGHUP reads authorities and revocation lists again, and keeps the old ones when
/// the new ones are not good.
class Signals {
public:
    Signals(asio::io_context &io, const Config &config, TrustInForce &trust,
            const std::shared_ptr<Acceptor> &acceptor)
        : m_end(io, SIGTERM, SIGINT)
        , m_reload(io, SIGHUP)
        , m_config(config)
        , m_trust(trust)
    {
        m_end.async_wait([weak = std::weak_ptr(acceptor)](error_code error, int) {
            if (error)
                return;
            log(LogLevel::Info, "draining");
            if (const auto alive = weak.lock())
                alive->drain();
        });
        waitForReload();
    }

private:
    void waitForReload()
    {
        m_reload.async_wait([this](error_code error, int) {
            if (error)
                return;
            if (auto trust = Trust::load(m_config)) {
                m_trust.replace(std::move(*trust));
                log(LogLevel::Info, "reloaded");
            } else {
                log(LogLevel::Error, "not-reloaded", {{"detail", std::string_view(trust.error())}});
            }
            waitForReload();
        });
    }

    asio::signal_set m_end;
    asio::signal_set m_reload;
    const Config &m_config;
    TrustInForce &m_trust;
};

void runOnThreads(asio::io_context &io, int count)
{
    std::vector<std::thread> threads;
    for (int i = 1; i < count; ++i)
        threads.emplace_back([&io] { io.run(); });
    io.run();
    for (std::thread &thread : threads)
        thread.join();
}

} // namespace

tl::expected<void, std::string> checkKeys(const Config &config)
{
    asio::ssl::context tls(asio::ssl::context::tls_server);
    return loadKeys(config, tls).map([](const Keys &) {});
}

tl::expected<void, std::string> serve(const Config &config)
{
    asio::ssl::context tls(asio::ssl::context::tls_server);
    auto keys = loadKeys(config, tls);
    if (!keys)
        return tl::unexpected(keys.error());
    TrustInForce trust(std::move(keys->trust));
    SSL_CTX_set_cert_verify_callback(tls.native_handle(), verifyClient, &trust);
    const Api api(std::move(keys->signer), trust, {config.maxPacketBytes, config.retryAfterSeconds});
    BodyGate gate(static_cast<std::size_t>(config.maxBodyMegabytes) << 20);
    Metrics metrics;
    StationRates rates({static_cast<double>(config.stationRequestsPerSecond),
                        config.stationKilobytesPerSecond * 1000.0, std::chrono::seconds(10),
                        std::chrono::seconds(5), config.stationConnections});
    std::optional<asio::io_context> io(std::in_place, config.ioThreads);
    std::optional<Database> database(std::in_place, config.database, config.databaseConnections,
                                     config.maxQueue);
    // One connection, and a short line before it: looking must not slow the intake down.
    std::optional<Database> looking;
    if (!config.operationsDatabase.empty())
        looking.emplace(config.operationsDatabase, 1, 16);
    const pages::Pages pages(config.operationsTimeZone);
    const Shared shared{config,  api,   *database, tls,   trust,
                        metrics, rates, gate,      pages, looking ? &*looking : nullptr};
    auto acceptor = std::make_shared<Acceptor>(*io, shared);
    if (auto listening = acceptor->listen(); !listening)
        return listening;
    std::optional<Signals> signals(std::in_place, *io, config, trust, acceptor);
    log(LogLevel::Info, "listening", {{"port", static_cast<long long>(config.listenPort)}});
    runOnThreads(*io, config.ioThreads);
    // Connections that were cut short end here, while what they refer to is still there.
    acceptor.reset();
    database.reset();
    looking.reset();
    gate.clear();
    signals.reset();
    io.reset();
    log(LogLevel::Info, "stopped");
    return {};
}

} // namespace indraj::central
