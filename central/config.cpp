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

bool setOperations(Config &config, const std::string &value)
{
    for (std::size_t start = 0; start <= value.size();) {
        const std::size_t end = std::min(value.find(',', start), value.size());
        const std::string name = trimmed(value.substr(start, end - start));
        if (!isStationId(name) || !config.operationsNames.insert(name).second)
            return false;
        start = end + 1;
    }
    return true;
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
        {"station_connections", number(&Config::stationConnections, 1, 1000)},
        {"station_requests_per_s", number(&Config::stationRequestsPerSecond, 1, 10000)},
        {"station_kilobytes_per_s", number(&Config::stationKilobytesPerSecond, 1, 1000000)},
        {"operations_names", setOperations},
        {"open_database", text(&Config::openDatabase)},
        {"recipient_certificate", file(&Config::recipientCertificate, folder)},
        {"recipient_key", file(&Config::recipientKey, folder)},
        {"open_folder", file(&Config::openFolder, folder)},
        {"publish_database", text(&Config::publishDatabase)},
        {"reference_certificate", file(&Config::referenceCertificate, folder)},
        {"reference_key", file(&Config::referenceKey, folder)},
    };
}

tl::expected<Config, std::string> complete(Config config, Use use)
{
    using Needed = std::vector<std::pair<const char *, const std::string *>>;
    const Needed toServe = {
        {"tls_certificate", &config.tlsCertificate}, {"tls_key", &config.tlsKey},
        {"station_ca", &config.stationCa},           {"receipt_certificate", &config.receiptCertificate},
        {"receipt_key", &config.receiptKey},         {"database", &config.database},
    };
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
    for (const auto &[key, value] : use == Use::Serve ? toServe : use == Use::Open ? toOpen : toPublish) {
        if (value->empty())
            return tl::unexpected(std::string("missing key: ") + key);
    }
    // Every database thread must be able to take a job while others wait, and a station must not be able to
    // take every connection.
    if (config.maxQueue < config.databaseConnections)
        return tl::unexpected(std::string("max_queue is less than database_connections"));
    if (config.maxConnections > 1 && config.stationConnections > config.maxConnections)
        return tl::unexpected(std::string("station_connections is more than max_connections"));
    if (config.headerTimeout > config.bodyTimeout)
        return tl::unexpected(std::string("header_timeout_s is more than body_timeout_s"));
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
    return complete(std::move(config), use);
}

} // namespace indraj::central
