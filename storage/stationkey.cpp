#include "storage/stationkey.h"

#include "storage/crypto.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstring>
#include <memory>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

struct OpensslFree {
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
    void operator()(BIO *bio) const { BIO_free(bio); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(X509_REQ *request) const { X509_REQ_free(request); }
};
using Key = std::unique_ptr<EVP_PKEY, OpensslFree>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, OpensslFree>;
using Bio = std::unique_ptr<BIO, OpensslFree>;
using Certificate = std::unique_ptr<X509, OpensslFree>;

Key readKey(const SecretBytes &pem)
{
    const Bio bio(BIO_new_mem_buf(pem.bytes().data(), static_cast<int>(pem.size())));
    return Key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr) : nullptr);
}

QByteArrayView contentOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<qsizetype>(size)};
}

QString commonName(X509 *certificate)
{
    char name[256] = {};
    const int size = X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name,
                                               static_cast<int>(sizeof name));
    return size > 0 ? QString::fromUtf8(name, size) : QString();
}

} // namespace

Outcome<SecretBytes> makeStationKey()
{
    const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const Bio bio(BIO_new(BIO_s_secmem()));
    if (!key || !bio
        || PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return failed(StoreFault::Internal, u"the station key could not be made"_s);
    const QByteArrayView pem = contentOf(bio.get());
    SecretBytes secret(static_cast<std::size_t>(pem.size()));
    std::memcpy(secret.bytes().data(), pem.data(), secret.size());
    return secret;
}

QByteArray stationKeyContext(const QString &stationId)
{
    return lengthPrefixed({"indraj-station-key-1", stationId.toUtf8()});
}

Outcome<QByteArray> makeCertificateRequest(const SecretBytes &privateKeyPem, const QString &stationId)
{
    const Key key = readKey(privateKeyPem);
    const std::unique_ptr<X509_REQ, OpensslFree> request(X509_REQ_new());
    const Bio bio(BIO_new(BIO_s_mem()));
    const QByteArray name = stationId.toUtf8();
    const bool made = key && request && bio && X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1
        && X509_NAME_add_entry_by_NID(X509_REQ_get_subject_name(request.get()), NID_commonName, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(name.constData()),
                                      static_cast<int>(name.size()), -1, 0)
            == 1
        && X509_REQ_set_pubkey(request.get(), key.get()) == 1
        && X509_REQ_sign(request.get(), key.get(), EVP_sha256()) > 0
        && PEM_write_bio_X509_REQ(bio.get(), request.get()) == 1;
    if (!made)
        return failed(StoreFault::Internal, u"the certificate request could not be made"_s);
    return contentOf(bio.get()).toByteArray();
}

Outcome<void> checkCertificate(const QByteArray &pem, const SecretBytes &privateKeyPem,
                               const QString &stationId)
{
    if (pem.size() > 64 * 1024)
        return failed(StoreFault::Invalid, u"certificate: too long"_s);
    const Key key = readKey(privateKeyPem);
    const Bio bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    const Certificate own(bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!key)
        return failed(StoreFault::Internal, u"the station key cannot be read"_s);
    ERR_clear_error();
    if (!own)
        return failed(StoreFault::Invalid, u"certificate: not a certificate in PEM"_s);
    if (X509_check_private_key(own.get(), key.get()) != 1) {
        ERR_clear_error();
        return failed(StoreFault::Invalid, u"certificate: for another key"_s);
    }
    if (commonName(own.get()) != stationId)
        return failed(StoreFault::Invalid, u"certificate: for another station"_s);
    while (Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr))) { }
    const bool atEnd = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    if (!atEnd)
        return failed(StoreFault::Invalid, u"certificate: an issuer cannot be read"_s);
    return {};
}

Outcome<QByteArray> signDigest(const SecretBytes &privateKeyPem, const QByteArray &digest)
{
    const Key key = readKey(privateKeyPem);
    const KeyContext context(key ? EVP_PKEY_CTX_new(key.get(), nullptr) : nullptr);
    QByteArray signature(256, '\0'); // a P-256 signature has at most 72 bytes
    auto size = static_cast<std::size_t>(signature.size());
    const bool done = context && EVP_PKEY_sign_init(context.get()) == 1
        && EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1
        && EVP_PKEY_sign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size,
                         viewOf(digest).data(), static_cast<std::size_t>(digest.size()))
            == 1;
    if (!done)
        return failed(StoreFault::Internal, u"signing with the station key failed"_s);
    signature.resize(static_cast<qsizetype>(size));
    return signature;
}

Outcome<QByteArray> publicKeyPem(const SecretBytes &privateKeyPem)
{
    const Key key = readKey(privateKeyPem);
    const Bio bio(BIO_new(BIO_s_mem()));
    if (!key || !bio || PEM_write_bio_PUBKEY(bio.get(), key.get()) != 1)
        return failed(StoreFault::Internal, u"the station key cannot be read"_s);
    return contentOf(bio.get()).toByteArray();
}

Outcome<StationVerifier> StationVerifier::make(const QByteArray &publicPem)
{
    const Bio bio(BIO_new_mem_buf(publicPem.constData(), static_cast<int>(publicPem.size())));
    Key key(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!key)
        return failed(StoreFault::Damaged, u"a public key cannot be read"_s);
    StationVerifier verifier;
    verifier.m_key = std::move(key);
    return verifier;
}

bool StationVerifier::verifies(const QByteArray &digest, const QByteArray &signature) const
{
    const KeyContext context(EVP_PKEY_CTX_new(m_key.get(), nullptr));
    const bool good = context && EVP_PKEY_verify_init(context.get()) == 1
        && EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1
        && EVP_PKEY_verify(context.get(), viewOf(signature).data(),
                           static_cast<std::size_t>(signature.size()), viewOf(digest).data(),
                           static_cast<std::size_t>(digest.size()))
            == 1;
    ERR_clear_error();
    return good;
}

} // namespace indraj
