#pragma once

#include "central/session.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <map>

namespace indraj::central {

/// Accepts connections while there is room. Beyond `maxConnections` it stops accepting: waiting in the
/// kernel's queue is cheaper for both sides than a TLS handshake that ends in a refusal.
class Acceptor : public std::enable_shared_from_this<Acceptor> {
public:
    /// Both must outlive it.
    Acceptor(boost::asio::io_context &io, const Shared &shared);

    tl::expected<void, std::string> listen();
    /// From any thread: nothing new is accepted, what is under way is finished; then, or after
    /// Config::drainTimeout, `io` is stopped.
    void drain();

private:
    void accept();
    void retryLater();
    void open(boost::asio::ip::tcp::socket socket);
    void forget(long long number);

    boost::asio::strand<boost::asio::io_context::executor_type> m_strand;
    boost::asio::ip::tcp::acceptor m_acceptor;
    boost::asio::io_context &m_io;
    const Shared &m_shared;
    boost::asio::steady_timer m_deadline;
    std::map<long long, std::weak_ptr<Session>> m_sessions;
    long long m_lastNumber = 0;
    bool m_accepting = false;
    bool m_draining = false;
};

} // namespace indraj::central
