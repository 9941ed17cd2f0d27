#include "central/pages/html.h"
#include "central/pages/views.h"

namespace indraj::central::pages {

std::string View::link(std::string_view where) const
{
    std::string whole(where);
    if (language == Language::Urdu)
        whole += (where.find('?') == std::string_view::npos ? "?lang=ur" : "&lang=ur");
    return escaped(whole);
}

long long count(const JsonValue &object, std::string_view key) { return numberOf(object, key).value_or(0); }

std::string text(const JsonValue &object, std::string_view key)
{
    const std::string *value = textOf(object, key);
    return value ? escaped(*value) : std::string();
}

const JsonValue::Array &list(const JsonValue &object, std::string_view key)
{
    static const JsonValue::Array none;
    const JsonValue *member = object.member(key);
    const auto *array = member ? member->array() : nullptr;
    return array ? *array : none;
}

namespace {

std::string navigation(const View &view)
{
    std::string out = "<nav>";
    const std::pair<const char *, Word> places[] = {{"/operations", Word::Overview},
                                                    {"/operations/stations", Word::Stations},
                                                    {"/operations/findings", Word::Findings},
                                                    {"/operations/carried", Word::Carried}};
    const std::string path = view.target.substr(0, view.target.find('?'));
    for (const auto &[where, name] : places) {
        const bool here
            = path == where || (name == Word::Stations && path.rfind("/operations/station", 0) == 0);
        out += "<a href=\"" + view.link(where) + "\"" + (here ? " aria-current=\"page\"" : "") + ">"
            + std::string(view(name)) + "</a>";
    }
    return out + "</nav>";
}

/// The same page in the other language.
std::string languageLink(const View &view)
{
    const View other{view.language == Language::Urdu ? Language::English : Language::Urdu, view.target};
    return "<a class=\"language\" href=\"" + other.link(view.target) + "\" lang=\""
        + (view.language == Language::Urdu ? "en" : "ur") + "\">" + std::string(view(Word::OtherLanguage))
        + "</a>";
}

} // namespace

std::string document(const View &view, Word title, const std::string &now, const std::string &content)
{
    const bool urdu = view.language == Language::Urdu;
    std::string out = "<!DOCTYPE html>\n<html lang=\"";
    out += urdu ? "ur\" dir=\"rtl\">" : "en\" dir=\"ltr\">";
    out += "<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
           "<meta name=\"color-scheme\" content=\"light dark\"><meta http-equiv=\"refresh\" content=\"60\">"
           "<title>"
        + std::string(view(title)) + " · " + std::string(view(Word::Title))
        + "</title><link rel=\"stylesheet\" href=\"/operations/style.css\"></head><body><header><strong>"
        + std::string(view(Word::Title)) + "</strong>" + navigation(view) + "<span class=\"now\">"
        + std::string(view(Word::UpdatedAt)) + " <bdi>" + escaped(now) + "</bdi></span>" + languageLink(view)
        + "</header><main>" + content + "</main></body></html>\n";
    return out;
}

std::string notice(const View &view, Word what, Word more)
{
    return document(view, what, {},
                    "<section class=\"notice error\"><h1>" + std::string(view(what)) + "</h1><p>"
                        + std::string(view(more)) + "</p></section>");
}

std::string stateChip(const View &view, const std::string &state)
{
    const Word name = state == "blocked" ? Word::Blocked
        : state == "waiting"             ? Word::WaitingForPerson
                                         : Word::Admitted;
    const char *kind = state == "blocked" ? "error" : state == "waiting" ? "warn" : "ok";
    return std::string("<span class=\"chip ") + kind + "\">" + std::string(view(name)) + "</span>";
}

std::string headCell(const View &view, Word name, bool figures)
{
    return "<th scope=\"col\"" + std::string(figures ? " class=\"number\">" : ">") + std::string(view(name))
        + "</th>";
}

std::string findingsTable(const View &view, const JsonValue::Array &findings, bool withStation)
{
    if (findings.empty())
        return "<p class=\"empty\">" + std::string(view(Word::NoFindings)) + "</p>";
    const auto head = [&view](Word name, bool figures = false) { return headCell(view, name, figures); };
    std::string out = "<div class=\"scroll\"><table><thead><tr>" + head(Word::When)
        + (withStation ? head(Word::Station) : std::string()) + head(Word::What) + head(Word::Sequence, true)
        + head(Word::Packet) + head(Word::Times, true) + "</tr></thead><tbody>";
    for (const JsonValue &each : findings) {
        const std::string *code = textOf(each, "what");
        const std::string station = text(each, "station");
        out += "<tr><td><bdi>" + text(each, "at") + "</bdi></td>";
        if (withStation)
            out.append("<td><a href=\"")
                .append(view.link("/operations/station/" + station))
                .append("\"><bdi>")
                .append(station)
                .append("</bdi></a></td>");
        out += "<td>";
        out += view(wordOfFinding(code ? *code : std::string()));
        out += " <code>";
        out += text(each, "what") + "</code></td><td class=\"number\">";
        out += grouped(count(each, "sequence"));
        out += "</td><td><code>";
        out += text(each, "packet");
        out += "</code></td><td class=\"number\">";
        out += grouped(count(each, "times"));
        out += "</td></tr>";
    }
    return out + "</tbody></table></div>";
}

} // namespace indraj::central::pages
