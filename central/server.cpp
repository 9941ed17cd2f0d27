#include "central/server.h"

#include "central/log.h"
#include "central/session.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <csignal>
#include <map>
#include <optional>
#include <thread>

namespace indraj::central {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

tl::expected<void, std::string> setUpTls(asio::ssl::context &tls, const Config &config)
{
    SSL_CTX *context = tls.native_handle();
    const auto fault = [](const std::string &what) { return tl::unexpected(what + ": cannot be used"); };
    if (SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) != 1)
        return fault("TLS 1.3");
    if (SSL_CTX_use_certificate_chain_file(context, config.tlsCertificate.c_str()) != 1)
        return fault(config.tlsCertificate);
    if (SSL_CTX_use_PrivateKey_file(context, config.tlsKey.c_str(), SSL_FILETYPE_PEM) != 1
        || SSL_CTX_check_private_key(context) != 1)
        return fault(config.tlsKey);
    if (SSL_CTX_load_verify_file(context, config.stationCa.c_str()) != 1)
        return fault(config.stationCa);
    X509_STORE *store = SSL_CTX_get_cert_store(context);
    unsigned long flags = X509_V_FLAG_PARTIAL_CHAIN;
    if (!config.stationCrl.empty()) {
        X509_LOOKUP *lookup = X509_STORE_add_lookup(store, X509_LOOKUP_file());
        if (!lookup || X509_load_crl_file(lookup, config.stationCrl.c_str(), X509_FILETYPE_PEM) < 1)
            return fault(config.stationCrl);
        flags |= X509_V_FLAG_CRL_CHECK;
    }
    X509_STORE_set_flags(store, flags);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    // No resumption: every connection proves its certificate anew, so that a revoked one cannot live on in a
    // ticket.
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    static constexpr unsigned char sessionContext[] = "indraj";
    SSL_CTX_set_session_id_context(context, sessionContext, sizeof sessionContext - 1);
    return {};
}

/// Accepts connections while there is room. Beyond `maxConnections` it stops accepting: waiting in the
/// kernel's queue is cheaper for both sides than a TLS handshake that ends in a refusal.
class Listener : public std::enable_shared_from_this<Listener> {
public:
    Listener(asio::io_context &io, const Shared &shared)
        : m_strand(asio::make_strand(io))
        , m_acceptor(m_strand)
        , m_io(io)
        , m_shared(shared)
        , m_deadline(m_strand)
    {
    }

    tl::expected<void, std::string> listen()
    {
        error_code error;
        const auto address = asio::ip::make_address(m_shared.config.listenAddress, error);
        if (error)
            return tl::unexpected("listen_address: " + error.message());
        const tcp::endpoint endpoint(address, static_cast<unsigned short>(m_shared.config.listenPort));
        m_acceptor.open(endpoint.protocol(), error);
        if (!error)
            m_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error)
            m_acceptor.bind(endpoint, error);
        if (!error)
            m_acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return tl::unexpected("listen_port: " + error.message());
        asio::dispatch(m_strand, [this] { accept(); });
        return {};
    }

    /// From any thread.
    void drain()
    {
        asio::dispatch(m_strand, [this] {
            if (m_draining)
                return;
            m_draining = true;
            error_code ignored;
            m_acceptor.close(ignored);
            for (const auto &[number, session] : m_sessions) {
                if (const auto alive = session.lock())
                    alive->drain();
            }
            m_deadline.expires_after(m_shared.config.drainTimeout);
            m_deadline.async_wait([this](error_code error) {
                if (!error)
                    m_io.stop();
            });
            if (m_sessions.empty())
                m_io.stop();
        });
    }

