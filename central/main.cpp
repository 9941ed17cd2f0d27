#include "central/handon.h"
#include "central/keeping.h"
#include "central/log.h"
#include "central/mediaimport.h"
#include "central/migrate.h"
#include "central/openjob.h"
#include "central/publish.h"
#include "central/server.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <malloc.h>

namespace {

using namespace indraj::central;

int usage()
{
    std::fputs(
        "usage: indraj-central [serve] --config FILE      serve until SIGTERM\n"
        "       indraj-central migrate --config FILE      bring the database up to date and exit\n"
        "       indraj-central check --config FILE        read configuration, keys and certificates and "
        "exit\n"
        "       indraj-central open [--again] --config FILE   open what was stored (the inner zone's job) "
        "and "
        "exit;\n"
        "                  --again: also what was refused for our keys or authorities, after they have "
        "changed\n"
        "       indraj-central import DIR --config FILE   take what a station has copied to a disk and exit\n"
        "       indraj-central publish DIR --config FILE  reference data and staff lists to the stations "
        "(inner "
        "zone)\n"
        "       indraj-central decide PACKET VERDICT [REASON [FIELD,FIELD... [NOTE]]] --config FILE\n"
        "                  tell a station: accepted, needs-correction, duplicate or rejected (inner zone)\n"
        "       indraj-central station register ID [PLACE] --config FILE    an administrator's acts:\n"
        "       indraj-central station block ID WHY | station unblock ID    docs/operations.md\n"
        "       indraj-central registry open|closed | expire DAYS | retire YYYY-MM-DD\n"
        "(--migrate and --check after the file do the same as the words before it)\n",
        stderr);
    return 64;
}

struct Arguments {
    std::string act = "serve";
    std::string folder;
    std::string config;
    std::vector<std::string> words; ///< after the act
};

std::optional<Arguments> readArguments(std::vector<std::string> words)
{
    Arguments arguments;
    const auto option = std::find(words.begin(), words.end(), "--config");
    if (option == words.end() || option + 1 == words.end())
        return std::nullopt;
    arguments.config = *(option + 1);
    words.erase(option, option + 2);
    if (words.empty())
        return arguments;
    arguments.act = words[0] == "--migrate" || words[0] == "--check" ? words[0].substr(2) : words[0];
    // How many words follow each act, at least and at most.
    static const std::map<std::string, std::pair<std::size_t, std::size_t>> acts{
        {"serve", {0, 0}},    {"migrate", {0, 0}}, {"check", {0, 0}},  {"open", {0, 1}},
        {"import", {1, 1}},   {"publish", {1, 1}}, {"decide", {2, 5}}, {"station", {2, 3}},
        {"registry", {1, 1}}, {"expire", {1, 1}},  {"retire", {1, 1}}};
    const auto act = acts.find(arguments.act);
    arguments.words.assign(words.begin() + 1, words.end());
    if (act == acts.end() || arguments.words.size() < act->second.first
        || arguments.words.size() > act->second.second)
        return std::nullopt;
    arguments.folder = words.back();
    if (arguments.act == "open" && !arguments.words.empty() && arguments.words[0] != "--again")
        return std::nullopt;
    return arguments;
}

int cannot(std::string_view event, const std::string &detail, int code)
{
    log(LogLevel::Error, event, {{"detail", std::string_view(detail)}});
    return code;
}

int runMigration(const Config &config)
{
    const auto applied = migrate(config.migrateDatabase.empty() ? config.database : config.migrateDatabase);
    if (!applied) {
        log(LogLevel::Error, "migration-failed", {{"detail", std::string_view(applied.error())}});
        return 70;
    }
    log(LogLevel::Info, "migrated", {{"applied", static_cast<long long>(*applied)}});
    return 0;
}

int runHandOn(const Config &config)
{
    const auto counts = handOn(config);
    if (!counts)
        return cannot("cannot-hand-on", counts.error(), 70);
    log(LogLevel::Info, "hand-on-done",
        {{"posted", static_cast<long long>(counts->posted)},
         {"already", static_cast<long long>(counts->already)},
         {"refused", static_cast<long long>(counts->refused)}});
    return counts->refused == 0 ? 0 : 1;
}

/// Status 1: something was refused, which a person must look at.
int runOpening(const Config &config, bool again)
{
    if (again) {
        const auto count = openAgain(config);
        if (!count)
            return cannot("cannot-open", count.error(), 70);
        log(LogLevel::Info, "open-again", {{"packets", *count}});
    }
    const auto counts = openStored(config);
    if (!counts)
        return cannot("cannot-open", counts.error(), 70);
    log(LogLevel::Info, "open-done",
        {{"opened", static_cast<long long>(counts->opened)},
         {"refused", static_cast<long long>(counts->refused)},
         {"forks", static_cast<long long>(counts->forks)}});
    const int opened = counts->refused + counts->forks == 0 ? 0 : 1;
    return config.osiaServer ? std::max(opened, runHandOn(config)) : opened;
}

int runImport(const Config &config, const std::string &folder)
{
    const auto counts = importMedia(config, folder);
    if (!counts)
        return cannot("cannot-import", counts.error(), 70);
    log(LogLevel::Info, "import-done",
        {{"stored", static_cast<long long>(counts->stored)},
         {"already", static_cast<long long>(counts->already)},
         {"refused", static_cast<long long>(counts->refused)}});
    return counts->refused == 0 ? 0 : 1;
}

int runKeeping(const Config &config, const Arguments &arguments)
{
    std::vector<std::string> words = arguments.words;
    words.insert(words.begin(), arguments.act);
    const auto answer = keep(config, words);
    if (!answer)
        return cannot("cannot-" + arguments.act, answer.error(), 65);
    const bool kept = isKept(*answer);
    log(kept ? LogLevel::Info : LogLevel::Warning, arguments.act, {{"answer", std::string_view(*answer)}});
    return kept ? 0 : 1;
}

int runPublish(const Config &config, const std::string &folder)
{
    const auto all = publish(config, folder);
    if (!all)
        return cannot("cannot-publish", all.error(), 65);
    for (const Published &each : *all)
        log(LogLevel::Info, each.fresh ? "published" : "unchanged",
            {{"channel", std::string_view(each.channel)},
             {"station", std::string_view(each.station)},
             {"version", each.version}});
    return 0;
}

int runDecide(const Config &config, const std::vector<std::string> &words)
{
    NewDecision decision{words[0], words[1], {}, {}, {}};
    if (words.size() > 2)
        decision.reason = words[2];
    if (words.size() > 3) {
        for (std::size_t start = 0; start < words[3].size();) {
            const std::size_t end = std::min(words[3].find(',', start), words[3].size());
            decision.fields.push_back(words[3].substr(start, end - start));
            start = end + 1;
        }
    }
    if (words.size() > 4)
        decision.note = words[4];
    const auto outcome = decide(config, decision);
    if (!outcome)
        return cannot("cannot-decide", outcome.error(), 65);
    log(LogLevel::Info, *outcome, {{"packet", std::string_view(decision.packet)}});
    return 0;
}

Use useOf(const std::string &act)
{
    if (act == "open")
        return Use::Open;
    return act == "publish" || act == "decide" ? Use::Publish : Use::Serve;
}

/// Bodies of up to a megabyte come and go in many threads: what each of them gave back to the system would
/// have to be fetched from it anew. Two heaps, so that what is kept stays bounded (docs/operations.md).
void keepMemory()
{
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 16 << 20);
    mallopt(M_TRIM_THRESHOLD, 32 << 20);
}

