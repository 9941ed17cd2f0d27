#pragma once

#include "storage/outcome.h"
#include "storage/secret.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>

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
/// The size of what sealBytes() makes of `plain` bytes.
constexpr qsizetype sizeOfSealed(qsizetype plain) { return sizes::nonce + plain + sizes::tag; }
/// The same seal, handed out from front to back in pieces of at most 64 KiB, `at` their place in it: for what
/// is too large to have a copy of.
Outcome<void> sealInPieces(KeyView key, QByteArrayView associated, KeyView plain,
                           const std::function<Outcome<void>(qsizetype at, KeyView piece)> &write);
/// The plain bytes of such a seal of `size` bytes, asked for in pieces. StoreFault::Damaged as openSealed().
Outcome<QByteArray>
openInPieces(KeyView key, QByteArrayView associated, qsizetype size,
             const std::function<Outcome<void>(qsizetype at, std::span<std::uint8_t> into)> &read);
/// The plain bytes, or StoreFault::Damaged when key, associated data or content do not match.
Outcome<QByteArray> openSealed(KeyView key, QByteArrayView associated, QByteArrayView sealed);
/// The same for what is itself secret.
Outcome<SecretBytes> openSealedSecret(KeyView key, QByteArrayView associated, QByteArrayView sealed);

} // namespace indraj
