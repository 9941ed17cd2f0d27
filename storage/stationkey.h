#pragma once

#include "storage/outcome.h"
#include "storage/secret.h"

#include <QByteArray>
#include <QString>

#include <memory>

struct evp_pkey_st; // OpenSSL's EVP_PKEY

namespace indraj {

/// The station's own key pair: P-256 (FIPS 186-4), PKCS#8 in PEM. Pure; any thread.
Outcome<SecretBytes> makeStationKey();

/// What the station key, sealed in the vault, is bound to.
QByteArray stationKeyContext(const QString &stationId);

/// PKCS#10 (RFC 2986) in PEM, CN = station id, signed with ECDSA and SHA-256.
Outcome<QByteArray> makeCertificateRequest(const SecretBytes &privateKeyPem, const QString &stationId);

/// Accepts the station's certificate, optionally followed by its issuers, in PEM. StoreFault::Invalid unless
/// the first one is for this key and this station id and everything is a certificate.
Outcome<void> checkCertificate(const QByteArray &pem, const SecretBytes &privateKeyPem,
                               const QString &stationId);

/// ECDSA (FIPS 186-4) of the station key over a SHA-256 digest of 32 bytes, in DER: what
/// `openssl dgst -sha256 -verify` takes for the bytes that have this digest.
Outcome<QByteArray> signDigest(const SecretBytes &privateKeyPem, const QByteArray &digest);
/// SubjectPublicKeyInfo in PEM.
Outcome<QByteArray> publicKeyPem(const SecretBytes &privateKeyPem);

/// Checks signatures of one station key. Reading the key once is half the cost of a check.
class StationVerifier {
public:
    static Outcome<StationVerifier> make(const QByteArray &publicPem);
    bool verifies(const QByteArray &digest, const QByteArray &signature) const;

private:
    std::shared_ptr<evp_pkey_st> m_key;
};

} // namespace indraj
