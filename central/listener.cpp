#include "central/listener.h"

#include "central/log.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>

namespace indraj::central {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

Acceptor::Acceptor(asio::io_context &io, const Shared &shared)
    : m_strand(asio::make_strand(io))
    , m_acceptor(m_strand)
    , m_io(io)
    , m_shared(shared)
    , m_deadline(m_strand)
{
}

tl::expected<void, std::string> Acceptor::listen()
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

void Acceptor::drain()
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

void Acceptor::accept()
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
void Acceptor::retryLater()
{
    m_deadline.expires_after(std::chrono::milliseconds(200));
    m_deadline.async_wait([this](error_code error) {
        if (!error)
            accept();
    });
}

void Acceptor::open(tcp::socket socket)
{
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const long long number = ++m_lastNumber;
    m_shared.metrics.connectionOpened();
    // Weak: sessions that are still open when the service stops outlive the acceptor.
    auto session = makeSession(std::move(socket), m_shared,
                               [weak = weak_from_this(), number, metrics = &m_shared.metrics] {
                                   metrics->connectionClosed();
                                   if (const auto me = weak.lock())
                                       asio::post(me->m_strand, [me, number] { me->forget(number); });
                               });
    m_sessions.emplace(number, session);
    session->start();
}

void Acceptor::forget(long long number)
{
    m_sessions.erase(number);
    if (m_draining && m_sessions.empty())
        m_io.stop();
    accept();
}

} // namespace indraj::central
