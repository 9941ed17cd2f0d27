#include "central/pages/html.h"
#include "central/pages/views.h"

namespace indraj::central::pages {
namespace {

/// A figure that is quiet when it is 0 and coloured when it is not.
std::string figureCell(long long figure, const char *kind)
{
    const std::string text = grouped(figure);
    return "<td class=\"number\">"
        + (figure > 0 ? "<span class=\"chip " + std::string(kind) + "\">" + text + "</span>"
                      : "<span class=\"quiet\">" + text + "</span>")
        + "</td>";
}

std::string stationRow(const View &view, const JsonValue &station)
{
    const std::string id = text(station, "id");
    const JsonValue *silent = station.member("silent");
    const bool isSilent = silent && std::get_if<bool>(&silent->value) && std::get<bool>(silent->value);
    const std::string *state = textOf(station, "state");
    return "<tr><th scope=\"row\"><a href=\"" + view.link("/operations/station/" + id) + "\"><bdi>" + id
        + "</bdi></a></th><td><bdi>" + text(station, "place") + "</bdi></td><td>"
        + stateChip(view, state ? *state : std::string()) + "</td><td><bdi>" + text(station, "seen")
        + "</bdi>"
        + (isSilent ? " <span class=\"chip warn\">" + std::string(view(Word::Silent)) + "</span>"
                    : std::string())
        + "</td>" + figureCell(count(station, "owed"), "info")
        + figureCell(count(station, "unfinished"), "info") + figureCell(count(station, "lost"), "error")
        + figureCell(count(station, "conflicts"), "warn") + figureCell(count(station, "refused"), "warn")
        + "<td class=\"number\">" + grouped(count(station, "storedDay")) + "</td></tr>";
}

std::string findForm(const View &view, const std::string &find, const std::string &show)
{
    std::string out = "<form method=\"get\" action=\"/operations/stations\"><label>"
        + std::string(view(Word::FindStation)) + " <input name=\"find\" maxlength=\"60\" value=\""
        + escaped(find) + "\"></label><label>" + std::string(view(Word::Show)) + " <select name=\"show\">";
    for (const auto &[value, name] :
         {std::pair{"all", Word::ShowAll}, {"attention", Word::ShowAttention}, {"owing", Word::ShowOwing}})
        out += "<option value=\"" + std::string(value) + "\"" + (show == value ? " selected" : "") + ">"
            + std::string(view(name)) + "</option>";
    out += "</select></label>";
    if (view.language == Language::Urdu)
        out += "<input type=\"hidden\" name=\"lang\" value=\"ur\">";
    return out + "<button>" + std::string(view(Word::Find)) + "</button></form>";
}

std::string pager(const View &view, const std::string &find, const std::string &show, long long from,
                  long long count, long long total)
{
    const auto page = [&](long long at, Word name) {
        return "<a href=\""
            + view.link("/operations/stations?find=" + urlEncoded(find) + "&show=" + urlEncoded(show)
                        + "&from=" + std::to_string(at))
            + "\">" + std::string(view(name)) + "</a>";
    };
    std::string out = "<p class=\"pager\">" + std::string(view(Word::Shown)) + " <bdi>"
        + grouped(total == 0 ? 0 : from + 1) + "–" + grouped(std::min(total, from + count)) + "</bdi> "
        + std::string(view(Word::Of)) + " <bdi>" + grouped(total) + "</bdi> ";
    if (from > 0)
        out += page(std::max(0LL, from - count), Word::Previous);
    if (from + count < total)
        out += page(from + count, Word::Next);
    return out + "</p>";
}

std::string numbers(const JsonValue::Array &sequences)
{
    std::string out;
    for (const JsonValue &each : sequences)
        out += (out.empty() ? "" : ", ") + (each.number() ? grouped(*each.number()) : std::string());
    return out;
}

std::string fact(const View &view, Word name, const std::string &value)
{
    return "<dt>" + std::string(view(name)) + "</dt><dd>" + value + "</dd>";
}

std::string comingTable(const View &view, const JsonValue::Array &coming)
{
    if (coming.empty())
        return "<p class=\"empty\">" + std::string(view(Word::NothingOwed)) + "</p>";
    std::string out = "<p class=\"quiet\">" + std::string(view(Word::StillComingMore))
        + "</p><div class=\"scroll\"><table><thead><tr>" + headCell(view, Word::Since)
        + headCell(view, Word::Packet) + headCell(view, Word::Bytes, true) + headCell(view, Word::Progress)
        + "</tr></thead><tbody>";
    for (const JsonValue &each : coming) {
        const long long length = count(each, "length"), here = count(each, "committed");
        const std::string share = std::to_string(length > 0 ? here * 100 / length : 0);
        out += "<tr><td><bdi>" + text(each, "since") + "</bdi></td><td><code>";
        out += text(each, "packet") + "</code></td><td class=\"number\"><bdi>";
        out += sizeText(length) + "</bdi></td><td><progress max=\"100\" value=\"";
        out += share + "\">";
        out += share + " %</progress> <bdi>";
        out += share + " %</bdi></td></tr>";
    }
    return out + "</tbody></table></div>";
}

} // namespace

std::string stationsContent(const View &view, const JsonValue &report, const std::string &find,
                            const std::string &show, long long from, long long pageSize)
{
    const auto &stations = list(report, "stations");
    std::string out = "<h1>" + std::string(view(Word::Stations)) + "</h1>" + findForm(view, find, show)
        + "<section class=\"panel\">";
    if (stations.empty())
        return out + "<p class=\"empty\">" + std::string(view(Word::NoStations)) + "</p></section>";
    out += "<div class=\"scroll\"><table><thead><tr>";
    for (const Word name : {Word::Station, Word::Place, Word::State, Word::LastSeen})
        out += headCell(view, name);
    for (const Word name :
         {Word::Owes, Word::Unfinished, Word::Lost, Word::Conflicts, Word::Refused, Word::Stored24h})
        out += headCell(view, name, true);
    out += "</tr></thead><tbody>";
    for (const JsonValue &station : stations)
        out += stationRow(view, station);
    return out + "</tbody></table></div></section>"
        + pager(view, find, show, from, pageSize, count(report, "total"));
}

std::string stationContent(const View &view, const JsonValue &report)
{
    const std::string *state = textOf(report, "state");
    const auto &lost = list(report, "lost");
    const auto &owed = list(report, "saidOwed");
    const std::string said = text(report, "saidAt"), why = text(report, "blockWhy");
    const std::string id = text(report, "id");
    std::string out
        = "<h1><bdi>" + id + "</bdi> " + stateChip(view, state ? *state : std::string()) + "</h1>";
    if (!lost.empty())
        out += "<section class=\"notice error\"><strong>" + std::string(view(Word::LostHere)) + ": <bdi>"
            + numbers(lost) + "</bdi></strong> " + std::string(view(Word::LostMore)) + "</section>";
    out += "<section class=\"panel\"><dl>"
        + fact(view, Word::Place, "<bdi>" + text(report, "place") + "</bdi>");
    if (!why.empty())
        out += fact(view, Word::Because, "<bdi>" + why + "</bdi>");
    out += fact(view, Word::FirstSeen, "<bdi>" + text(report, "first") + "</bdi>")
        + fact(view, Word::LastSeen, "<bdi>" + text(report, "seen") + "</bdi>")
        + fact(view, Word::LastStatement,
               said.empty() ? std::string(view(Word::Never)) : "<bdi>" + said + "</bdi>")
        + fact(view, Word::HighestSequence, grouped(count(report, "lastSequence")))
        + fact(view, Word::StoredHere, grouped(count(report, "stored")))
        + fact(view, Word::SaidOwed, owed.empty() ? std::string("0") : "<bdi>" + numbers(owed) + "</bdi>")
        + fact(view, Word::Carried,
               "<a href=\"" + view.link("/operations/carried?station=" + id) + "\">"
                   + std::string(view(Word::Show)) + "</a>")
        + "</dl></section><section class=\"panel\"><h2>" + std::string(view(Word::StillComing)) + "</h2>"
        + comingTable(view, list(report, "coming")) + "</section><section class=\"panel\"><h2>"
        + std::string(view(Word::Findings)) + "</h2>" + findingsTable(view, list(report, "findings"), false)
        + "</section>";
    return out;
}

std::string findingsContent(const View &view, const JsonValue &report)
{
    return "<h1>" + std::string(view(Word::Findings)) + "</h1><section class=\"panel\">"
        + findingsTable(view, list(report, "findings"), true) + "</section>";
}

} // namespace indraj::central::pages
