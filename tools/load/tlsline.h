#pragma once

#include "tools/load/stationkeys.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/error.hpp>

#include <openssl/ssl.h>

namespace indraj::load {

/// A blocking TLS 1.3 connection, as a SyncStream of Beast. What is written is collected and leaves in large
/// pieces: a simulated station shares the processor with what it measures, and a call for each record of
/// 16 KiB would be paid by both ends. Not for more than one thread.
class TlsLine {
public:
    TlsLine();
    ~TlsLine();
    /// Connects and proves both ends. `trust`: PEM file of central's authority; `host`: the name its
    /// certificate must bear.
    /// @returns what went wrong.
    tl::expected<void, std::string> open(const std::string &host, const std::string &port,
                                         const std::string &trust, const StationKeys &station);

    /// Only collected: `flush` sends it.
    template <class Buffers> std::size_t write_some(const Buffers &buffers, boost::beast::error_code &error)
    {
        std::size_t written = 0;
        for (auto each = boost::asio::buffer_sequence_begin(buffers);
             each != boost::asio::buffer_sequence_end(buffers) && !error; ++each) {
            const boost::asio::const_buffer buffer(*each);
            written += write(buffer, error);
        }
        return written;
    }
    template <class Buffers> std::size_t read_some(const Buffers &buffers, boost::beast::error_code &error)
    {
        return read(*boost::asio::buffer_sequence_begin(buffers), error);
    }
    void flush(boost::beast::error_code &error);

    // A SyncStream has these too.
    template <class Buffers> std::size_t write_some(const Buffers &buffers)
    {
        return orThrow([&](auto &error) { return write_some(buffers, error); });
    }
    template <class Buffers> std::size_t read_some(const Buffers &buffers)
    {
        return orThrow([&](auto &error) { return read_some(buffers, error); });
    }

private:
    template <class Call> static std::size_t orThrow(Call call)
    {
        boost::beast::error_code error;
        const std::size_t length = call(error);
        if (error)
            throw boost::beast::system_error(error);
        return length;
    }
    struct Free {
        void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
        void operator()(SSL *tls) const { SSL_free(tls); }
    };
    std::size_t write(boost::asio::const_buffer buffer, boost::beast::error_code &error);
    std::size_t read(boost::asio::mutable_buffer buffer, boost::beast::error_code &error);
    tl::expected<void, std::string> shakeHands(const std::string &host);

    boost::asio::io_context m_io;
    boost::asio::ip::tcp::socket m_socket{m_io};
    std::unique_ptr<SSL_CTX, Free> m_context;
    std::unique_ptr<SSL, Free> m_tls;
};

} // namespace indraj::load
