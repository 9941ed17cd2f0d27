#pragma once

#include "central/text.h"

#include <tl/expected.hpp>

#include <memory>

struct evp_pkey_st;
struct x509_st;
struct x509_store_st;

namespace indraj::central {

/// Central's word that it holds a packet. What the receipt's JSON says, see docs/packet.md.
struct ReceiptFacts {
    std::string packet;
    std::string station;
    long long sequence = 0;
    long long length = 0;
    Bytes sha256; ///< 32 bytes
    std::string storedAt; ///< RFC 3339, UTC
    long long auditSequence = 0; ///< of the station's audit chain, as it announced the packet; 0: it did not
    Bytes auditHead{}; ///< 32 bytes; empty with 0
};

/// The receipt's content: RFC 8785 JSON. Version 2, or 1 where no head of the audit chain is known.
std::string receiptJson(const ReceiptFacts &facts);

/// Signs receipts. Immutable after loading; any thread.
class ReceiptSigner {
public:
    static tl::expected<ReceiptSigner, std::string> load(const std::string &certificateFile,
                                                         const std::string &keyFile);
    /// CMS SignedData, DER, the JSON attached.
    tl::expected<Bytes, std::string> sign(const ReceiptFacts &facts) const;
    /// The same signature over another statement of central.
    tl::expected<Bytes, std::string> signText(std::string_view json) const;

private:
    std::shared_ptr<x509_st> m_certificate;
    std::shared_ptr<evp_pkey_st> m_key;
};

/// Opens the signed lists that stations send before the bytes. Any thread.
class AnnouncementVerifier {
public:
    static tl::expected<AnnouncementVerifier, std::string> load(const std::string &stationCaFile,
                                                                const std::string &crlFile);
    /// The signed content, if exactly one certificate signed it, that certificate was issued by a station CA
    /// and its common name is `station`.
    tl::expected<Bytes, std::string> open(std::string_view der, const std::string &station) const;

    struct Signed {
        Bytes content;
        std::string station;
    };
    /// The same where only the signature says which station it is.
    tl::expected<Signed, std::string> openAny(std::string_view der) const;

private:
    std::shared_ptr<x509_store_st> m_store;
};

/// The one common name of a certificate's subject, if it is a station id.
std::optional<std::string> stationOf(x509_st *certificate);

} // namespace indraj::central
