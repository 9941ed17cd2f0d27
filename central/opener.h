#pragma once

#include "central/text.h"

#include <tl/expected.hpp>

#include <ctime>
#include <memory>
#include <utility>
#include <vector>

struct evp_pkey_st;
struct x509_st;
struct x509_store_st;

namespace indraj::central {

/// What the intake knows of a packet before it is opened.
struct PacketFacts {
    std::string packet;
    std::string station;
    long long sequence = 0;
    long long length = 0;
    Bytes sha256;
    std::time_t storedAt = 0; ///< the station's certificate must have been valid then
};

/// What was in it; every digest and signature held.
struct Opened {
    std::vector<std::pair<std::string, Bytes>> parts; ///< manifest.json, enrollment.json, then the samples
    long long auditSequence = 0;
    Bytes auditHead;
};

/// Opens packets of docs/packet.md, written from that page and independent of sync/. Immutable after loading;
/// any thread.
class Opener {
public:
    static tl::expected<Opener, std::string>
    load(const std::string &certificateFile, const std::string &keyFile, const std::string &stationCaFile);
    /// @returns a code for the record: "digest", "not-for-us", "signature", "station", "container",
    /// "manifest", "part".
    tl::expected<Opened, std::string> open(std::string_view packet, const PacketFacts &facts) const;

private:
    tl::expected<Bytes, std::string> decrypt(std::string_view packet) const;
    tl::expected<Bytes, std::string> verify(const Bytes &signedData, const PacketFacts &facts) const;

    std::shared_ptr<x509_st> m_certificate;
    std::shared_ptr<evp_pkey_st> m_key;
    std::shared_ptr<x509_st> m_stationCa;
};

/// The parts of a container (docs/packet.md, 2), or nothing when it is not exactly one.
std::optional<std::vector<std::pair<std::string, Bytes>>> readContainer(std::string_view bytes);

/// Checks container and manifest against each other and against what the intake knows.
tl::expected<Opened, std::string> checkContent(std::string_view content, const PacketFacts &facts);

} // namespace indraj::central
