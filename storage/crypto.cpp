#include "storage/crypto.h"

#include <QtEndian>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <new>
#include <vector>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Of a seal that is made or opened piece by piece: small enough for the processor's cache.
constexpr std::size_t sealPiece = 64 * 1024;

struct CipherFree {
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, CipherFree>;

struct KdfFree {
    void operator()(EVP_KDF *kdf) const { EVP_KDF_free(kdf); }
    void operator()(EVP_KDF_CTX *context) const { EVP_KDF_CTX_free(context); }
};

const unsigned char *unsignedData(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

bool fitsInt(std::size_t size) { return size <= std::size_t(std::numeric_limits<int>::max()) - 64; }

/// Decrypts into `plain`, which has exactly the size of the ciphertext.
bool decrypt(KeyView key, QByteArrayView associated, QByteArrayView sealed, unsigned char *plain)
{
    const QByteArrayView body = sealed.sliced(sizes::nonce, sealed.size() - sizes::nonce - sizes::tag);
    QByteArray tag = sealed.last(sizes::tag).toByteArray();
    CipherContext context(EVP_CIPHER_CTX_new());
    int length = 0;
    return context
        && EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), unsignedData(sealed))
        == 1
        && EVP_DecryptUpdate(context.get(), nullptr, &length, unsignedData(associated),
                             int(associated.size()))
        == 1
        && EVP_DecryptUpdate(context.get(), plain, &length, unsignedData(body), int(body.size())) == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, int(sizes::tag), tag.data()) == 1
        && EVP_DecryptFinal_ex(context.get(), plain + length, &length) == 1;
}

bool wellFormed(KeyView key, QByteArrayView sealed)
{
    return key.size() == std::size_t(sizes::key) && sealed.size() >= sizes::nonce + sizes::tag
        && fitsInt(std::size_t(sealed.size()));
}

tl::unexpected<StoreError> sealBroken() { return failed(StoreFault::Damaged, u"a seal does not hold"_s); }

} // namespace

QByteArray lengthPrefixed(std::initializer_list<QByteArrayView> parts)
{
    QByteArray all;
    for (const QByteArrayView part : parts) {
        const quint32 size = qToBigEndian(static_cast<quint32>(part.size()));
        all.append(reinterpret_cast<const char *>(&size), sizeof size);
        all.append(part);
    }
    return all;
}

QByteArray bigEndian(qint64 value)
{
    const qint64 swapped = qToBigEndian(value);
    return {reinterpret_cast<const char *>(&swapped), sizeof swapped};
}

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), static_cast<int>(size)) != 1)
        throw std::bad_alloc(); // no random numbers: nothing may be sealed
    return bytes;
}

QByteArray sha256(QByteArrayView bytes)
{
    QByteArray digest(sizes::digest, '\0');
    EVP_Digest(bytes.data(), static_cast<std::size_t>(bytes.size()),
               reinterpret_cast<unsigned char *>(digest.data()), nullptr, EVP_sha256(), nullptr);
    return digest;
}

QByteArray hmacSha256(KeyView key, QByteArrayView bytes)
{
    QByteArray mac(sizes::digest, '\0');
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), unsignedData(bytes),
         static_cast<std::size_t>(bytes.size()), reinterpret_cast<unsigned char *>(mac.data()), nullptr);
    return mac;
}

Outcome<SecretBytes> hkdf(KeyView secret, QByteArrayView salt, QByteArrayView purpose)
{
    const std::unique_ptr<EVP_KDF, KdfFree> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    const std::unique_ptr<EVP_KDF_CTX, KdfFree> context(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr);
    char digest[] = "SHA256";
    // OpenSSL only reads what these point to; its parameter type has no const.
    const auto octets = [](const char *name, const void *data, std::size_t size) {
        return OSSL_PARAM_construct_octet_string(name, const_cast<void *>(data), size);
    };
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        octets(OSSL_KDF_PARAM_KEY, secret.data(), secret.size()),
        octets(OSSL_KDF_PARAM_SALT, salt.data(), std::size_t(salt.size())),
        octets(OSSL_KDF_PARAM_INFO, purpose.data(), std::size_t(purpose.size())),
        OSSL_PARAM_construct_end(),
    };
    SecretBytes key(static_cast<std::size_t>(sizes::key));
    if (!context || EVP_KDF_derive(context.get(), key.bytes().data(), key.size(), parameters) != 1)
        return failed(StoreFault::Internal, u"HKDF failed"_s);
    return key;
}

Outcome<QByteArray> sealBytes(KeyView key, QByteArrayView associated, KeyView plain)
{
    if (!fitsInt(plain.size()))
        return failed(StoreFault::Internal, u"too much to seal at once"_s);
    QByteArray sealed(sizeOfSealed(static_cast<qsizetype>(plain.size())), Qt::Uninitialized);
    const auto done = sealInPieces(key, associated, plain, [&](qsizetype at, KeyView piece) {
        std::copy(piece.begin(), piece.end(), sealed.data() + at);
        return Outcome<void>();
    });
    if (!done)
        return tl::unexpected(done.error());
    return sealed;
}

