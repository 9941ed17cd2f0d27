#include "central/session.h"

#include "central/log.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <array>
#include <optional>

namespace indraj::central {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using beast::error_code;

constexpr std::uint32_t maxHeaderBytes = 8192;
constexpr std::size_t maxLingerBytes = 1U << 20;
constexpr std::chrono::seconds lingerTimeout{2};

class TlsSession final : public Session, public std::enable_shared_from_this<TlsSession> {
public:
    TlsSession(asio::ip::tcp::socket socket, const Shared &shared, std::function<void()> gone)
        : m_stream(std::move(socket), shared.tls)
        , m_shared(shared)
        , m_gone(std::move(gone))
        , m_pace(m_stream.get_executor())
    {
    }
    ~TlsSession() override
    {
        if (m_counted)
            m_shared.rates.close(m_station);
        m_gone();
    }

    void start() override
    {
        asio::dispatch(m_stream.get_executor(), [me = shared_from_this()] { me->handshake(); });
    }

    void drain() override
    {
        asio::post(m_stream.get_executor(), [me = shared_from_this()] {
            me->m_draining = true;
            if (me->m_idle)
                me->lowest().cancel();
        });
    }

private:
    beast::tcp_stream &lowest() { return beast::get_lowest_layer(m_stream); }

    void handshake()
    {
        lowest().expires_after(m_shared.config.headerTimeout);
        m_stream.async_handshake(asio::ssl::stream_base::server, [me = shared_from_this()](error_code error) {
            if (!error) {
                const std::shared_ptr<X509> peer(SSL_get1_peer_certificate(me->m_stream.native_handle()),
                                                 X509_free);
                if (const auto name = peer ? stationOf(peer.get()) : std::nullopt) {
                    me->m_station = *name;
                    me->m_request.operations = me->isOperations();
                    me->m_counted = me->m_shared.rates.open(*name);
                    return me->waitForRequest();
                }
            }
            me->m_shared.metrics.event("tls-refused");
            log(LogLevel::Warning, "tls-refused", {{"code", static_cast<long long>(error.value())}});
            me->linger();
        });
    }

    bool isOperations() const { return m_shared.config.operationsNames.count(m_station) > 0; }

    /// Idle between requests: a first byte is awaited with a long patience, the rest of the header with a
    /// short one, so that a slow sender cannot hold a connection with a byte now and then.
    void waitForRequest()
    {
        if (m_draining)
            return linger();
        if (m_buffer.size() > 0)
            return readHeader();
        m_idle = true;
        lowest().expires_after(m_shared.config.idleTimeout);
        m_stream.async_read_some(m_buffer.prepare(4096),
                                 [me = shared_from_this()](error_code error, std::size_t length) {
                                     me->m_idle = false;
                                     me->m_buffer.commit(length);
                                     if (!error)
                                         return me->readHeader();
                                     if (me->m_draining)
                                         me->linger();
                                 });
    }

    void readHeader()
    {
        m_begun = std::chrono::steady_clock::now();
        m_requestId = randomHex(8);
        m_request = {};
        m_request.operations = isOperations();
        m_parser.emplace();
        m_parser->header_limit(maxHeaderBytes);
        m_parser->body_limit(1U << 20);
        lowest().expires_after(m_shared.config.headerTimeout);
        http::async_read_header(
            m_stream, m_buffer, *m_parser,
            [me = shared_from_this()](error_code error, std::size_t) { me->headerRead(error); });
    }

    void headerRead(error_code error)
    {
        if (error == http::error::header_limit)
            return refuse(431, "header-too-large");
        if (error == http::error::body_limit)
            return refuse(413, "body-too-large");
        if (error && error.category() == make_error_code(http::error::bad_method).category()
            && error != http::error::end_of_stream && error != http::error::partial_message)
            return refuse(400, "bad-http");
        if (error) {
            if (error == beast::error::timeout) {
                m_shared.metrics.event("header-timeout");
                log(LogLevel::Warning, "header-timeout", {{"station", std::string_view(m_station)}});
            }
            return;
        }
        takeHeader();
        if (!m_counted)
            return reply(Api::tooMuch(std::chrono::seconds(m_shared.config.retryAfterSeconds)), true);
        const std::size_t limit = Api::bodyLimit(m_request.method, m_request.target);
        if (m_parser->chunked())
            return refuse(411, "length-required");
        if (m_parser->content_length().value_or(0) > limit)
            return refuse(413, "body-too-large");
        pace(static_cast<double>(m_parser->content_length().value_or(0)));
    }

    /// A station ahead of its rate waits here with its body unread, so that its own line slows it down.
    void pace(double bytes)
    {
        const auto verdict = m_shared.rates.take(m_station, bytes, std::chrono::steady_clock::now());
        if (verdict.refused)
            m_tooMuch = verdict.wait;
        if (verdict.refused || verdict.wait.count() == 0)
            return readBody();
        m_shared.metrics.event("paced");
        lowest().expires_never();
        m_pace.expires_after(verdict.wait);
        m_pace.async_wait([me = shared_from_this()](error_code) { me->readBody(); });
    }

    void readBody()
    {
        lowest().expires_after(m_shared.config.bodyTimeout);
        http::async_read(
            m_stream, m_buffer, *m_parser, [me = shared_from_this()](error_code bodyError, std::size_t) {
                if (bodyError == beast::error::timeout) {
                    me->m_shared.metrics.event("body-timeout");
                    log(LogLevel::Warning, "body-timeout", {{"station", std::string_view(me->m_station)}});
                }
                if (bodyError)
                    return;
                if (const auto wait = std::exchange(me->m_tooMuch, std::nullopt))
                    return me->reply(Api::tooMuch(*wait), false);
                me->handle();
            });
    }

