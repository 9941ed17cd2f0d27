#include "central/api.h"

#include "central/announcement.h"
#include "central/carrying.h"
#include "central/downward.h"
#include "central/json.h"
#include "central/log.h"
#include "central/reconcile.h"

#include <map>

namespace indraj::central {
namespace {

constexpr std::string_view packetsPath = "/v1/packets";
constexpr std::string_view packetPrefix = "/v1/packets/";
constexpr std::string_view receiptSuffix = "/receipt";

/// "key base64,key base64": the Upload-Metadata header of tus 1.0.
std::optional<std::map<std::string, Bytes>> parseMetadata(const std::string &header)
{
    std::map<std::string, Bytes> values;
    for (std::size_t start = 0; start <= header.size();) {
        const std::size_t end = std::min(header.find(',', start), header.size());
        const std::string pair = header.substr(start, end - start);
        const std::size_t blank = pair.find(' ');
        if (blank == 0 || blank == std::string::npos)
            return std::nullopt;
        auto value = fromBase64(std::string_view(pair).substr(blank + 1));
        if (!value || !values.emplace(pair.substr(0, blank), std::move(*value)).second)
            return std::nullopt;
        start = end + 1;
    }
    return values;
}

std::optional<NewPacket> newPacketOf(const Request &request)
{
    const auto metadata = parseMetadata(request.uploadMetadata);
    const long long length = toNumber(request.uploadLength).value_or(0);
    if (!metadata || length < 1)
        return std::nullopt;
    const auto value = [&](const char *key) {
        const auto found = metadata->find(key);
        return found == metadata->end() ? Bytes() : found->second;
    };
    NewPacket packet{value("packetid"), request.station, 0, value("kind"), length, value("sha256")};
    packet.sequence = toNumber(value("sequence")).value_or(0);
    const bool kindFits = !packet.kind.empty() && packet.kind.size() <= 32 && packet.kind.front() >= 'a'
        && packet.kind.front() <= 'z'
        && packet.kind.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
    if (!isPacketId(packet.packet) || packet.sha256.size() != 32 || packet.sequence < 1 || !kindFits)
        return std::nullopt;
    return packet;
}

Response offsetResponse(int status, const Outcome &outcome)
{
    // Upload-Limit is of the IETF's draft of resumable uploads; tus has no word for it.
    return {status,
            {},
            {},
            {},
            {{"Upload-Offset", std::to_string(outcome.offset)},
             {"Upload-Limit", "max-append-size=" + std::to_string(maxChunkBytes)}}};
}

} // namespace

std::string packetIdOf(const std::string &uploadMetadata)
{
    const auto metadata = parseMetadata(uploadMetadata);
    const Bytes id = metadata && metadata->contains("packetid") ? metadata->at("packetid") : Bytes();
    return isPacketId(id) ? id : std::string();
}

Api::Api(ReceiptSigner signer, const TrustInForce &trust, Options options)
    : m_signer(std::move(signer))
    , m_trust(trust)
    , m_downward(std::make_shared<const DownwardApi>(m_signer))
    , m_carrying(
          std::make_shared<const CarryingApi>(m_signer, trust, options.maxPacketBytes,
                                              [this](const DatabaseError &error) { return failed(error); }))
    , m_options(options)
{
}

Response Api::error(int status, std::string_view code)
{
    return {status, std::string(code), "application/json", "{\"code\":" + jsonString(code) + "}"};
}

Response Api::busy(std::string_view code) const
{
    Response response = error(503, code);
    response.headers.emplace_back("Retry-After", std::to_string(m_options.retryAfterSeconds));
    return response;
}

Response Api::tooMuch(std::chrono::milliseconds wait)
{
    Response response = error(429, "station-rate");
    response.headers.emplace_back("Retry-After", std::to_string(1 + wait.count() / 1000));
    return response;
}

Response Api::failed(const DatabaseError &fault) const
{
    log(LogLevel::Warning, "database",
        {{"away", fault.fault == DatabaseFault::Away ? 1LL : 0LL},
         {"sqlstate", std::string_view(fault.sqlState)}});
    // A refused statement is as temporary to the station as a lost one: lock and statement timeouts end here
    // too, and a full disk, which somebody must be told of by its own name.
    if (fault.sqlState == "53100")
        return busy("database-disk-full");
    return busy(fault.fault == DatabaseFault::Away ? "database-away" : "database-failed");
}

std::size_t Api::bodyLimit(std::string_view method, std::string_view asked)
{
    const std::string target = CarryingApi::plainTarget(asked);
    if (method == "PATCH" && target.rfind(packetPrefix, 0) == 0)
        return maxChunkBytes;
    if (method == "POST" && target == packetsPath)
        return maxChunkBytes;
    const bool isList = target == "/v1/manifest" || target == "/v1/reconcile" || target == "/v1/carried";
    return method == "POST" && isList ? maxAnnouncementBytes : 0;
}

std::string_view Api::routeName(std::string_view target)
{
    for (const std::string_view known : {"/healthz", "/health", "/readyz", "/ready", "/metrics",
                                         "/v1/manifest", "/v1/reconcile", "/v1/packets"}) {
        if (target == known)
            return known;
    }
    if (const auto downward = DownwardApi::routeName(target); !downward.empty())
        return downward;
    if (const auto carried = CarryingApi::routeName(target); !carried.empty())
        return carried;
    if (target.substr(0, packetPrefix.size()) != packetPrefix)
        return "other";
    return target.size() > 36 + packetPrefix.size() ? "/v1/packets/{id}/receipt" : "/v1/packets/{id}";
}

std::variant<Response, DatabaseWork> Api::handle(Request &request) const
{
    const std::string &target = request.target;
    if ((target == "/healthz" || target == "/health") && request.method == "GET")
        return Response{200, {}, "text/plain", "ok\n"};
    if ((target == "/readyz" || target == "/ready") && request.method == "GET")
        return [this](Connection &db) { return ready(db); };
    if (request.role != Role::Station)
        return error(403, "operations-only");
    if (target == "/v1/manifest")
        return request.method == "POST" ? manifest(request) : error(405, "method");
    if (target == "/v1/reconcile")
        return request.method == "POST" ? statement(request) : error(405, "method");
    if (DownwardApi::serves(target))
        return m_downward->handle(request);
    if (CarryingApi::serves(target))
        return m_carrying->handle(request, [this](Request &asStation) { return packets(asStation); });
    return packets(request);
}

std::variant<Response, DatabaseWork> Api::packets(Request &request) const
{
    const std::string &target = request.target;
    const bool onPacket = target.rfind(packetPrefix, 0) == 0;
    if (target != packetsPath && !onPacket)
        return error(404, "no-such-place");
    if (request.method == "OPTIONS")
        return options();
    const bool isReceipt = onPacket && request.method == "GET";
    if (!isReceipt && request.tusResumable != "1.0.0") {
        Response wrong = error(412, "tus-version");
        wrong.headers.emplace_back("Tus-Version", "1.0.0");
        return wrong;
    }
    if (onPacket)
        return packet(request);
    return request.method == "POST" ? create(request) : error(405, "method");
}

Response Api::options() const
{
    return {204,
            {},
            {},
            {},
            {{"Tus-Version", "1.0.0"},
             {"Tus-Extension", "creation,creation-with-upload,checksum,termination"},
             {"Tus-Checksum-Algorithm", "sha256"},
             {"Tus-Max-Size", std::to_string(m_options.maxPacketBytes)}}};
}

Response Api::ready(Connection &db) const
{
    const auto versions = schemaVersions(db);
    if (!versions)
        return failed(versions.error());
    if (*versions != expectedSchemaVersions())
        return busy("schema-level");
    return {200, {}, "text/plain", "ready\n"};
}

/// Bytes of a packet need their type and their own checksum, whichever call brings them. `whole` is the
/// digest that the database compares them with, where they are the whole packet: then they are not hashed
/// twice.
std::optional<Response> Api::refusedBytes(const Request &request, std::string_view whole)
{
    static constexpr std::string_view algorithm = "sha256 ";
    if (request.contentType != "application/offset+octet-stream")
        return error(415, "content-type");
    if (request.uploadChecksum.rfind(algorithm, 0) != 0)
        return error(400, "bad-patch");
    const auto checksum = fromBase64(std::string_view(request.uploadChecksum).substr(algorithm.size()));
    if (!checksum || checksum->size() != 32)
        return error(400, "bad-checksum");
    if (*checksum != whole && *checksum != sha256(request.body))
        return error(460, "chunk-checksum");
    return std::nullopt;
}

Response Api::refusedChunk(const Outcome &outcome)
{
    static const std::map<std::string, int, std::less<>> statusOf{
        {"offset", 409}, {"beyond", 413}, {"digest", 460}, {"unknown", 404}, {"blocked", 403}};
    const auto status = statusOf.find(outcome.code);
    Response refused = error(status == statusOf.end() ? 500 : status->second, outcome.code);
    if (refused.status == 409 || refused.status == 460)
        refused.headers.emplace_back("Upload-Offset", std::to_string(outcome.offset));
    return refused;
}

std::variant<Response, DatabaseWork> Api::manifest(Request &request) const
{
    auto content = m_trust.current()->announcements().open(request.body, request.station);
    if (!content)
        return error(400, "announcement-signature");
    auto packets = parseAnnouncement(*content, request.station, m_options.maxPacketBytes);
    if (!packets)
        return error(400, packets.error());
    return [this, station = request.station, list = std::move(request.body),
            packets = std::move(*packets)](Connection &db) {
        const auto outcome = announce(db, station, list, packets);
        if (!outcome)
            return failed(outcome.error());
        if (outcome->code == "blocked")
            return error(403, "station-blocked");
        if (outcome->code == "conflict")
            return error(409, "announced-otherwise");
        return Response{200, {}, "application/json", "{\"fresh\":" + std::to_string(outcome->offset) + "}"};
    };
}

std::variant<Response, DatabaseWork> Api::statement(Request &request) const
{
    auto content = m_trust.current()->announcements().open(request.body, request.station);
    if (!content)
        return error(400, "statement-signature");
    auto said = parseStatement(*content, request.station);
    if (!said)
        return error(400, said.error());
    return [this, station = request.station, list = std::move(request.body),
            said = std::move(*said)](Connection &db) {
        const auto found = reconcile(db, station, said, list);
        if (!found)
            return failed(found.error());
        if (found->code != "compared")
            return error(403, "station-blocked");
        if (!found->agrees() || found->here > said.lastSequence)
            log(LogLevel::Warning, "disagreement",
                {{"station", std::string_view(station)}, {"audit", std::string_view(found->audit)}});
        const auto answer = m_signer.signText(comparisonJson(station, *found, list, utcNow()));
        if (!answer)
            return error(500, "comparison-not-signed");
        return Response{200, {}, "application/pkcs7-mime", *answer};
    };
}

std::variant<Response, DatabaseWork> Api::create(Request &request) const
{
    auto packet = newPacketOf(request);
    if (!packet)
        return error(400, "bad-create");
    if (packet->length > m_options.maxPacketBytes)
        return error(413, "packet-too-large");
    if (!request.body.empty()) {
        const auto length = static_cast<long long>(request.body.size());
        const bool isWhole = length == packet->length;
        if (auto refused = refusedBytes(request, isWhole ? std::string_view(packet->sha256) : ""))
            return std::move(*refused);
        if (length > packet->length)
            return error(413, "beyond");
    }
    return [this, packet = std::move(*packet), first = std::move(request.body)](Connection &db) {
        const auto outcome = createPacket(db, packet, first);
        if (!outcome)
            return failed(outcome.error());
        if (outcome->code == "blocked")
            return error(403, "station-blocked");
        if (outcome->code == "conflict")
            return error(409, "other-content");
        if (outcome->code == "digest")
            return refusedChunk(*outcome);
        Response created = offsetResponse(201, *outcome);
        created.headers.emplace_back("Location", std::string(packetPrefix) + packet.packet);
        return created;
    };
}

std::variant<Response, DatabaseWork> Api::packet(Request &request) const
{
    std::string_view rest = std::string_view(request.target).substr(packetPrefix.size());
    const bool wantsReceipt = rest.size() > receiptSuffix.size()
        && rest.substr(rest.size() - receiptSuffix.size()) == receiptSuffix;
    if (wantsReceipt)
        rest.remove_suffix(receiptSuffix.size());
    if (!isPacketId(rest))
        return error(404, "bad-packet-id");
    const std::string id(rest);
    const std::string &station = request.station;
    if (wantsReceipt) {
        if (request.method != "GET")
            return error(405, "method");
        return [this, id, station](Connection &db) { return receipt(db, id, station); };
    }
    if (request.method == "PATCH")
        return append(request, id);
    if (request.method == "HEAD")
        return [this, id, station](Connection &db) { return head(db, id, station); };
    if (request.method == "DELETE")
        return [this, id, station](Connection &db) { return terminate(db, id, station); };
    return error(405, "method");
}

Response Api::head(Connection &db, const std::string &packet, const std::string &station) const
{
    const auto outcome = packetStatus(db, packet, station);
    if (!outcome)
        return failed(outcome.error());
    if (outcome->code != "found")
        return outcome->code == "blocked" ? error(403, "station-blocked") : error(404, "unknown-packet");
    Response found = offsetResponse(200, *outcome);
    found.headers.emplace_back("Upload-Length", std::to_string(outcome->total));
    return found;
}

Response Api::terminate(Connection &db, const std::string &packet, const std::string &station) const
{
    const auto outcome = terminatePacket(db, packet, station);
    if (!outcome)
        return failed(outcome.error());
    if (outcome->code == "terminated")
        return {204, {}, {}, {}};
    if (outcome->code == "stored")
        return error(409, "stored");
    return outcome->code == "blocked" ? error(403, "station-blocked") : error(404, "unknown-packet");
}

std::variant<Response, DatabaseWork> Api::append(Request &request, const std::string &packet) const
{
    if (auto refused = refusedBytes(request))
        return std::move(*refused);
    const auto start = toNumber(request.uploadOffset);
    if (!start || request.body.empty())
        return error(400, "bad-patch");
    return [this, packet, station = request.station, start = *start,
            body = std::move(request.body)](Connection &db) {
        const auto outcome = appendChunk(db, packet, station, start, body);
        if (!outcome)
            return failed(outcome.error());
        if (outcome->code == "appended")
            return offsetResponse(204, *outcome);
        return refusedChunk(*outcome);
    };
}

Response Api::receipt(Connection &db, const std::string &packet, const std::string &station) const
{
    auto stored = receiptFor(db, packet, station, {});
    if (stored && stored->code == "found" && stored->receipt.empty()) {
        const auto fresh = m_signer.sign(stored->facts);
        if (!fresh) {
            log(LogLevel::Error, "receipt-not-signed", {{"packet", std::string_view(packet)}});
            return error(500, "receipt-not-signed");
        }
        stored = receiptFor(db, packet, station, *fresh);
    }
    if (!stored)
        return failed(stored.error());
    if (stored->code == "found")
        return {200, {}, "application/pkcs7-mime", stored->receipt};
    if (stored->code == "incomplete")
        return error(409, "incomplete");
    return stored->code == "blocked" ? error(403, "station-blocked") : error(404, "unknown-packet");
}

} // namespace indraj::central
