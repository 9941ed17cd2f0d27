#include "tests/central/certificates.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace indraj::testing {
namespace {

template <auto Free> struct Freer {
    template <class T> void operator()(T *thing) const { Free(thing); }
};
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Crl = std::unique_ptr<X509_CRL, Freer<X509_CRL_free>>;
using Time = std::unique_ptr<ASN1_TIME, Freer<ASN1_TIME_free>>;

Bio reader(const QByteArray &pem) { return Bio(BIO_new_mem_buf(pem.constData(), int(pem.size()))); }

Certificate certificate(const QByteArray &pem)
{
    return Certificate(PEM_read_bio_X509(reader(pem).get(), nullptr, nullptr, nullptr));
}

Key key(const QByteArray &pem)
{
    return Key(PEM_read_bio_PrivateKey(reader(pem).get(), nullptr, nullptr, nullptr));
}

QByteArray written(const Bio &out)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return {data, qsizetype(size)};
}

} // namespace

QByteArray reissued(const QByteArray &certificatePem, const QByteArray &caPem, const QByteArray &caKeyPem,
                    const QDateTime &from, const QDateTime &until)
{
    const Certificate old = certificate(certificatePem);
    const Key signer = key(caKeyPem);
    if (!old || !signer)
        return {};
    const Certificate fresh(X509_dup(old.get()));
    ASN1_TIME_set(X509_getm_notBefore(fresh.get()), from.toSecsSinceEpoch());
    ASN1_TIME_set(X509_getm_notAfter(fresh.get()), until.toSecsSinceEpoch());
    const Bio out(BIO_new(BIO_s_mem()));
    if (X509_sign(fresh.get(), signer.get(), EVP_sha256()) <= 0
        || PEM_write_bio_X509(out.get(), fresh.get()) != 1)
        return {};
    return written(out) + caPem;
}

QByteArray revocationList(const QByteArray &certificatePem, const QByteArray &caPem,
                          const QByteArray &caKeyPem, const QDateTime &from, const QDateTime &next)
{
    const Certificate revoked = certificate(certificatePem);
    const Certificate ca = certificate(caPem);
    const Key signer = key(caKeyPem);
    const Crl list(X509_CRL_new());
    if (!revoked || !ca || !signer || !list)
        return {};
    X509_CRL_set_version(list.get(), 1);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(ca.get()));
    const Time begin(ASN1_TIME_set(nullptr, from.toSecsSinceEpoch()));
    const Time end(ASN1_TIME_set(nullptr, next.toSecsSinceEpoch()));
    X509_CRL_set1_lastUpdate(list.get(), begin.get());
    X509_CRL_set1_nextUpdate(list.get(), end.get());
    X509_REVOKED *entry = X509_REVOKED_new();
    X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(revoked.get()));
    X509_REVOKED_set_revocationDate(entry, begin.get());
    X509_CRL_add0_revoked(list.get(), entry);
    const Bio out(BIO_new(BIO_s_mem()));
    if (X509_CRL_sign(list.get(), signer.get(), EVP_sha256()) <= 0
        || PEM_write_bio_X509_CRL(out.get(), list.get()) != 1)
        return {};
    return written(out);
}

} // namespace indraj::testing
