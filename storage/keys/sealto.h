#pragma once

#include "storage/outcome.h"
#include "storage/secret.h"

#include <QByteArray>
#include <QByteArrayView>

namespace indraj {

/// Sealing to somebody who is not there: X25519 (RFC 7748) with a fresh key pair per seal, HKDF-SHA256 over
/// the shared secret and both public keys, AES-256-GCM. Whoever seals needs the public key only; that is what
/// lets a new master key be given to people whose pass phrases nobody knows. Pure; any thread. @{

struct KeyPair {
    QByteArray publicKey; ///< 32 bytes
    SecretBytes privateKey; ///< 32 bytes
};

Outcome<KeyPair> makeKeyPair();
/// The public key of any 32 bytes (X25519 clamps them itself).
Outcome<QByteArray> publicKeyOf(const SecretBytes &privateKey);

/// Size of a seal over a 32-byte key: ephemeral public key | nonce | key | tag.
inline constexpr qsizetype sealedKeySize = 32 + 12 + 32 + 16;

Outcome<QByteArray> sealTo(const QByteArray &publicKey, QByteArrayView associated, const SecretBytes &plain);
/// StoreFault::Damaged: another key, other associated data or a changed seal.
Outcome<SecretBytes> openSealedTo(const SecretBytes &privateKey, QByteArrayView associated,
                                  const QByteArray &sealed);
/// @}

} // namespace indraj
