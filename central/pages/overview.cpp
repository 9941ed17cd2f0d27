#include "central/pages/html.h"
#include "central/pages/views.h"

#include <algorithm>

namespace indraj::central::pages {
namespace {

/// A figure with what it means; `kind` colours it.
std::string card(std::string_view title, const std::string &figure, const std::string &more, const char *kind,
                 const std::string &link)
{
    return "<a class=\"card " + std::string(kind) + "\" href=\"" + link + "\"><h2>" + std::string(title)
        + "</h2><p class=\"figure\"><bdi>" + figure + "</bdi></p><p>" + more + "</p></a>";
}

std::string cards(const View &view, const JsonValue &report)
{
    const auto phrase = [&](const char *key, Word name) {
        return "<bdi>" + grouped(count(report, key)) + "</bdi> " + std::string(view(name));
    };
    const long long owed = count(report, "owed"), gaps = count(report, "gaps");
    const long long wrong = count(report, "conflicts") + count(report, "refused");
    std::string people;
    for (const auto &[key, name] :
         {std::pair{"waiting", Word::WaitingForPerson}, {"blocked", Word::Blocked}}) {
        if (count(report, key) > 0)
            people += ", " + phrase(key, name);
    }
    return "<div class=\"cards\">"
        + card(view(Word::StationsSeen), grouped(count(report, "seen")),
               phrase("stations", Word::OfAll) + people, "", view.link("/operations/stations"))
        + card(view(Word::PacketsOwed), grouped(owed), phrase("owing", Word::ByStations),
               owed > 0 ? "info" : "ok", view.link("/operations/stations?show=owing"))
        + card(view(Word::StoredDay), grouped(count(report, "storedDay")),
               sizeText(count(report, "bytesDay")) + ", " + phrase("unopened", Word::Unopened), "",
               view.link("/operations"))
        + card(view(Word::Gaps), grouped(gaps), phrase("lost", Word::SequencesLost),
               gaps > 0 ? "error" : "ok", view.link("/operations/stations?show=attention"))
        + card(view(Word::ToLookAt), grouped(wrong),
               phrase("conflicts", Word::Conflicts) + ", " + phrase("refused", Word::Refused),
               wrong > 0 ? "warn" : "ok", view.link("/operations/findings"))
        + "</div>";
}

/// Bars by attributes alone: a strict content policy allows no inline style.
std::string bars(const View &view, const JsonValue::Array &hours)
{
    long long most = 1;
    for (const JsonValue &hour : hours)
        most = std::max(most, count(hour, "packets"));
    constexpr int step = 40, height = 160, floor = 200;
    std::string out = "<svg class=\"bars\" viewBox=\"0 0 " + std::to_string(step * 24)
        + " 230\" role=\"img\" aria-label=\"" + std::string(view(Word::IntakePerHour)) + "\">";
    int x = 0;
    for (const JsonValue &hour : hours) {
        const long long packets = count(hour, "packets");
        const auto tall = static_cast<int>(packets * height / most);
        const std::string left = std::to_string(x + 5), middle = std::to_string(x + step / 2);
        out += "<rect x=\"" + left + "\" y=\"" + std::to_string(floor - tall) + "\" width=\"30\" height=\""
            + std::to_string(tall) + "\" rx=\"2\"><title>" + text(hour, "hour") + " · " + grouped(packets)
            + " " + std::string(view(Word::Packets)) + " · " + sizeText(count(hour, "bytes"))
            + "</title></rect>";
        if (packets > 0)
            out += "<text class=\"value\" x=\"" + middle + "\" y=\"" + std::to_string(floor - tall - 6)
                + "\">" + grouped(packets) + "</text>";
        if ((x / step) % 3 == 0)
            out += "<text x=\"" + middle + "\" y=\"222\">" + text(hour, "hour") + "</text>";
        x += step;
    }
    return out + "<line x1=\"0\" y1=\"200\" x2=\"960\" y2=\"200\"/></svg>";
}

} // namespace

std::string overviewContent(const View &view, const JsonValue &report)
{
    std::string out = "<h1>" + std::string(view(Word::Overview)) + "</h1>" + cards(view, report);
    if (count(report, "gaps") + count(report, "conflicts") + count(report, "refused") == 0)
        out += "<section class=\"notice ok\"><strong>" + std::string(view(Word::AllIsWell)) + "</strong> "
            + std::string(view(Word::AllIsWellMore)) + "</section>";
    out += "<section class=\"panel\"><h2>" + std::string(view(Word::IntakePerHour)) + "</h2>";
    if (count(report, "storedDay") == 0)
        out += "<p class=\"empty\">" + std::string(view(Word::NothingYet)) + "</p>";
    else
        out += bars(view, list(report, "hours"));
    return out + "</section>";
}

} // namespace indraj::central::pages
