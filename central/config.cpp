#include "central/config.h"

#include "central/text.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>

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
        {"listen_address", text(&Config::listenAddress)},
        {"listen_port", number(&Config::listenPort, 1, 65535)},
        {"tls_certificate", file(&Config::tlsCertificate, folder)},
        {"tls_key", file(&Config::tlsKey, folder)},
        {"station_ca", file(&Config::stationCa, folder)},
        {"station_crl", file(&Config::stationCrl, folder)},
        {"receipt_certificate", file(&Config::receiptCertificate, folder)},
        {"receipt_key", file(&Config::receiptKey, folder)},
        {"database", text(&Config::database)},
        {"migrate_database", text(&Config::migrateDatabase)},
        {"io_threads", number(&Config::ioThreads, 1, 64)},
        {"database_connections", number(&Config::databaseConnections, 1, 32)},
        {"max_connections", number(&Config::maxConnections, 1, 65535)},
        {"max_queue", number(&Config::maxQueue, 1, 65535)},
        {"max_packet_bytes", setMaxPacket},
        {"header_timeout_s", seconds(&Config::headerTimeout)},
        {"idle_timeout_s", seconds(&Config::idleTimeout)},
        {"body_timeout_s", seconds(&Config::bodyTimeout)},
        {"drain_timeout_s", seconds(&Config::drainTimeout)},
        {"retry_after_s", number(&Config::retryAfterSeconds, 1, 600)},
    };
}

std::string trimmed(const std::string &text)
{
    const auto first = text.find_first_not_of(" \t\r");
    return first == std::string::npos ? std::string()
                                      : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

tl::expected<Config, std::string> complete(Config config)
{
    const std::pair<const char *, const std::string *> needed[] = {
        {"tls_certificate", &config.tlsCertificate}, {"tls_key", &config.tlsKey},
        {"station_ca", &config.stationCa},           {"receipt_certificate", &config.receiptCertificate},
        {"receipt_key", &config.receiptKey},         {"database", &config.database},
    };
    for (const auto &[key, value] : needed) {
        if (value->empty())
            return tl::unexpected(std::string("missing key: ") + key);
    }
    return config;
}

} // namespace

tl::expected<Config, std::string> readConfig(const std::string &path)
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
        const std::string where = path + ":" + std::to_string(lineNumber) + ": ";
        const auto equals = line.find('=');
        const std::string key = trimmed(line.substr(0, equals));
        const auto setter = known.find(key);
        if (equals == std::string::npos || setter == known.end())
            return tl::unexpected(where + "unknown key: " + key);
        if (!seen.insert(key).second)
            return tl::unexpected(where + "repeated key: " + key);
        if (!setter->second(config, trimmed(line.substr(equals + 1))))
            return tl::unexpected(where + "value out of range for " + key);
    }
    return complete(std::move(config));
}

} // namespace indraj::central
