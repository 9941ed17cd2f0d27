#include "central/session.h"

#include "central/log.h"
#include "central/requestlog.h"
#include "central/sender.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
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
constexpr std::size_t mostReadAhead = 256U << 10;
constexpr std::chrono::seconds lingerTimeout{2};

using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

/// The requests of one connection. Its steps: wait for a first byte, read the header, judge it, wait for
/// room, read the body, ask the database, answer.
template <class Stream>
class HttpSession final : public Session, public std::enable_shared_from_this<HttpSession<Stream>> {
    static constexpr bool isTls = std::is_same_v<Stream, TlsStream>;

public:
    HttpSession(Stream stream, const Shared &shared, std::function<void()> gone)
        : m_stream(std::move(stream))
        , m_shared(shared)
        , m_gone(std::move(gone))
        , m_trust(shared.trust.current())
        , m_timer(m_stream.get_executor())
    {
    }
    ~HttpSession() override
    {
        leaveGate();
        if (m_counted)
            m_shared.rates.close(m_peer->name);
        m_gone();
    }

    void start() override
    {
        asio::dispatch(m_stream.get_executor(), [me = self()] {
            if constexpr (isTls)
                me->handshake();
            else
                me->waitForRequest();
        });
    }

    void drain() override
    {
        asio::post(m_stream.get_executor(), [me = self()] {
            me->m_draining = true;
            if (me->m_idle)
                me->lowest().cancel();
        });
    }

private:
    auto self() { return this->shared_from_this(); }
    beast::tcp_stream &lowest() { return beast::get_lowest_layer(m_stream); }

    void handshake()
    {
        lowest().expires_after(m_shared.config.headerTimeout);
        m_stream.async_handshake(asio::ssl::stream_base::server, [me = self()](error_code error) {
            if (!error && me->identifyPeer())
                return me->waitForRequest();
            me->event("tls-refused", error.value());
            me->linger();
        });
    }

    /// Whom TLS has proven, by the lists in force now. False: nobody whom this service knows.
    bool identifyPeer()
    {
        const std::unique_ptr<X509, decltype(&X509_free)> certificate(
            SSL_get1_peer_certificate(m_stream.native_handle()), X509_free);
        const auto identity = certificate ? m_trust->identify(certificate.get())
                                          : tl::unexpected(CertificateFault{0, "none"});
        if (!identity)
            return false;
        if (!m_peer && identity->role == Role::Station)
            m_counted = m_shared.rates.open(identity->name);
        m_peer = *identity;
        return true;
    }

    /// On a connection that outlives a new revocation list its certificate is judged anew.
    bool isStillTrusted()
    {
        const auto inForce = m_shared.trust.current();
        if (inForce == m_trust)
            return true;
        m_trust = inForce;
        if constexpr (isTls)
            return identifyPeer();
        return true;
    }

