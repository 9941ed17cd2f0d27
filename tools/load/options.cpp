#include "tools/load/options.h"

#include "central/text.h"

#include <functional>
#include <map>

namespace indraj::load {
namespace {

using Take = std::function<bool(Options &, const std::string &)>;

Take word(std::string Options::*field)
{
    return [field](Options &options, const std::string &value) {
        options.*field = value;
        return !value.empty();
    };
}

template <class Number> Take count(Number Options::*field, long long least, long long most)
{
    return [field, least, most](Options &options, const std::string &value) {
        const auto number = central::toNumber(value);
        if (!number || *number < least || *number > most)
            return false;
        options.*field = static_cast<Number>(*number);
        return true;
    };
}

bool takeCentral(Options &options, const std::string &value)
{
    const auto colon = value.rfind(':');
    options.host = value.substr(0, colon);
    options.port = colon == std::string::npos ? std::string() : value.substr(colon + 1);
    return !options.host.empty() && central::toNumber(options.port).has_value();
}

bool takeDirect(Options &options, const std::string &value)
{
    options.way = value == "insert" ? Way::Insert : Way::Functions;
    return value == "insert" || value == "functions";
}

bool takeSpread(Options &options, const std::string &value)
{
    const auto seconds = central::toNumber(value);
    options.spread = std::chrono::seconds(seconds.value_or(0));
    return seconds && *seconds <= 86400;
}

bool takeAnnounce(Options &options, const std::string &value)
{
    options.announce = value == "yes";
    return value == "yes" || value == "no";
}

const std::map<std::string, Take> &takers()
{
    static const std::map<std::string, Take> all = {
        {"--central", takeCentral},
        {"--trust", word(&Options::trust)},
        {"--authority", word(&Options::authority)},
        {"--authority-key", word(&Options::authorityKey)},
        {"--direct", takeDirect},
        {"--database", word(&Options::database)},
        {"--stations", count(&Options::stations, 1, 100000)},
        {"--connections", count(&Options::connections, 1, 2000)},
        {"--packets", count(&Options::packets, 1, 10000000)},
        {"--bytes", count(&Options::bytes, 1, 64LL << 20)},
        {"--chunk", count(&Options::chunkBytes, 1024, 1LL << 20)},
        {"--spread", takeSpread},
        {"--announce", takeAnnounce},
        {"--listed", count(&Options::listed, 1, 1000)},
    };
    return all;
}

} // namespace

const char *const usageText
    = "usage: indraj-load --central HOST:PORT --trust PEM --authority PEM --authority-key PEM [OPTIONS]\n"
      "       indraj-load --direct functions|insert --database ADDRESS [OPTIONS]\n"
      "  --stations N      simulated stations, each with a certificate of its own (8)\n"
      "  --connections N   at once (8)\n"
      "  --packets N       of all stations together (100)\n"
      "  --bytes N         of a packet (1048576)\n"
      "  --chunk N         of one PATCH, at most 1048576 (1048576)\n"
      "  --spread SECONDS  the packets come over this time, with the busy hours of a day (0: at once)\n"
      "  --announce yes|no signed lists before the packets (yes)\n"
      "  --listed N        packets that a station announces in one list, as of a backlog (1)\n"
      "The authority's key signs the simulated stations: a training authority, never a real one.\n"
      "--direct writes to a training database only: the packets are noise.\n";

tl::expected<Options, std::string> readOptions(const std::vector<std::string> &words)
{
    Options options;
    for (std::size_t i = 0; i < words.size(); i += 2) {
        const auto taker = takers().find(words[i]);
        if (taker == takers().end())
            return tl::unexpected("unknown option: " + words[i]);
        if (i + 1 == words.size() || !taker->second(options, words[i + 1]))
            return tl::unexpected("value out of range for " + words[i]);
    }
    const bool overWire = options.way == Way::Stations;
    if (overWire
        && (options.port.empty() || options.trust.empty() || options.authority.empty()
            || options.authorityKey.empty()))
        return tl::unexpected(std::string("missing: --central, --trust, --authority or --authority-key"));
    if (!overWire && options.database.empty())
        return tl::unexpected(std::string("missing: --database"));
    options.connections = std::min(options.connections, options.packets);
    options.stations = std::min(options.stations, options.packets);
    return options;
}

} // namespace indraj::load