Outcome<void> sealInPieces(KeyView key, QByteArrayView associated, KeyView plain,
                           const std::function<Outcome<void>(qsizetype, KeyView)> &write)
{
    const auto broken = [] { return failed(StoreFault::Internal, u"AES-256-GCM failed"_s); };
    if (key.size() != std::size_t(sizes::key))
        return failed(StoreFault::Internal, u"sealing with a wrong key"_s);
    const QByteArray nonce = randomBytes(sizes::nonce);
    CipherContext context(EVP_CIPHER_CTX_new());
    int length = 0;
    if (!context
        || EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), unsignedData(nonce)) != 1
        || EVP_EncryptUpdate(context.get(), nullptr, &length, unsignedData(associated),
                             int(associated.size()))
            != 1)
        return broken();
    auto done = write(0, viewOf(nonce));
    std::vector<std::uint8_t> room(std::max(std::min(plain.size(), sealPiece), std::size_t(sizes::tag)));
    qsizetype at = sizes::nonce;
    for (std::size_t from = 0; done && from < plain.size(); from += sealPiece) {
        const KeyView piece = plain.subspan(from, std::min(sealPiece, plain.size() - from));
        if (EVP_EncryptUpdate(context.get(), room.data(), &length, piece.data(), int(piece.size())) != 1)
            return broken();
        done = write(at, KeyView(room).first(piece.size()));
        at += static_cast<qsizetype>(piece.size());
    }
    if (!done)
        return done;
    if (EVP_EncryptFinal_ex(context.get(), room.data(), &length) != 1
        || EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, int(sizes::tag), room.data()) != 1)
        return broken();
    return write(at, KeyView(room).first(std::size_t(sizes::tag)));
}

Outcome<QByteArray> openInPieces(KeyView key, QByteArrayView associated, qsizetype size,
                                 const std::function<Outcome<void>(qsizetype, std::span<std::uint8_t>)> &read)
{
    if (key.size() != std::size_t(sizes::key) || size < sizeOfSealed(0))
        return sealBroken();
    std::array<std::uint8_t, std::size_t(sizes::nonce)> nonce{};
    std::array<std::uint8_t, std::size_t(sizes::tag)> tag{};
    auto done = read(0, nonce);
    if (done)
        done = read(size - sizes::tag, tag);
    if (!done)
        return tl::unexpected(done.error());
    CipherContext context(EVP_CIPHER_CTX_new());
    int length = 0;
    if (!context
        || EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) != 1
        || EVP_DecryptUpdate(context.get(), nullptr, &length, unsignedData(associated),
                             int(associated.size()))
            != 1)
        return sealBroken();
    QByteArray plain(size - sizeOfSealed(0), Qt::Uninitialized);
    const std::span all(reinterpret_cast<std::uint8_t *>(plain.data()),
                        static_cast<std::size_t>(plain.size()));
    for (std::size_t from = 0; from < all.size(); from += sealPiece) {
        const auto piece = all.subspan(from, std::min(sealPiece, all.size() - from));
        if (done = read(sizes::nonce + static_cast<qsizetype>(from), piece); !done)
            return tl::unexpected(done.error());
        if (EVP_DecryptUpdate(context.get(), piece.data(), &length, piece.data(), int(piece.size())) != 1)
            return sealBroken();
    }
    std::array<std::uint8_t, std::size_t(sizes::tag)> rest{};
    if (EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, int(sizes::tag), tag.data()) != 1
        || EVP_DecryptFinal_ex(context.get(), rest.data(), &length) != 1)
        return sealBroken();
    return plain;
}

Outcome<QByteArray> openSealed(KeyView key, QByteArrayView associated, QByteArrayView sealed)
{
    if (!wellFormed(key, sealed))
        return sealBroken();
    QByteArray plain(sealed.size() - sizes::nonce - sizes::tag, '\0');
    if (!decrypt(key, associated, sealed, reinterpret_cast<unsigned char *>(plain.data())))
        return sealBroken();
    return plain;
}

Outcome<SecretBytes> openSealedSecret(KeyView key, QByteArrayView associated, QByteArrayView sealed)
{
    if (!wellFormed(key, sealed) || sealed.size() == sizes::nonce + sizes::tag)
        return sealBroken();
    SecretBytes plain(static_cast<std::size_t>(sealed.size() - sizes::nonce - sizes::tag));
    if (!decrypt(key, associated, sealed, plain.bytes().data()))
        return sealBroken();
    return plain;
}

} // namespace indraj