    /// Idle between requests: a first byte is awaited with a long patience, the rest of the header with a
    /// short one, so that a slow sender cannot hold a connection with a byte now and then.
    void waitForRequest()
    {
        if (m_draining)
            return linger();
        if (m_buffer.size() > 0)
            return readHeader();
        m_buffer.shrink_to_fit();
        m_idle = true;
        lowest().expires_after(m_shared.config.idleTimeout);
        m_stream.async_read_some(m_buffer.prepare(4096), [me = self()](error_code error, std::size_t length) {
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
        m_bodyBytes = 0;
        m_parser.emplace();
        m_parser->header_limit(maxHeaderBytes);
        m_parser->body_limit(1U << 20);
        lowest().expires_after(m_shared.config.headerTimeout);
        http::async_read_header(m_stream, m_buffer, *m_parser,
                                [me = self()](error_code error, std::size_t) { me->headerRead(error); });
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
        if (error == beast::error::timeout)
            event("header-timeout", 0);
        if (error)
            return;
        if (!isStillTrusted()) {
            event("no-longer-trusted", 0);
            return linger();
        }
        judgeHeader();
    }

    void judgeHeader()
    {
        m_request = requestOf(m_parser->get());
        auto sender = senderOf(m_parser->get(), m_request.target, m_peer, m_shared.config, *m_trust);
        if (!sender)
            return reply(std::move(sender.error()), true);
        m_request.station = sender->name;
        m_request.role = sender->role;
        if (isTls && m_peer->role == Role::Station && !m_counted)
            return reply(Api::tooMuch(std::chrono::seconds(m_shared.config.retryAfterSeconds)), true);
        const auto length = m_parser->content_length().value_or(0);
        if (m_parser->chunked())
            return refuse(411, "length-required");
        if (length > Api::bodyLimit(m_request.method, m_request.target))
            return refuse(413, "body-too-large");
        m_bodyBytes = static_cast<std::size_t>(length);
        if (m_request.role == Role::Station)
            return pace();
        enterGate();
    }

    /// A station ahead of its rate waits here with its body unread, so that its own line slows it down.
    void pace()
    {
        const auto verdict = m_shared.rates.take(m_request.station, static_cast<double>(m_bodyBytes),
                                                 std::chrono::steady_clock::now());
        if (verdict.refused)
            m_tooMuch = verdict.wait;
        if (verdict.refused || verdict.wait.count() == 0)
            return enterGate();
        m_shared.metrics.event("paced");
        lowest().expires_never();
        m_timer.expires_after(verdict.wait);
        m_timer.async_wait([me = self()](error_code) { me->enterGate(); });
    }

    void enterGate()
    {
        if (m_bodyBytes == 0)
            return readBody();
        lowest().expires_never();
        m_timer.expires_after(m_shared.config.queueTimeout);
        const long long ticket = m_shared.gate.enter(m_bodyBytes, [me = self()] {
            asio::post(me->m_stream.get_executor(), [me] {
                me->m_reserved = me->m_bodyBytes;
                me->m_timer.cancel();
                me->readBody();
            });
        });
        if (ticket == 0)
            return;
        m_shared.metrics.event("held-unread");
        m_timer.async_wait([me = self(), ticket](error_code error) {
            if (!error && me->m_shared.gate.withdraw(ticket))
                me->reply(me->m_shared.api.busy("no-room"), true);
        });
    }

    void leaveGate()
    {
        if (m_reserved > 0)
            m_shared.gate.leave(std::exchange(m_reserved, 0));
    }

    /// Straight to where it stays, under one time limit for all of it: Beast's own reading would copy the
    /// bytes once more and set a timer for each TLS record.
    void readBody()
    {
        std::string &body = m_parser->get().body();
        body.resize(m_bodyBytes);
        const std::size_t here = asio::buffer_copy(asio::buffer(body), m_buffer.data());
        m_buffer.consume(here);
        if (here == m_bodyBytes)
            return bodyRead();
        lowest().expires_never();
        m_readingBody = true;
        m_timer.expires_after(m_shared.config.bodyTimeout);
        m_timer.async_wait([me = self()](error_code error) {
            if (error || !me->m_readingBody)
                return;
            me->event("body-timeout", 0);
            me->lowest().cancel();
        });
        asio::async_read(m_stream, asio::buffer(body) + here, [me = self()](error_code error, std::size_t) {
            me->m_readingBody = false;
            me->m_timer.cancel();
            if (!error)
                me->bodyRead();
        });
    }

    void bodyRead()
    {
        if (const auto wait = std::exchange(m_tooMuch, std::nullopt))
            return reply(Api::tooMuch(*wait), false);
        handle();
    }

    void handle()
    {
        m_request.body = std::move(m_parser->get().body());
        if (m_request.target == "/metrics" && m_request.method == "GET" && m_request.role == Role::Operations)
            return reply({200, {}, "text/plain; version=0.0.4", metricsText()}, false);
        const bool isPage = m_shared.looking && m_request.role == Role::Operations
            && pages::Pages::serves(m_request.target);
        auto answer = isPage ? m_shared.pages.handle(m_request) : m_shared.api.handle(m_request);
        if (auto *response = std::get_if<Response>(&answer))
            return reply(std::move(*response), false);
        ask(isPage ? *m_shared.looking : m_shared.database, std::move(std::get<DatabaseWork>(answer)));
    }

    std::string metricsText() const
    {
        return m_shared.metrics.text({m_shared.database.waiting(), m_shared.gate.inUse(),
                                      m_shared.gate.waiting(), m_trust->endings()});
    }

    /// The database has its own time limits; the connection must not expire under a waiting job.
    void ask(Database &database, DatabaseWork work)
    {
        lowest().expires_never();
        const auto answerWith = [](const std::shared_ptr<HttpSession> &me, Response response) {
            auto shared = std::make_shared<Response>(std::move(response));
            asio::post(me->m_stream.get_executor(), [me, shared] { me->reply(std::move(*shared), false); });
        };
        auto job
            = [me = self(), answerWith, work = std::move(work)](Connection &db) { answerWith(me, work(db)); };
        auto late = [me = self(), answerWith] { answerWith(me, me->m_shared.api.busy("queue-late")); };
        if (!database.submit(std::move(job), std::move(late), m_shared.config.queueTimeout))
            reply(m_shared.api.busy("queue-full"), false);
    }

    /// The body was not read: the connection cannot be used any further.
    void refuse(int status, std::string_view code) { reply(Api::error(status, code), true); }

    void reply(Response response, bool close)
    {
        recordRequest(m_shared.metrics, m_request, m_requestId, response,
                      std::chrono::steady_clock::now() - m_begun, m_bodyBytes);
        leaveGate();
        const bool keep = !close && !m_draining && m_parser->keep_alive();
        m_response = wireOf(std::move(response), m_request, m_requestId, keep);
        send(keep);
    }

    /// Something that is no answer to a request.
    void event(std::string_view code, int detail) const
    {
        m_shared.metrics.event(code);
        log(LogLevel::Warning, code,
            {{"station", m_peer ? std::string_view(m_peer->name) : std::string_view()},
             {"code", static_cast<long long>(detail)}});
    }

    void send(bool keep)
    {
        lowest().expires_after(m_shared.config.bodyTimeout);
        http::async_write(m_stream, m_response, [me = self(), keep](error_code error, std::size_t) {
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
                                 [me = self(), soFar](error_code error, std::size_t length) {
                                     if (!error && soFar + length < maxLingerBytes)
                                         me->discard(soFar + length);
                                 });
    }

    Stream m_stream;
    const Shared &m_shared;
    std::function<void()> m_gone;
    std::shared_ptr<const Trust> m_trust; ///< by which the peer was identified
    beast::flat_buffer m_buffer{maxHeaderBytes + mostReadAhead};
    std::optional<http::request_parser<http::string_body>> m_parser;
    WireResponse m_response;
    Request m_request;
    std::optional<Identity> m_peer; ///< whom TLS has proven; empty on a plain connection
    std::string m_requestId;
    std::chrono::steady_clock::time_point m_begun;
    std::array<char, 4096> m_waste{};
    asio::steady_timer m_timer;
    std::optional<std::chrono::milliseconds> m_tooMuch; ///< this request is beyond the station's rate
    std::size_t m_bodyBytes = 0; ///< of the request under way
    std::size_t m_reserved = 0; ///< of the gate
    bool m_counted = false; ///< one of the station's connections
    bool m_readingBody = false;
    bool m_idle = false;
    bool m_draining = false;
};

} // namespace

std::shared_ptr<Session> makeSession(asio::ip::tcp::socket socket, const Shared &shared,
                                     std::function<void()> gone)
{
    if (shared.config.listener == Listener::Proxy)
        return std::make_shared<HttpSession<PlainStream>>(PlainStream(std::move(socket)), shared,
                                                          std::move(gone));
    return std::make_shared<HttpSession<TlsStream>>(TlsStream(std::move(socket), shared.tls), shared,
                                                    std::move(gone));
}

} // namespace indraj::central
