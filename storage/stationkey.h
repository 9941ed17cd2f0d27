#pragma once

#include "storage/outcome.h"
#include "storage/secret.h"

#include <QByteArray>
#include <QString>

namespace indraj {

/// The station's own key pair: P-256 (FIPS 186-4), PKCS#8 in PEM. Pure; any thread.
Outcome<SecretBytes> makeStationKey();

/// What the seal of the station key covers beside it.
QByteArray stationKeyContext(const QString &stationId);

/// PKCS#10 (RFC 2986) in PEM, CN = station id, signed with ECDSA and SHA-256.
Outcome<QByteArray> makeCertificateRequest(const SecretBytes &privateKeyPem, const QString &stationId);

/// Accepts the station's certificate, optionally followed by its issuers, in PEM. StoreFault::Invalid unless
/// the first one is for this key and this station id and everything is a certificate.
Outcome<void> checkCertificate(const QByteArray &pem, const SecretBytes &privateKeyPem,
                               const QString &stationId);

} // namespace indraj