int run(const Arguments &arguments)
{
    const auto config = readConfig(arguments.config, useOf(arguments.act));
    if (!config)
        return cannot("configuration", config.error(), 78);
    if (arguments.act == "migrate")
        return runMigration(*config);
    if (arguments.act == "open")
        return runOpening(*config, !arguments.words.empty());
    if (arguments.act == "publish")
        return runPublish(*config, arguments.folder);
    if (arguments.act == "decide")
        return runDecide(*config, arguments.words);
    if (arguments.act == "import")
        return runImport(*config, arguments.folder);
    if (arguments.act == "check") {
        const auto keys = checkKeys(*config);
        return keys ? 0 : cannot("configuration", keys.error(), 78);
    }
    if (arguments.act != "serve")
        return runKeeping(*config, arguments);
    keepMemory();
    const auto served = serve(*config);
    return served ? 0 : cannot("cannot-serve", served.error(), 71);
}

} // namespace

int main(int count, char **arguments)
{
    const auto read = readArguments({arguments + 1, arguments + count});
    if (!read)
        return usage();
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return run(*read);
    } catch (const std::exception &exception) {
        // Only setting up Asio and memory can throw here; nothing useful can go on.
        log(LogLevel::Error, "exception", {{"detail", exception.what()}});
        return 70;
    }
}
