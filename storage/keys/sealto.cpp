#include "storage/keys/sealto.h"

#include "storage/crypto.h"

#include <openssl/evp.h>

#include <memory>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype publicSize = 32;

struct PkeyFree {
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
};
using Pkey = std::unique_ptr<EVP_PKEY, PkeyFree>;

Pkey privatePkey(const SecretBytes &key)
{
    return Pkey(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, key.bytes().data(), key.size()));
}

Pkey publicPkey(QByteArrayView key)
{
    return Pkey(EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr,
                                            reinterpret_cast<const unsigned char *>(key.data()),
                                            static_cast<std::size_t>(key.size())));
}

tl::unexpected<StoreError> agreementFailed() { return failed(StoreFault::Internal, u"X25519 failed"_s); }

/// The key of one seal. The two public keys go in as salt, so that the key belongs to this pair alone.
Outcome<SecretBytes> agreedKey(EVP_PKEY *own, EVP_PKEY *peer, QByteArrayView ephemeral,
                               QByteArrayView receiver)
{
    const std::unique_ptr<EVP_PKEY_CTX, PkeyFree> context(EVP_PKEY_CTX_new(own, nullptr));
    SecretBytes shared(static_cast<std::size_t>(publicSize));
    std::size_t size = shared.size();
    // Refuses the all-zero result of a point of small order (RFC 7748, section 6.1).
    if (!context || EVP_PKEY_derive_init(context.get()) != 1
        || EVP_PKEY_derive_set_peer(context.get(), peer) != 1
        || EVP_PKEY_derive(context.get(), shared.bytes().data(), &size) != 1 || size != shared.size())
        return agreementFailed();
    return hkdf(shared.bytes(), lengthPrefixed({ephemeral, receiver}), "indraj seal to key 1");
}

} // namespace

Outcome<KeyPair> makeKeyPair()
{
    KeyPair pair{{}, SecretBytes::random(static_cast<std::size_t>(sizes::key))};
    auto known = publicKeyOf(pair.privateKey);
    if (!known)
        return tl::unexpected(known.error());
    pair.publicKey = std::move(*known);
    return pair;
}

Outcome<QByteArray> publicKeyOf(const SecretBytes &privateKey)
{
    const Pkey key = privatePkey(privateKey);
    QByteArray bytes(publicSize, '\0');
    std::size_t size = static_cast<std::size_t>(bytes.size());
    if (!key
        || EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char *>(bytes.data()), &size) != 1
        || size != static_cast<std::size_t>(bytes.size()))
        return agreementFailed();
    return bytes;
}

Outcome<QByteArray> sealTo(const QByteArray &publicKey, QByteArrayView associated, const SecretBytes &plain)
{
    const auto ephemeral = makeKeyPair();
    if (!ephemeral)
        return tl::unexpected(ephemeral.error());
    const Pkey own = privatePkey(ephemeral->privateKey);
    const Pkey peer = publicPkey(publicKey);
    if (!own || !peer)
        return agreementFailed();
    const auto key = agreedKey(own.get(), peer.get(), ephemeral->publicKey, publicKey);
    if (!key)
        return tl::unexpected(key.error());
    return sealBytes(key->bytes(), associated, plain.bytes()).map([&](const QByteArray &sealed) {
        return ephemeral->publicKey + sealed;
    });
}

Outcome<SecretBytes> openSealedTo(const SecretBytes &privateKey, QByteArrayView associated,
                                  const QByteArray &sealed)
{
    const auto receiver = publicKeyOf(privateKey);
    if (!receiver)
        return tl::unexpected(receiver.error());
    if (sealed.size() <= publicSize)
        return failed(StoreFault::Damaged, u"a seal is cut off"_s);
    const QByteArray ephemeral = sealed.left(publicSize);
    const Pkey own = privatePkey(privateKey);
    const Pkey peer = publicPkey(ephemeral);
    const auto key = own && peer ? agreedKey(own.get(), peer.get(), ephemeral, *receiver)
                                 : Outcome<SecretBytes>(agreementFailed());
    if (!key)
        return failed(StoreFault::Damaged, u"a seal does not hold"_s);
    return openSealedSecret(key->bytes(), associated, QByteArrayView(sealed).sliced(publicSize));
}

} // namespace indraj
