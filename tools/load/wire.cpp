#include "tools/load/wire.h"

#include "tools/load/tlsline.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace indraj::load {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

constexpr int mostRepeats = 100;

std::string base64(std::string_view bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char *>(text.data()),
                                       reinterpret_cast<const unsigned char *>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string checksum(std::string_view digest) { return "sha256 " + base64(digest); }

std::string announcementText(const std::string &station, const std::vector<Noise> &packets)
{
    const std::string now = central::utcNow();
    std::string entries;
    for (const Noise &packet : packets) {
        entries += entries.empty() ? "" : ",";
        entries += R"({"kind":"enrolment","length":)" + std::to_string(packet.length) + R"(,"packetId":")"
            + packet.id + R"(","sequence":)" + std::to_string(packet.sequence) + R"(,"sha256":")"
            + central::toHex(packet.sha256) + R"(","time":")" + now + R"("})";
    }
    return R"({"announcementVersion":1,"madeAt":")" + now + R"(","packets":[)" + entries + R"(],"station":")"
        + station + R"("})";
}

} // namespace

struct StationLine::Stream {
    TlsLine line;
    beast::flat_buffer buffer;
};

struct StationLine::Call {
    http::verb method;
    std::string target;
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string_view body{};
};

struct StationLine::Answer {
    unsigned status = 0;
    std::string body;
    std::string offset;
};

StationLine::StationLine(const Options &options, const StationKeys &station)
    : m_options(options)
    , m_station(station)
{
}

StationLine::~StationLine() = default;

tl::expected<void, std::string> StationLine::open()
{
    auto stream = std::make_unique<Stream>();
    if (auto opened = stream->line.open(m_options.host, m_options.port, m_options.trust, m_station); !opened)
        return opened;
    m_stream = std::move(stream);
    return {};
}

tl::expected<StationLine::Answer, std::string> StationLine::ask(const Call &call,
                                                                const std::function<void()> &again)
{
    for (int i = 0; i < mostRepeats; ++i) {
        http::request<http::span_body<const char>> request{call.method, call.target, 11};
        request.set(http::field::host, m_options.host);
        request.set("Tus-Resumable", "1.0.0");
        for (const auto &[name, value] : call.headers)
            request.set(name, value);
        request.body() = {call.body.data(), call.body.size()};
        if (call.method == http::verb::post || call.method == http::verb::patch)
            request.content_length(call.body.size());
        beast::error_code error;
        http::write(m_stream->line, request, error);
        if (!error)
            m_stream->line.flush(error);
        http::response<http::string_body> response;
        if (!error)
            http::read(m_stream->line, m_stream->buffer, response, error);
        if (error)
            return tl::unexpected("line: " + error.message());
        if (response.result_int() != 429 && response.result_int() != 503)
            return Answer{response.result_int(), response.body(), std::string(response["Upload-Offset"])};
        again();
        const auto wait = central::toNumber(std::string(response[http::field::retry_after]));
        asio::io_context clock;
        asio::steady_timer(clock, std::chrono::seconds(wait.value_or(1))).wait();
        if (!response.keep_alive()) {
            if (auto opened = open(); !opened)
                return tl::unexpected(opened.error());
        }
    }
    return tl::unexpected(std::string("refused too often"));
}

tl::expected<void, std::string>
StationLine::with(const std::function<tl::expected<void, std::string>()> &work)
{
    if (!m_stream) {
        if (auto opened = open(); !opened)
            return opened;
    }
    auto done = work();
    if (!done)
        m_stream.reset();
    return done;
}

tl::expected<void, std::string> StationLine::announce(const std::vector<Noise> &packets,
                                                      const std::function<void()> &again)
{
    return with([&]() -> tl::expected<void, std::string> {
        const auto list = signedList(m_station, announcementText(m_station.name, packets));
        const auto announced = ask({http::verb::post, "/v1/manifest", {}, list}, again);
        if (!announced)
            return tl::unexpected(announced.error());
        if (announced->status != 200)
            return tl::unexpected("manifest " + std::to_string(announced->status));
        return {};
    });
}

tl::expected<void, std::string> StationLine::create(const Noise &packet, std::string_view first,
                                                    const std::function<void()> &again)
{
    const std::string metadata = "packetid " + base64(packet.id) + ",sequence "
        + base64(std::to_string(packet.sequence)) + ",kind " + base64("enrolment") + ",sha256 "
        + base64(packet.sha256);
    const bool isWhole = first.size() == packet.length;
    const auto created
        = ask({http::verb::post,
               "/v1/packets",
               {{"Content-Type", "application/offset+octet-stream"},
                {"Upload-Length", std::to_string(packet.length)},
                {"Upload-Metadata", metadata},
                {"Upload-Checksum", checksum(isWhole ? packet.sha256 : central::sha256(first))}},
               first},
              again);
    if (!created)
        return tl::unexpected(created.error());
    if (created->status != 201 || created->offset != std::to_string(first.size()))
        return tl::unexpected("POST " + std::to_string(created->status));
    return {};
}

tl::expected<void, std::string> StationLine::goOn(const Noise &packet, std::string_view bytes,
                                                  const std::function<void()> &again)
{
    const std::string target = "/v1/packets/" + packet.id;
    const auto step = static_cast<std::size_t>(m_options.chunkBytes);
    for (std::size_t at = step; at < bytes.size(); at += step) { // the first went with the create
        const auto piece = bytes.substr(at, step);
        const auto answer = ask({http::verb::patch,
                                 target,
                                 {{"Content-Type", "application/offset+octet-stream"},
                                  {"Upload-Offset", std::to_string(at)},
                                  {"Upload-Checksum", checksum(central::sha256(piece))}},
                                 piece},
                                again);
        if (!answer)
            return tl::unexpected(answer.error());
        // 409 with our own end: it was committed, and the answer to the first try was lost with a server.
        const bool isThere = answer->status == 204 || answer->status == 409;
        if (!isThere || answer->offset != std::to_string(at + piece.size()))
            return tl::unexpected("PATCH " + std::to_string(answer->status));
    }
    return {};
}

tl::expected<void, std::string> StationLine::fetchReceipt(const Noise &packet,
                                                          const std::function<void()> &again)
{
    const auto receipt = ask({http::verb::get, "/v1/packets/" + packet.id + "/receipt"}, again);
    if (!receipt)
        return tl::unexpected(receipt.error());
    // The signature is the stations' concern; that it is this packet's receipt is looked at here.
    if (receipt->status != 200 || receipt->body.find(central::toHex(packet.sha256)) == std::string::npos)
        return tl::unexpected("receipt " + std::to_string(receipt->status));
    return {};
}

tl::expected<void, std::string> StationLine::send(const Noise &packet, std::string_view bytes,
                                                  const std::function<void()> &again)
{
    return with([&]() -> tl::expected<void, std::string> {
        const auto first = bytes.substr(0, static_cast<std::size_t>(m_options.chunkBytes));
        if (auto created = create(packet, first, again); !created)
            return created;
        if (auto sent = goOn(packet, bytes, again); !sent)
            return sent;
        return fetchReceipt(packet, again);
    });
}

} // namespace indraj::load
