#pragma once

#include <tl/expected.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace indraj::load {

/// What is measured.
enum class Way {
    Stations, ///< over TLS with the stations' protocol
    Functions, ///< libpq: the intake functions that the service calls, nothing before them
    Insert, ///< libpq: one row for each packet, its SHA-256 checked by the database
};

struct Options {
    Way way = Way::Stations;
    std::string host = "localhost"; ///< its certificate must bear this name
    std::string port;
    std::string trust; ///< PEM: the authority of central's certificate
    std::string authority, authorityKey; ///< PEM: they sign a certificate for each simulated station
    std::string database; ///< libpq address, for Functions and Insert
    int stations = 8;
    int connections = 8; ///< at once; each serves its share of the stations
    int packets = 100; ///< of all stations together
    long long bytes = 1 << 20; ///< of a packet
    long long chunkBytes = 1 << 20; ///< of one PATCH
    std::chrono::seconds spread{
        0}; ///< the packets come over this time, as over a day; 0: as fast as possible
    bool announce = true; ///< a signed list before the packets
    int listed = 1; ///< packets of a station that one list announces
};

/// @returns what is wrong with the words.
tl::expected<Options, std::string> readOptions(const std::vector<std::string> &words);
extern const char *const usageText;

} // namespace indraj::load
