#pragma once

#include <tl/expected.hpp>

#include <chrono>
#include <optional>
#include <set>
#include <string>

namespace indraj::central {

/// How requests come in.
enum class Listener {
    Tls, ///< central ends TLS itself; a client is who its certificate says, or whose it hands on as a proxy
    Proxy, ///< plain HTTP on the loopback, from a proxy on this machine that has ended TLS
};

/// Where an OSIA server is.
struct OsiaServer {
    bool tls = true; ///< plain HTTP is taken to this machine only
    std::string host;
    std::string port;
    std::string path; ///< before "/v1"; empty: none
};

/// Everything the service is told from outside: lines "key = value", '#' begins a comment. Unknown and
/// repeated keys are errors. File names may be relative to the configuration file.
struct Config {
    Listener listener = Listener::Tls;
    std::string listenAddress = "127.0.0.1";
    int listenPort = 8443;
    std::string tlsCertificate; ///< PEM chain of the server
    std::string tlsKey;
    std::string
        stationCa; ///< PEM: issuers whose station certificates are accepted; they are the trust anchors
    std::string stationCrl; ///< PEM, optional: revoked station certificates; read at start and on SIGHUP
    std::string
        operationsCa; ///< PEM, optional: issues the certificates of operations and proxies, and only it
    std::string operationsCrl;
    std::string proxySecret; ///< what a proxy on this machine must say with each request; from a file
    std::string receiptCertificate; ///< PEM: receipts are signed with it
    std::string receiptKey;
    std::string database; ///< libpq address of the service role
    std::string
        migrateDatabase; ///< libpq address of a role that may create roles and schemas; only for --migrate
    int ioThreads = 2; ///< 1-64
    int databaseConnections = 4; ///< 1-32; also the number of database threads
    int maxConnections = 256; ///< 1-65535; beyond it new connections wait unaccepted
    int maxQueue = 256; ///< database jobs waiting; beyond it 503
    int maxBodyMegabytes = 64; ///< bodies in memory at once, 1-65536 MiB; beyond it they are left unread
    long long maxPacketBytes = 64LL << 20;
    std::chrono::seconds headerTimeout{10}; ///< also for the TLS handshake
    std::chrono::seconds idleTimeout{75};
    std::chrono::seconds bodyTimeout{120};
    std::chrono::seconds drainTimeout{20};
    std::chrono::seconds queueTimeout{20}; ///< for room for a body, and again for the database; beyond it 503
    int retryAfterSeconds = 5; ///< told with every 503
    int stationConnections = 8; ///< open at once by one station, 1-1000
    int stationRequestsPerSecond = 50; ///< 1-10000
    int stationKilobytesPerSecond = 4096; ///< body bytes, 1-1000000
    /// Common names of certificates that may read /metrics and the operations pages and may not upload.
    std::set<std::string> operationsNames;
    /// Common names of proxies that may hand on other clients' certificates; only with Listener::Tls.
    std::set<std::string> proxyNames;
    std::string operationsDatabase; ///< libpq address of the looking role; without it there are no pages
    std::string operationsTimeZone = "UTC"; ///< PostgreSQL's name of the zone in which the pages show times
    // For `open`, in the inner zone: nothing of it is needed to serve.
    std::string openDatabase; ///< libpq address of the opening role
    std::string recipientCertificate; ///< PEM: packets are encrypted to it
    std::string recipientKey;
    std::string openFolder; ///< what was opened is written here
    std::optional<OsiaServer> osiaServer; ///< set: what was opened is handed on to it (createEnrollment)
    std::string osiaCa; ///< PEM: the only authority believed there
    std::string osiaTokenFile; ///< its first line is the bearer token; readable by its owner only
    // For `publish` and `decide`, in the inner zone.
    std::string publishDatabase; ///< libpq address of the publishing role
    std::string referenceCertificate; ///< PEM: stations pin it; sets are signed with it
    std::string referenceKey;
};

/// What the configuration is read for: which keys must be there.
enum class Use { Serve, Open, Publish };

/// @returns what is wrong, with the line.
tl::expected<Config, std::string> readConfig(const std::string &path, Use use = Use::Serve);

} // namespace indraj::central
