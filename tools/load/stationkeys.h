#pragma once

#include "central/text.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

#include <tl/expected.hpp>

namespace indraj::load {

struct OpensslFree {
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
};
using Key = std::unique_ptr<EVP_PKEY, OpensslFree>;
using Certificate = std::unique_ptr<X509, OpensslFree>;

/// A simulated station: its name, certificate and key.
struct StationKeys {
    std::string name;
    Certificate certificate;
    Key key;
};

/// A training authority that signs stations for this run.
class Authority {
public:
    static tl::expected<Authority, std::string> load(const std::string &certificateFile,
                                                     const std::string &keyFile);
    /// P-256; valid for a day.
    tl::expected<StationKeys, std::string> station(const std::string &name) const;

private:
    Certificate m_certificate;
    Key m_key;
};

/// CMS SignedData (DER, content attached), as a station signs its lists.
central::Bytes signedList(const StationKeys &station, std::string_view json);

} // namespace indraj::load
