#include "central/keeping.h"

#include "central/database.h"

namespace indraj::central {
namespace {

using Answer = tl::expected<std::string, std::string>;

Answer oneText(Connection &db, const char *statement, const std::vector<Parameter> &parameters)
{
    const auto row = db.row(statement, parameters);
    if (!row)
        return tl::unexpected("database " + (row.error().sqlState.empty() ? "away" : row.error().sqlState));
    if (row->size() != 1 || !row->front())
        return tl::unexpected(std::string("database answers in another shape"));
    return *row->front();
}

bool isDay(std::string_view text)
{
    return text.size() == 10 && text[4] == '-' && text[7] == '-' && toNumber(text.substr(0, 4))
        && toNumber(text.substr(5, 2)) && toNumber(text.substr(8, 2));
}

Answer setStation(Connection &db, const std::vector<std::string> &words)
{
    const bool noteNeeded = words.size() > 1 && words[1] == "block";
    if (words.size() < (noteNeeded ? 4U : 3U) || words.size() > 4 || !isStationId(words[2]))
        return tl::unexpected(std::string("station register ID [PLACE], block ID WHY or unblock ID"));
    const std::string note = words.size() > 3 ? words[3] : std::string();
    const auto answer
        = oneText(db, "SELECT intake.set_station($1, $2, $3)", {{words[2]}, {words[1]}, {note}});
    if (answer && (*answer == "unknown" || *answer == "unknown-act"))
        return tl::unexpected(*answer);
    return answer;
}

} // namespace

tl::expected<std::string, std::string> keep(const Config &config, const std::vector<std::string> &words)
{
    Connection db(config.migrateDatabase.empty() ? config.database : config.migrateDatabase);
    const std::string act = words.empty() ? std::string() : words[0];
    if (act == "station")
        return setStation(db, words);
    if (act == "registry" && words.size() == 2 && (words[1] == "open" || words[1] == "closed"))
        return oneText(db, "SELECT intake.set_registry($1::boolean)",
                       {{words[1] == "open" ? "true" : "false"}});
    if (act == "expire" && words.size() == 2) {
        const auto days = toNumber(words[1]);
        if (!days || *days < 7 || *days > 3650)
            return tl::unexpected(std::string("expire takes 7 to 3650 days"));
        const auto gone = oneText(db, "SELECT intake.expire_unfinished($1::int)", {{words[1]}});
        return gone.map([](const std::string &count) { return "expired " + count; });
    }
    if (act == "retire" && words.size() == 2 && isDay(words[1]))
        return oneText(db, "SELECT intake.retire_day($1::date)", {{words[1]}});
    return tl::unexpected(std::string("registry open|closed, expire DAYS or retire YYYY-MM-DD"));
}

bool isKept(const std::string &answer)
{
    return answer.rfind("unfinished", 0) != 0 && answer.rfind("unopened", 0) != 0 && answer != "today"
        && answer != "no-such-day";
}

} // namespace indraj::central
