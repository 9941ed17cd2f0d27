#pragma once

#include "storage/outcome.h"
#include "storage/secret.h"

#include <QByteArray>
#include <QByteArrayView>

#include <initializer_list>

namespace indraj {

/// Sizes of everything the vault seals, in bytes.
namespace sizes {
inline constexpr qsizetype key = 32;
inline constexpr qsizetype nonce = 12;
inline constexpr qsizetype tag = 16;
inline constexpr qsizetype digest = 32;
inline constexpr qsizetype salt = 16;
} // namespace sizes

using KeyView = std::span<const std::uint8_t>;

inline KeyView viewOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()),
            static_cast<std::size_t>(bytes.size())};
}

/// Each part preceded by its length (4 bytes, big endian), so that no two lists give the same bytes.
QByteArray lengthPrefixed(std::initializer_list<QByteArrayView> parts);
/// 8 bytes, big endian.
QByteArray bigEndian(qint64 value);

QByteArray randomBytes(qsizetype size);
QByteArray sha256(QByteArrayView bytes);
QByteArray hmacSha256(KeyView key, QByteArrayView bytes);
/// RFC 5869 with SHA-256; 32 bytes out. Any thread.
Outcome<SecretBytes> hkdf(KeyView secret, QByteArrayView salt, QByteArrayView purpose);

/// AES-256-GCM: nonce (12, random) | ciphertext | tag (16). `associated` is authenticated, not stored.
Outcome<QByteArray> sealBytes(KeyView key, QByteArrayView associated, KeyView plain);
/// The plain bytes, or StoreFault::Damaged when key, associated data or content do not match.
Outcome<QByteArray> openSealed(KeyView key, QByteArrayView associated, QByteArrayView sealed);
/// The same for what is itself secret.
Outcome<SecretBytes> openSealedSecret(KeyView key, QByteArrayView associated, QByteArrayView sealed);

} // namespace indraj
