#include "central/osiacalls.h"

#include "central/text.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace indraj::central {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

using Request = http::request<http::string_body>;

constexpr std::chrono::seconds patience{120};
constexpr std::uint64_t largestAnswer = 128ULL << 20;

/// Runs one asynchronous step to its end: unlike a blocking call it ends by the stream's timer, too.
template <class Start> void step(asio::io_context &io, Start start)
{
    boost::system::error_code result = asio::error::would_block;
    start([&result](const boost::system::error_code &error, auto &&...) { result = error; });
    io.restart();
    io.run();
    if (result)
        throw boost::system::system_error(result);
}

template <class Stream> OsiaReply talk(asio::io_context &io, Stream &stream, const Request &request)
{
    step(io, [&](auto done) { http::async_write(stream, request, done); });
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(largestAnswer);
    step(io, [&](auto done) { http::async_read(stream, buffer, parser, done); });
    OsiaReply reply;
    reply.status = static_cast<int>(parser.get().result_int());
    reply.body = std::move(parser.get().body());
    return reply;
}

/// A bearer token that only its owner may read; empty: there is none.
std::string readToken(const std::string &file)
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::perms others = fs::perms::group_all | fs::perms::others_all;
    if ((fs::status(file, error).permissions() & others) != fs::perms::none || error)
        return {};
    std::ifstream in(file);
    std::string token;
    std::getline(in, token);
    while (!token.empty() && (token.back() == '\r' || token.back() == ' '))
        token.pop_back();
    const bool printable
        = std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c <= '~'; });
    return printable ? token : std::string();
}

} // namespace

struct OsiaCalls::Place {
    OsiaServer server;
    std::string tokenFile;
    std::unique_ptr<asio::ssl::context> tls; ///< null: plain, to this machine

    OsiaReply exchange(const Request &request) const
    {
        asio::io_context io;
        asio::ip::tcp::resolver resolver(io);
        const auto found = resolver.resolve(server.host, server.port);
        if (!tls) {
            beast::tcp_stream stream(io);
            stream.expires_after(patience);
            step(io, [&](auto done) { stream.async_connect(found, done); });
            return talk(io, stream, request);
        }
        beast::ssl_stream<beast::tcp_stream> stream(io, *tls);
        // As SSL_set_tlsext_host_name() does, whose macro casts in the old style.
        SSL_ctrl(stream.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                 const_cast<char *>(server.host.c_str()));
        stream.set_verify_callback(asio::ssl::host_name_verification(server.host));
        beast::tcp_stream &lowest = beast::get_lowest_layer(stream);
        lowest.expires_after(patience);
        step(io, [&](auto done) { lowest.async_connect(found, done); });
        step(io, [&](auto done) { stream.async_handshake(asio::ssl::stream_base::client, done); });
        return talk(io, stream, request);
    }

    OsiaReply call(Request request, const std::string &id, const std::string &query) const
    {
        const std::string token = readToken(tokenFile);
        if (token.empty())
            return {0, {}, "no token, or others may read it"};
        request.version(11);
        request.target(server.path + "/v1/enrollments/" + id + "?transactionId=" + randomHex(16) + query);
        request.set(http::field::host, server.host + ":" + server.port);
        request.set(http::field::authorization, "Bearer " + token);
        request.set(http::field::accept, "application/json");
        request.set(http::field::connection, "close");
        request.prepare_payload();
        try {
            return exchange(request);
        } catch (const std::exception &error) {
            return {0, {}, error.what()};
        }
    }
};

OsiaCalls::OsiaCalls(std::unique_ptr<Place> place)
    : m_place(std::move(place))
{
}
OsiaCalls::~OsiaCalls() = default;
OsiaCalls::OsiaCalls(OsiaCalls &&) noexcept = default;

tl::expected<OsiaCalls, std::string> OsiaCalls::open(const Config &config)
{
    auto place = std::make_unique<Place>();
    place->server = *config.osiaServer;
    place->tokenFile = config.osiaTokenFile;
    if (place->server.tls) {
        place->tls = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_client);
        SSL_CTX_set_min_proto_version(place->tls->native_handle(), TLS1_2_VERSION);
        boost::system::error_code error;
        place->tls->load_verify_file(config.osiaCa, error);
        if (error)
            return tl::unexpected("osia_ca: " + config.osiaCa + " cannot be used");
        place->tls->set_verify_mode(asio::ssl::verify_peer);
    }
    return OsiaCalls(std::move(place));
}

OsiaReply OsiaCalls::create(const std::string &id, const std::string &enrollment)
{
    Request request;
    request.method(http::verb::post);
    request.set(http::field::content_type, "application/json");
    request.body() = enrollment;
    return m_place->call(std::move(request), id, "&finalize=true");
}

OsiaReply OsiaCalls::read(const std::string &id)
{
    Request request;
    request.method(http::verb::get);
    return m_place->call(std::move(request), id, {});
}

} // namespace indraj::central
