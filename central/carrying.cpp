#include "central/carrying.h"

#include "central/importreceipt.h"
#include "central/json.h"
#include "central/log.h"

namespace indraj::central {
namespace {

constexpr std::string_view listPath = "/v1/carried";
constexpr std::string_view carriedPrefix = "/v1/carried/";
constexpr std::string_view packets = "/v1/packets";

ImportItem itemOf(const Announced &packet, char state)
{
    switch (state) {
    case 'a':
        return {packet, "already", {}};
    case 's':
        return {packet, "stored", {}};
    case 'c':
        return {packet, "refused", "conflict"};
    default:
        return {packet, "refused", "missing"};
    }
}

/// The packet that a request is about; empty: none.
std::string packetOf(const Request &request)
{
    if (request.target == packets)
        return packetIdOf(request.uploadMetadata);
    if (request.target.size() < packets.size() + 37)
        return {};
    std::string id = request.target.substr(packets.size() + 1, 36);
    return isPacketId(id) ? id : std::string();
}

} // namespace

CarryingApi::CarryingApi(ReceiptSigner signer, const TrustInForce &trust, long long maxPacketBytes,
                         Failed failed)
    : m_signer(std::move(signer))
    , m_trust(trust)
    , m_maxPacketBytes(maxPacketBytes)
    , m_failed(std::move(failed))
{
}

bool CarryingApi::serves(std::string_view target)
{
    return target == listPath || target.substr(0, carriedPrefix.size()) == carriedPrefix;
}

std::string CarryingApi::plainTarget(std::string_view target)
{
    if (target.substr(0, carriedPrefix.size()) != carriedPrefix)
        return std::string(target);
    const std::size_t slash = target.find('/', carriedPrefix.size());
    return slash == std::string_view::npos ? std::string() : "/v1" + std::string(target.substr(slash));
}

std::string_view CarryingApi::routeName(std::string_view target)
{
    if (target == listPath)
        return listPath;
    return target.substr(0, carriedPrefix.size()) == carriedPrefix ? "/v1/carried/{station}" : "";
}

std::variant<Response, DatabaseWork> CarryingApi::handle(Request &request, const AsStation &asStation) const
{
    if (request.target == listPath)
        return request.method == "POST" ? list(request) : Api::error(405, "method");
    const std::string carrier = std::exchange(
        request.station,
        request.target.substr(carriedPrefix.size(),
                              request.target.find('/', carriedPrefix.size()) - carriedPrefix.size()));
    request.target = plainTarget(request.target);
    if (!isStationId(request.station) || request.target.rfind(packets, 0) != 0)
        return Api::error(404, "no-such-place");
    // What a station has begun is its own to give up.
    if (request.method == "DELETE" || request.method == "OPTIONS")
        return Api::error(405, "method");
    const std::string packet = packetOf(request);
    const std::string station = request.station;
    auto work = asStation(request);
    if (std::holds_alternative<Response>(work))
        return work;
    return [this, carrier, station, packet, work = std::get<DatabaseWork>(std::move(work))](Connection &db) {
        const auto may = mayCarry(db, carrier, station, packet);
        if (!may)
            return m_failed(may.error());
        if (may->code != "carried")
            return may->code == "carrier-blocked" ? Api::error(403, "carrier-blocked")
                                                  : Api::error(404, "unknown-packet");
        Response response = work(db);
        for (auto &[name, value] : response.headers) {
            if (name == "Location")
                value = std::string(carriedPrefix).append(station).append(value, 3); // behind "/v1"
        }
        return response;
    };
}

std::variant<Response, DatabaseWork> CarryingApi::list(Request &request) const
{
    const auto opened = m_trust.current()->announcements().openAny(request.body);
    if (!opened)
        return Api::error(400, "list-signature");
    auto list = parseMediaList(opened->content, opened->station, m_maxPacketBytes);
    if (!list)
        return Api::error(400, list.error());
    return [this, carrier = request.station, station = opened->station, bytes = std::move(request.body),
            list = std::move(*list)](Connection &db) {
        return importReceipt(db, carrier, station, bytes, list);
    };
}

/// What is here now of the disk's packets; the same question again may have a fuller answer.
Response CarryingApi::importReceipt(Connection &db, const std::string &carrier, const std::string &station,
                                    const Bytes &signedList, const MediaList &list) const
{
    const auto carried = carry(db, carrier, station, signedList, list.packets);
    if (!carried)
        return m_failed(carried.error());
    if (carried->code != "taken")
        return Api::error(403, carried->code == "blocked" ? "origin-blocked" : carried->code);
    if (carried->states.size() != list.packets.size())
        return Api::error(500, "shape");
    std::vector<ImportItem> items;
    for (std::size_t i = 0; i < list.packets.size(); ++i)
        items.push_back(itemOf(list.packets[i], carried->states[i]));
    log(LogLevel::Info, "carried",
        {{"station", std::string_view(station)}, {"carrier", std::string_view(carrier)}});
    const auto receipt = m_signer.signText(importReceiptJson(list, station, signedList, items));
    if (!receipt)
        return Api::error(500, "receipt-not-signed");
    return {200, {}, "application/pkcs7-mime", *receipt};
}

} // namespace indraj::central