    void takeHeader()
    {
        const auto &message = m_parser->get();
        const auto header = [&](const char *name) { return std::string(message[name]); };
        m_request.method = std::string(message.method_string());
        m_request.target = std::string(message.target());
        m_request.station = m_station;
        m_request.tusResumable = header("Tus-Resumable");
        m_request.contentType = header("Content-Type");
        m_request.uploadOffset = header("Upload-Offset");
        m_request.uploadLength = header("Upload-Length");
        m_request.uploadMetadata = header("Upload-Metadata");
        m_request.uploadChecksum = header("Upload-Checksum");
    }

    void handle()
    {
        m_request.body = std::move(m_parser->get().body());
        if (m_request.target == "/metrics" && m_request.method == "GET" && m_request.operations)
            return reply(
                {200, {}, "text/plain; version=0.0.4", m_shared.metrics.text(m_shared.database.waiting())},
                false);
        auto answer = m_shared.api.handle(m_request);
        if (auto *response = std::get_if<Response>(&answer))
            return reply(std::move(*response), false);
        // The database has its own time limits; the connection must not expire under a waiting job.
        lowest().expires_never();
        auto job
            = [me = shared_from_this(), work = std::move(std::get<DatabaseWork>(answer))](Connection &db) {
                  auto response = std::make_shared<Response>(work(db));
                  asio::post(me->m_stream.get_executor(),
                             [me, response] { me->reply(std::move(*response), false); });
              };
        if (!m_shared.database.submit(std::move(job)))
            reply(m_shared.api.busy("queue-full"), false);
    }

    /// An answer to a request whose body was not read: the connection cannot be used any further.
    void refuse(int status, std::string_view code) { reply(Api::error(status, code), true); }

    void reply(Response response, bool close)
    {
        const auto took = std::chrono::steady_clock::now() - m_begun;
        const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(took);
        m_shared.metrics.request(Api::routeName(m_request.target), response.status, response.code, took,
                                 m_request.body.size());
        log(response.status >= 500 ? LogLevel::Warning : LogLevel::Info, "request",
            {{"request", std::string_view(m_requestId)},
             {"station", std::string_view(m_station)},
             {"route", Api::routeName(m_request.target)},
             {"status", static_cast<long long>(response.status)},
             {"code", std::string_view(response.code)},
             {"ms", static_cast<long long>(elapsed.count())},
             {"bytes", static_cast<long long>(m_request.body.size())}});
        if (response.code == "other-content" || response.code == "announced-otherwise")
            log(LogLevel::Warning, "conflict",
                {{"request", std::string_view(m_requestId)}, {"station", std::string_view(m_station)}});
        m_response = {};
        m_response.version(11);
        m_response.result(static_cast<unsigned>(response.status));
        if (response.status == 460)
            m_response.reason("Checksum Mismatch");
        m_response.set("X-Request-Id", m_requestId);
        m_response.set("Tus-Resumable", "1.0.0");
        m_response.set(http::field::cache_control, "no-store");
        if (!response.contentType.empty())
            m_response.set(http::field::content_type, response.contentType);
        for (const auto &[name, value] : response.headers)
            m_response.set(name, value);
        const bool keep = !close && !m_draining && m_parser->keep_alive();
        m_response.keep_alive(keep);
        if (m_request.method != "HEAD")
            m_response.body() = std::move(response.body);
        if (response.status != 204)
            m_response.content_length(m_response.body().size());
        send(keep);
    }

    void send(bool keep)
    {
        lowest().expires_after(m_shared.config.bodyTimeout);
        http::async_write(m_stream, m_response,
                          [me = shared_from_this(), keep](error_code error, std::size_t) {
                              if (error)
                                  return;
                              if (keep)
                                  me->waitForRequest();
                              else
                                  me->linger();
                          });
    }

    /// Ends our half and reads a little of what still comes: closing with unread bytes would reset the
    /// connection and could destroy an answer or a TLS alert on its way.
    void linger()
    {
        error_code ignored;
        lowest().socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
        lowest().expires_after(lingerTimeout);
        discard(0);
    }

    void discard(std::size_t soFar)
    {
        lowest().async_read_some(asio::buffer(m_waste),
                                 [me = shared_from_this(), soFar](error_code error, std::size_t length) {
                                     if (!error && soFar + length < maxLingerBytes)
                                         me->discard(soFar + length);
                                 });
    }

    beast::ssl_stream<beast::tcp_stream> m_stream;
    const Shared &m_shared;
    std::function<void()> m_gone;
    beast::flat_buffer m_buffer{maxHeaderBytes + maxChunkBytes};
    std::optional<http::request_parser<http::string_body>> m_parser;
    http::response<http::string_body> m_response;
    Request m_request;
    std::string m_station;
    std::string m_requestId;
    std::chrono::steady_clock::time_point m_begun;
    std::array<char, 4096> m_waste{};
    asio::steady_timer m_pace;
    std::optional<std::chrono::milliseconds> m_tooMuch; ///< this request is beyond the station's rate
    bool m_counted = false; ///< one of the station's connections
    bool m_idle = false;
    bool m_draining = false;
};

} // namespace

std::shared_ptr<Session> makeSession(asio::ip::tcp::socket socket, const Shared &shared,
                                     std::function<void()> gone)
{
    return std::make_shared<TlsSession>(std::move(socket), shared, std::move(gone));
}

} // namespace indraj::central