private:
    void accept()
    {
        if (m_draining || m_accepting
            || m_sessions.size() >= static_cast<std::size_t>(m_shared.config.maxConnections))
            return;
        m_accepting = true;
        m_acceptor.async_accept(asio::make_strand(m_io), [this](error_code error, tcp::socket socket) {
            m_accepting = false;
            if (!error)
                open(std::move(socket));
            else if (!m_draining)
                log(LogLevel::Warning, "accept", {{"code", static_cast<long long>(error.value())}});
            if (error && !m_draining)
                return retryLater();
            accept();
        });
    }

    /// Out of descriptors: trying again at once would spin.
    void retryLater()
    {
        m_deadline.expires_after(std::chrono::milliseconds(200));
        m_deadline.async_wait([this](error_code error) {
            if (!error)
                accept();
        });
    }

    void open(tcp::socket socket)
    {
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        const long long number = ++m_lastNumber;
        // Weak: sessions that are still open when the service stops outlive the listener.
        m_shared.metrics.connectionOpened();
        auto session = makeSession(std::move(socket), m_shared,
                                   [weak = weak_from_this(), number, metrics = &m_shared.metrics] {
                                       metrics->connectionClosed();
                                       if (const auto me = weak.lock())
                                           asio::post(me->m_strand, [me, number] { me->forget(number); });
                                   });
        m_sessions.emplace(number, session);
        session->start();
    }

    void forget(long long number)
    {
        m_sessions.erase(number);
        if (m_draining && m_sessions.empty())
            m_io.stop();
        accept();
    }

    asio::strand<asio::io_context::executor_type> m_strand;
    tcp::acceptor m_acceptor;
    asio::io_context &m_io;
    const Shared &m_shared;
    asio::steady_timer m_deadline;
    std::map<long long, std::weak_ptr<Session>> m_sessions;
    long long m_lastNumber = 0;
    bool m_accepting = false;
    bool m_draining = false;
};

} // namespace

namespace {

struct Keys {
    ReceiptSigner signer;
    AnnouncementVerifier verifier;
};

tl::expected<Keys, std::string> loadKeys(const Config &config, asio::ssl::context &tls)
{
    auto signer = ReceiptSigner::load(config.receiptCertificate, config.receiptKey);
    if (!signer)
        return tl::unexpected(signer.error());
    auto verifier = AnnouncementVerifier::load(config.stationCa, config.stationCrl);
    if (!verifier)
        return tl::unexpected(verifier.error());
    if (auto set = setUpTls(tls, config); !set)
        return tl::unexpected(set.error());
    return Keys{std::move(*signer), std::move(*verifier)};
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
    const Api api(std::move(keys->signer), std::move(keys->verifier),
                  {config.maxPacketBytes, config.retryAfterSeconds});
    std::optional<asio::io_context> io(std::in_place, config.ioThreads);
    std::optional<Database> database(std::in_place, config.database, config.databaseConnections,
                                     config.maxQueue);
    Metrics metrics;
    StationRates rates({static_cast<double>(config.stationRequestsPerSecond),
                        config.stationKilobytesPerSecond * 1000.0, std::chrono::seconds(10),
                        std::chrono::seconds(5), config.stationConnections});
    const Shared shared{config, api, *database, tls, metrics, rates};
    auto listener = std::make_shared<Listener>(*io, shared);
    if (auto listening = listener->listen(); !listening)
        return listening;
    std::optional<asio::signal_set> signals(std::in_place, *io, SIGTERM, SIGINT);
    signals->async_wait([weak = std::weak_ptr(listener)](error_code error, int) {
        if (error)
            return;
        log(LogLevel::Info, "draining");
        if (const auto alive = weak.lock())
            alive->drain();
    });
    log(LogLevel::Info, "listening", {{"port", static_cast<long long>(config.listenPort)}});
    std::vector<std::thread> threads;
    for (int i = 1; i < config.ioThreads; ++i)
        threads.emplace_back([&io] { io->run(); });
    io->run();
    for (std::thread &thread : threads)
        thread.join();
    listener.reset();
    database.reset();
    // Connections that were cut short end here, while what they refer to is still there.
    signals.reset();
    io.reset();
    log(LogLevel::Info, "stopped");
    return {};
}

} // namespace indraj::central
