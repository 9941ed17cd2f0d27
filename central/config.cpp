#include "central/config.h"

#include "central/text.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <vector>

namespace indraj::central {
namespace {

using Setter = std::function<bool(Config &, const std::string &)>;

Setter text(std::string Config::*field)
{
    return [field](Config &config, const std::string &value) {
        config.*field = value;
        return !value.empty();
    };
}

Setter file(std::string Config::*field, const std::filesystem::path &folder)
{
    return [field, folder](Config &config, const std::string &value) {
        const std::filesystem::path path = value;
        config.*field = (path.is_absolute() ? path : folder / path).string();
        return !value.empty();
    };
}

Setter number(int Config::*field, int least, int most)
{
    return [field, least, most](Config &config, const std::string &value) {
        const auto parsed = toNumber(value);
        if (!parsed || *parsed < least || *parsed > most)
            return false;
        config.*field = static_cast<int>(*parsed);
        return true;
    };
}

Setter seconds(std::chrono::seconds Config::*field)
{
    return [field](Config &config, const std::string &value) {
        const auto parsed = toNumber(value);
        if (!parsed || *parsed < 1 || *parsed > 3600)
            return false;
        config.*field = std::chrono::seconds(*parsed);
        return true;
    };
}

std::string trimmed(const std::string &text)
{
    const auto first = text.find_first_not_of(" \t\r");
    return first == std::string::npos ? std::string()
                                      : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

Setter names(std::set<std::string> Config::*field)
{
    return [field](Config &config, const std::string &value) {
        for (std::size_t start = 0; start <= value.size();) {
            const std::size_t end = std::min(value.find(',', start), value.size());
            const std::string name = trimmed(value.substr(start, end - start));
            if (!isStationId(name) || !(config.*field).insert(name).second)
                return false;
            start = end + 1;
        }
        return true;
    };
}

bool setTimeZone(Config &config, const std::string &value)
{
    config.operationsTimeZone = value;
    return !value.empty() && value.size() <= 60 && std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/'
            || c == '_' || c == '-' || c == '+';
    });
}

bool setListener(Config &config, const std::string &value)
{
    config.listener = value == "proxy" ? Listener::Proxy : Listener::Tls;
    return value == "proxy" || value == "tls";
}

/// The first line of a file, 16 to 200 characters that need no quoting in a header.
Setter secret(std::string Config::*field, const std::filesystem::path &folder)
{
    return [field, folder](Config &config, const std::string &value) {
        const std::filesystem::path path = value;
        std::ifstream in(path.is_absolute() ? path : folder / path);
        std::string line;
        if (!std::getline(in, line))
            return false;
        config.*field = trimmed(line);
        return (config.*field).size() >= 16 && (config.*field).size() <= 200
            && std::all_of((config.*field).begin(), (config.*field).end(),
                           [](char c) { return c > ' ' && c <= '~' && c != '"' && c != '\\'; });
    };
}

/// https://HOST[:PORT][/PATH], or http to this machine.
bool setOsiaServer(Config &config, const std::string &value)
{
    OsiaServer server;
    server.tls = value.rfind("https://", 0) == 0;
    if (!server.tls && value.rfind("http://", 0) != 0)
        return false;
    const std::string rest = value.substr(server.tls ? 8 : 7);
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string place = rest.substr(0, slash);
    const std::size_t colon = std::min(place.rfind(':'), place.size());
    server.host = place.substr(0, colon);
    server.port = colon < place.size() ? place.substr(colon + 1) : server.tls ? "443" : "80";
    server.path = rest.substr(slash);
    while (!server.path.empty() && server.path.back() == '/')
        server.path.pop_back();
    const auto port = toNumber(server.port);
    const auto plain = [](const std::string &text, const char *more) {
        return std::all_of(text.begin(), text.end(), [more](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || std::string_view(more).find(c) != std::string_view::npos;
        });
    };
    const bool near = server.host == "127.0.0.1" || server.host == "localhost";
    config.osiaServer = server;
    return !server.host.empty() && plain(server.host, ".-") && plain(server.path, "/._~-") && port
        && *port >= 1 && *port <= 65535 && (server.tls || near);
}

bool setMaxPacket(Config &config, const std::string &value)
{
    const auto parsed = toNumber(value);
    if (!parsed || *parsed < 1024 || *parsed > (512LL << 20))
        return false;
    config.maxPacketBytes = *parsed;
    return true;
}

std::map<std::string, Setter> setters(const std::filesystem::path &folder)
{
    return {
        {"listener", setListener},
        {"listen_address", text(&Config::listenAddress)},
        {"listen_port", number(&Config::listenPort, 1, 65535)},
        {"tls_certificate", file(&Config::tlsCertificate, folder)},
        {"tls_key", file(&Config::tlsKey, folder)},
        {"station_ca", file(&Config::stationCa, folder)},
        {"station_crl", file(&Config::stationCrl, folder)},
        {"operations_ca", file(&Config::operationsCa, folder)},
        {"operations_crl", file(&Config::operationsCrl, folder)},
        {"proxy_secret_file", secret(&Config::proxySecret, folder)},
        {"receipt_certificate", file(&Config::receiptCertificate, folder)},
        {"receipt_key", file(&Config::receiptKey, folder)},
        {"database", text(&Config::database)},
        {"migrate_database", text(&Config::migrateDatabase)},
        {"io_threads", number(&Config::ioThreads, 1, 64)},
        {"database_connections", number(&Config::databaseConnections, 1, 32)},
        {"max_connections", number(&Config::maxConnections, 1, 65535)},
        {"max_queue", number(&Config::maxQueue, 1, 65535)},
        {"max_body_megabytes", number(&Config::maxBodyMegabytes, 1, 65536)},
        {"max_packet_bytes", setMaxPacket},
        {"header_timeout_s", seconds(&Config::headerTimeout)},
        {"idle_timeout_s", seconds(&Config::idleTimeout)},
        {"body_timeout_s", seconds(&Config::bodyTimeout)},
        {"drain_timeout_s", seconds(&Config::drainTimeout)},
        {"queue_timeout_s", seconds(&Config::queueTimeout)},
        {"retry_after_s", number(&Config::retryAfterSeconds, 1, 600)},
        {"station_connections", number(&Config::stationConnections, 1, 1000)},
        {"station_requests_per_s", number(&Config::stationRequestsPerSecond, 1, 10000)},
        {"station_kilobytes_per_s", number(&Config::stationKilobytesPerSecond, 1, 1000000)},
        {"operations_names", names(&Config::operationsNames)},
        {"operations_database", text(&Config::operationsDatabase)},
        {"operations_time_zone", setTimeZone},
        {"proxy_names", names(&Config::proxyNames)},
        {"open_database", text(&Config::openDatabase)},
        {"recipient_certificate", file(&Config::recipientCertificate, folder)},
        {"recipient_key", file(&Config::recipientKey, folder)},
        {"open_folder", file(&Config::openFolder, folder)},
        {"osia_server", setOsiaServer},
        {"osia_ca", file(&Config::osiaCa, folder)},
        {"osia_token_file", file(&Config::osiaTokenFile, folder)},
        {"publish_database", text(&Config::publishDatabase)},
        {"reference_certificate", file(&Config::referenceCertificate, folder)},
        {"reference_key", file(&Config::referenceKey, folder)},
    };
}

/// Keys that contradict each other; empty: none.
std::string contradiction(const Config &config)
{
    // Every database thread must be able to take a job while others wait, and a station must not be able to
    // take every connection.
    if (config.maxQueue < config.databaseConnections)
        return "max_queue is less than database_connections";
    if (config.maxConnections > 1 && config.stationConnections > config.maxConnections)
        return "station_connections is more than max_connections";
    if (config.headerTimeout > config.bodyTimeout)
        return "header_timeout_s is more than body_timeout_s";
    if (config.osiaServer && config.osiaTokenFile.empty())
        return "osia_server needs osia_token_file";
    if (config.osiaServer && config.osiaServer->tls && config.osiaCa.empty())
        return "osia_server needs osia_ca";
    if (config.listener == Listener::Tls)
        return config.proxySecret.empty() ? "" : "proxy_secret_file is for listener = proxy";
    // In clear text, and believed: never further than this machine.
    if (config.listenAddress != "127.0.0.1" && config.listenAddress != "::1")
        return "listener = proxy needs listen_address 127.0.0.1 or ::1";
    if (config.proxySecret.empty())
        return "listener = proxy needs proxy_secret_file";
    return config.proxyNames.empty() ? "" : "proxy_names is for listener = tls";
}

tl::expected<Config, std::string> complete(Config config, Use use)
{
    using Needed = std::vector<std::pair<const char *, const std::string *>>;
    const Needed toServe = {
        {"station_ca", &config.stationCa},
        {"receipt_certificate", &config.receiptCertificate},
        {"receipt_key", &config.receiptKey},
        {"database", &config.database},
    };
    const Needed toEndTls = {{"tls_certificate", &config.tlsCertificate}, {"tls_key", &config.tlsKey}};
    const Needed toOpen = {
        {"station_ca", &config.stationCa},       {"recipient_certificate", &config.recipientCertificate},
        {"recipient_key", &config.recipientKey}, {"open_database", &config.openDatabase},
        {"open_folder", &config.openFolder},
    };
    const Needed toPublish = {
        {"publish_database", &config.publishDatabase},
        {"reference_certificate", &config.referenceCertificate},
        {"reference_key", &config.referenceKey},
    };
    Needed needed = use == Use::Serve ? toServe : use == Use::Open ? toOpen : toPublish;
    if (use == Use::Serve && config.listener == Listener::Tls)
        needed.insert(needed.begin(), toEndTls.begin(), toEndTls.end());
    for (const auto &[key, value] : needed) {
        if (value->empty())
            return tl::unexpected(std::string("missing key: ") + key);
    }
    if (const std::string what = contradiction(config); !what.empty())
        return tl::unexpected(what);
    return config;
}

} // namespace

tl::expected<Config, std::string> readConfig(const std::string &path, Use use)
{
    std::ifstream in(path);
    if (!in)
        return tl::unexpected(path + ": " + std::strerror(errno));
    const auto known = setters(std::filesystem::absolute(path).parent_path());
    std::set<std::string> seen;
    Config config;
    std::string raw;
    for (int lineNumber = 1; std::getline(in, raw); ++lineNumber) {
        const std::string line = trimmed(raw);
        if (line.empty() || line.front() == '#')
            continue;
        const auto equals = line.find('=');
        const std::string key = trimmed(line.substr(0, equals));
        const auto fault = [&](const char *what) {
            std::string text = path;
            text.append(":").append(std::to_string(lineNumber)).append(": ").append(what).append(key);
            return tl::unexpected(std::move(text));
        };
        const auto setter = known.find(key);
        if (equals == std::string::npos || setter == known.end())
            return fault("unknown key: ");
        if (!seen.insert(key).second)
            return fault("repeated key: ");
        if (!setter->second(config, trimmed(line.substr(equals + 1))))
            return fault("value out of range for ");
    }
    return complete(std::move(config), use);
}

} // namespace indraj::central
