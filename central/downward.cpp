#include "central/downward.h"

#include "central/json.h"

#include <array>

namespace indraj::central {
namespace {

/// What a station reads of an answer; a page of decisions is signed on top.
constexpr const char *mostPieceBytes = "49152";
constexpr const char *mostDecisions = "100";
constexpr const char *mostPageBytes = "40000";

struct Route {
    std::string_view prefix;
    std::string_view name;
    std::size_t parts; ///< after the prefix
};
constexpr std::array routes{Route{"/v1/news/", "/v1/news", 3}, Route{"/v1/sets/", "/v1/sets/{channel}", 1},
                            Route{"/v1/items/", "/v1/items/{sha256}", 2},
                            Route{"/v1/decisions/", "/v1/decisions", 1}};

const Route *routeOf(std::string_view target)
{
    for (const Route &route : routes) {
        if (target.substr(0, route.prefix.size()) == route.prefix)
            return &route;
    }
    return nullptr;
}

std::vector<std::string> partsAfter(std::string_view target, std::size_t prefix)
{
    std::vector<std::string> parts;
    std::string_view rest = target.substr(prefix);
    for (;;) {
        const std::size_t slash = rest.find('/');
        parts.emplace_back(rest.substr(0, slash));
        if (slash == std::string_view::npos)
            return parts;
        rest.remove_prefix(slash + 1);
    }
}

/// Columns of a row whose first says what became of it; or the answer for when it is not "found".
tl::expected<Row, Response> foundRow(DatabaseAnswer<Row> row)
{
    if (!row) {
        Response busy = Api::error(503, "database-failed");
        busy.headers.emplace_back("Retry-After", "5");
        return tl::unexpected(busy);
    }
    if (row->empty() || !row->front())
        return tl::unexpected(Api::error(500, "shape"));
    const std::string &outcome = *row->front();
    if (outcome == "found")
        return std::move(*row);
    if (outcome == "blocked")
        return tl::unexpected(Api::error(403, "station-blocked"));
    return tl::unexpected(outcome == "beyond" ? Api::error(416, "beyond") : Api::error(404, "unknown"));
}

} // namespace

DownwardApi::DownwardApi(ReceiptSigner signer)
    : m_signer(std::move(signer))
{
}

bool DownwardApi::serves(std::string_view target) { return routeOf(target) != nullptr; }

std::string_view DownwardApi::routeName(std::string_view target)
{
    const Route *route = routeOf(target);
    return route ? route->name : std::string_view();
}

std::variant<Response, DatabaseWork> DownwardApi::handle(const Request &request) const
{
    const Route *route = routeOf(request.target);
    if (!route)
        return Api::error(404, "no-such-place");
    if (request.method != "GET")
        return Api::error(405, "method");
    const auto parts = partsAfter(request.target, route->prefix.size());
    if (parts.size() != route->parts)
        return Api::error(404, "no-such-place");
    const std::string &station = request.station;
    if (route == &routes[0])
        return [this, station](Connection &db) { return news(db, station); };
    if (route == &routes[1]) {
        if (parts[0] != "reference" && parts[0] != "staff")
            return Api::error(404, "unknown");
        return [this, station, channel = parts[0]](Connection &db) { return set(db, station, channel); };
    }
    if (route == &routes[2]) {
        const auto digest = fromHex(parts[0]);
        const auto start = toNumber(parts[1]);
        if (!digest || digest->size() != 32 || !start)
            return Api::error(404, "unknown");
        return [this, station, digest = *digest, start = *start](Connection &db) {
            return item(db, station, digest, start);
        };
    }
    const auto after = toNumber(parts[0]);
    if (!after)
        return Api::error(404, "unknown");
    return [this, station, after = *after](Connection &db) { return decisions(db, station, after); };
}

Response DownwardApi::news(Connection &db, const std::string &station) const
{
    const auto row = foundRow(db.row("SELECT * FROM intake.news($1)", {{station}}));
    if (!row)
        return row.error();
    return {200,
            {},
            "application/json",
            "{\"decisions\":" + (*row)[3].value_or("0") + ",\"reference\":" + (*row)[1].value_or("0")
                + ",\"staff\":" + (*row)[2].value_or("0") + "}"};
}

Response DownwardApi::set(Connection &db, const std::string &station, const std::string &channel) const
{
    const auto row = foundRow(db.row("SELECT * FROM intake.set_for($1, $2)", {{station}, {channel}}));
    if (!row)
        return row.error();
    const auto list = (*row)[1] ? fromByteaText(*(*row)[1]) : std::nullopt;
    if (!list)
        return Api::error(500, "shape");
    return {200, {}, "application/pkcs7-mime", *list};
}

Response DownwardApi::item(Connection &db, const std::string &station, const Bytes &sha256,
                           long long start) const
{
    const std::string from = std::to_string(start);
    const auto row = foundRow(db.row("SELECT * FROM intake.item_piece($1, $2, $3::bigint, $4::int)",
                                     {{station}, {sha256, true}, {from}, {mostPieceBytes}}));
    if (!row)
        return row.error();
    const auto data = (*row)[1] ? fromByteaText(*(*row)[1]) : std::nullopt;
    if (!data)
        return Api::error(500, "shape");
    return {200, {}, "application/octet-stream", *data};
}

Response DownwardApi::decisions(Connection &db, const std::string &station, long long after) const
{
    const std::string from = std::to_string(after);
    const auto row = foundRow(db.row("SELECT * FROM intake.decisions_after($1, $2::bigint, $3::int, $4::int)",
                                     {{station}, {from}, {mostDecisions}, {mostPageBytes}}));
    if (!row)
        return row.error();
    const auto page = m_signer.signText("{\"after\":" + from + ",\"decisions\":[" + (*row)[1].value_or("")
                                        + "],\"decisionsVersion\":1,\"last\":" + (*row)[2].value_or("0")
                                        + ",\"station\":" + jsonString(station) + "}");
    return page ? Response{200, {}, "application/pkcs7-mime", *page}
                : Api::error(500, "decisions-not-signed");
}

} // namespace indraj::central
