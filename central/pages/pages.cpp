#include "central/pages/pages.h"

#include "central/pages/html.h"
#include "central/pages/views.h"

namespace indraj::central::pages {
namespace {

constexpr std::string_view root = "/operations";
constexpr std::string_view stationPrefix = "/operations/station/";
constexpr long long stationsOnAPage = 100;
constexpr long long rowsOnAPage = 200; // of what has no pages

Response page(int status, std::string html, std::string code = {})
{
    return {status,
            std::move(code),
            "text/html; charset=utf-8",
            std::move(html),
            {{"Content-Security-Policy",
              "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
              "frame-ancestors 'none'"},
             {"X-Content-Type-Options", "nosniff"},
             {"Referrer-Policy", "no-referrer"}}};
}

/// What a page needs of the database and what it makes of it.
struct Plan {
    std::string statement;
    std::vector<std::string> parameters;
    Word title;
    std::function<std::string(const JsonValue &)> content;
};

Response carryOut(Connection &db, const View &view, const Plan &plan)
{
    std::vector<Parameter> parameters;
    for (const std::string &each : plan.parameters)
        parameters.push_back({each});
    const auto row = db.row(plan.statement.c_str(), parameters);
    if (!row || row->size() != 1)
        return page(503, notice(view, Word::DatabaseAway, Word::DatabaseAwayMore), "database-away");
    if (!row->front())
        return page(404, notice(view, Word::NoSuchStation, Word::Stations), "no-such-station");
    const auto report = parseJson(*row->front());
    if (!report)
        return page(500, notice(view, Word::DatabaseAway, Word::DatabaseAwayMore), "report-unreadable");
    const std::string *now = textOf(*report, "now");
    return page(200, document(view, plan.title, now ? *now : std::string(), plan.content(*report)));
}

/// The target without its `lang`.
std::string withoutLanguage(std::string_view target)
{
    const auto mark = target.find('?');
    std::string out(target.substr(0, mark));
    std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    const char *glue = "?";
    while (!rest.empty()) {
        const auto pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        if (pair.substr(0, 5) == "lang=")
            continue;
        out.append(glue).append(pair);
        glue = "&";
    }
    return out;
}

Plan stationsPlan(const View &view, const std::string &target, const std::string &zone)
{
    const std::string find = queryValue(target, "find").substr(0, 60);
    std::string show = queryValue(target, "show");
    if (show != "attention" && show != "owing")
        show = "all";
    const long long from = std::min(1'000'000LL, toNumber(queryValue(target, "from")).value_or(0));
    return {"SELECT intake.report_stations($1, $2, $3, $4::bigint, $5::bigint)",
            {zone, find, show, std::to_string(from), std::to_string(stationsOnAPage)},
            Word::Stations,
            [view, find, show, from](const JsonValue &report) {
                return stationsContent(view, report, find, show, from, stationsOnAPage);
            }};
}

Plan carriedPlan(const View &view, const std::string &target, const std::string &zone)
{
    std::string station = queryValue(target, "station");
    if (!isStationId(station))
        station.clear();
    return {"SELECT intake.report_carried($1, $2, $3::bigint)",
            {zone, station, std::to_string(rowsOnAPage)},
            Word::Carried,
            [view, station](const JsonValue &report) { return carriedContent(view, report, station); }};
}

std::optional<Plan> planOf(const View &view, const std::string &target, const std::string &zone)
{
    const std::string path = target.substr(0, target.find('?'));
    if (path == root)
        return Plan{"SELECT intake.report_overview($1)",
                    {zone},
                    Word::Overview,
                    [view](const JsonValue &report) { return overviewContent(view, report); }};
    if (path == "/operations/stations")
        return stationsPlan(view, target, zone);
    if (path == "/operations/findings")
        return Plan{"SELECT intake.report_findings($1, $2::bigint)",
                    {zone, std::to_string(rowsOnAPage)},
                    Word::Findings,
                    [view](const JsonValue &report) { return findingsContent(view, report); }};
    if (path == "/operations/carried")
        return carriedPlan(view, target, zone);
    if (path.rfind(stationPrefix, 0) == 0 && isStationId(path.substr(stationPrefix.size())))
        return Plan{"SELECT intake.report_station($1, $2)",
                    {zone, path.substr(stationPrefix.size())},
                    Word::Station,
                    [view](const JsonValue &report) { return stationContent(view, report); }};
    return std::nullopt;
}

} // namespace

bool Pages::serves(std::string_view target)
{
    const auto path = target.substr(0, target.find('?'));
    return path == root || path.rfind("/operations/", 0) == 0;
}

std::string_view Pages::routeName(std::string_view target)
{
    const auto path = target.substr(0, target.find('?'));
    for (const std::string_view known :
         {root, std::string_view("/operations/stations"), std::string_view("/operations/findings"),
          std::string_view("/operations/carried"), std::string_view("/operations/style.css")}) {
        if (path == known)
            return known;
    }
    return path.rfind(stationPrefix, 0) == 0 ? "/operations/station/{id}" : "other";
}

std::variant<Response, DatabaseWork> Pages::handle(const Request &request) const
{
    if (request.method != "GET" && request.method != "HEAD")
        return Api::error(405, "method");
    if (request.target == "/operations/style.css")
        return Response{
            200, {}, "text/css; charset=utf-8", styleSheet, {{"X-Content-Type-Options", "nosniff"}}};
    const View view{queryValue(request.target, "lang") == "ur" ? Language::Urdu : Language::English,
                    withoutLanguage(request.target)};
    auto plan = planOf(view, request.target, m_timeZone);
    if (!plan)
        return page(404, notice(view, Word::PageAbsent, Word::Overview), "no-such-place");
    return [view, plan = std::move(*plan)](Connection &db) { return carryOut(db, view, plan); };
}

} // namespace indraj::central::pages
