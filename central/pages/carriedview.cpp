#include "central/pages/html.h"
#include "central/pages/views.h"

namespace indraj::central::pages {
namespace {

std::string stationCell(const View &view, const std::string &id)
{
    return "<td><a href=\"" + view.link("/operations/station/" + id) + "\"><bdi>" + id + "</bdi></a></td>";
}

std::string carriedRow(const View &view, const JsonValue &pair)
{
    const long long missing = count(pair, "missing");
    return "<tr>" + stationCell(view, text(pair, "carrier")) + stationCell(view, text(pair, "station"))
        + "<td><bdi>" + text(pair, "at") + "</bdi></td><td class=\"number\">"
        + grouped(count(pair, "packets")) + "</td><td class=\"number\">" + grouped(count(pair, "before"))
        + "</td><td class=\"number\">" + grouped(count(pair, "since")) + "</td><td class=\"number\">"
        + (missing > 0 ? "<span class=\"chip info\">" : "<span class=\"quiet\">") + grouped(missing)
        + "</span></td></tr>";
}

} // namespace

std::string carriedContent(const View &view, const JsonValue &report, const std::string &station)
{
    const auto &pairs = list(report, "carried");
    std::string out = "<h1>" + std::string(view(Word::Carried));
    if (!station.empty())
        out.append(" · <bdi>").append(escaped(station)).append("</bdi>");
    out += "</h1><section class=\"panel\">";
    if (pairs.empty())
        return out + "<p class=\"empty\">" + std::string(view(Word::NothingCarried)) + "</p></section>";
    out += "<p class=\"quiet\">" + std::string(view(Word::CarriedMore))
        + "</p><div class=\"scroll\"><table><thead><tr>";
    for (const Word name : {Word::Carrier, Word::CarriedFor, Word::LastList})
        out += headCell(view, name);
    for (const Word name : {Word::OnTheList, Word::HereBefore, Word::CameSince, Word::NotHere})
        out += headCell(view, name, true);
    out += "</tr></thead><tbody>";
    for (const JsonValue &pair : pairs)
        out += carriedRow(view, pair);
    return out + "</tbody></table></div></section>";
}

} // namespace indraj::central::pages
