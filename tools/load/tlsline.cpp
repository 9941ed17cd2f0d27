#include "tools/load/tlsline.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/error.hpp>

#include <openssl/err.h>

namespace indraj::load {
namespace {

namespace asio = boost::asio;
using boost::beast::error_code;

constexpr int collected = 256L << 10;

} // namespace

TlsLine::TlsLine() = default;
TlsLine::~TlsLine() = default;

tl::expected<void, std::string> TlsLine::open(const std::string &host, const std::string &port,
                                              const std::string &trust, const StationKeys &station)
{
    m_context.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_min_proto_version(m_context.get(), TLS1_3_VERSION);
    SSL_CTX_set_verify(m_context.get(), SSL_VERIFY_PEER, nullptr);
    if (SSL_CTX_load_verify_file(m_context.get(), trust.c_str()) != 1
        || SSL_CTX_use_certificate(m_context.get(), station.certificate.get()) != 1
        || SSL_CTX_use_PrivateKey(m_context.get(), station.key.get()) != 1)
        return tl::unexpected("keys of " + station.name + " or " + trust + " cannot be used");
    error_code error;
    const auto places = asio::ip::tcp::resolver(m_io).resolve(host, port, error);
    if (!error)
        asio::connect(m_socket, places, error);
    if (!error)
        m_socket.set_option(asio::ip::tcp::no_delay(true), error);
    if (error)
        return tl::unexpected("connect: " + error.message());
    return shakeHands(host);
}

tl::expected<void, std::string> TlsLine::shakeHands(const std::string &host)
{
    m_tls.reset(SSL_new(m_context.get()));
    BIO *in = BIO_new_socket(m_socket.native_handle(), BIO_NOCLOSE);
    BIO *out = BIO_push(BIO_new(BIO_f_buffer()), BIO_new_socket(m_socket.native_handle(), BIO_NOCLOSE));
    SSL_set_bio(m_tls.get(), in, out);
    const bool done = BIO_int_ctrl(out, BIO_C_SET_BUFF_SIZE, collected, 1) == 1
        && SSL_set1_host(m_tls.get(), host.c_str()) == 1 && SSL_connect(m_tls.get()) == 1;
    if (done)
        return {};
    char text[256] = "";
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    return tl::unexpected(std::string("handshake: ") + text);
}

std::size_t TlsLine::write(asio::const_buffer buffer, error_code &error)
{
    std::size_t written = 0;
    if (buffer.size() > 0 && SSL_write_ex(m_tls.get(), buffer.data(), buffer.size(), &written) != 1)
        error = asio::error::broken_pipe;
    return written;
}

std::size_t TlsLine::read(asio::mutable_buffer buffer, error_code &error)
{
    std::size_t length = 0;
    if (buffer.size() > 0 && SSL_read_ex(m_tls.get(), buffer.data(), buffer.size(), &length) != 1)
        error = asio::error::eof;
    return length;
}

void TlsLine::flush(error_code &error)
{
    if (BIO_flush(SSL_get_wbio(m_tls.get())) != 1)
        error = asio::error::broken_pipe;
}

} // namespace indraj::load
