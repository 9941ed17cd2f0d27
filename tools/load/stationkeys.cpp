#include "tools/load/stationkeys.h"

#include <openssl/cms.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace indraj::load {
namespace {

struct BioFree {
    void operator()(BIO *bio) const { BIO_free_all(bio); }
};
using Bio = std::unique_ptr<BIO, BioFree>;

bool extend(X509 *certificate, X509 *issuer, int what, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, what, value);
    const bool done = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return done;
}

bool setSerial(X509 *certificate)
{
    unsigned char bytes[16];
    if (RAND_bytes(bytes, sizeof bytes) != 1)
        return false;
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7f) | 1);
    BIGNUM *number = BN_bin2bn(bytes, sizeof bytes, nullptr);
    const bool done = BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr;
    BN_free(number);
    return done;
}

} // namespace

tl::expected<Authority, std::string> Authority::load(const std::string &certificateFile,
                                                     const std::string &keyFile)
{
    Authority authority;
    if (const Bio in{BIO_new_file(certificateFile.c_str(), "r")})
        authority.m_certificate.reset(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr));
    if (const Bio in{BIO_new_file(keyFile.c_str(), "r")})
        authority.m_key.reset(PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr));
    if (!authority.m_certificate || !authority.m_key)
        return tl::unexpected(certificateFile + " or " + keyFile + " cannot be read");
    return authority;
}

tl::expected<StationKeys, std::string> Authority::station(const std::string &name) const
{
    StationKeys station{name, Certificate(X509_new()), Key(EVP_EC_gen("P-256"))};
    X509 *certificate = station.certificate.get();
    X509_set_version(certificate, 2);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 86400);
    X509_set_issuer_name(certificate, X509_get_subject_name(m_certificate.get()));
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>(name.c_str()), -1, -1, 0);
    X509 *issuer = m_certificate.get();
    const bool made = station.key && setSerial(certificate)
        && X509_set_pubkey(certificate, station.key.get()) == 1
        && extend(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE")
        && extend(certificate, issuer, NID_key_usage, "critical,digitalSignature")
        && extend(certificate, issuer, NID_ext_key_usage, "clientAuth,emailProtection")
        && extend(certificate, issuer, NID_subject_key_identifier, "hash")
        && extend(certificate, issuer, NID_authority_key_identifier, "keyid")
        && X509_sign(certificate, m_key.get(), EVP_sha256()) > 0;
    if (!made)
        return tl::unexpected("no certificate for " + name);
    return station;
}

central::Bytes signedList(const StationKeys &station, std::string_view json)
{
    const Bio in(BIO_new_mem_buf(json.data(), static_cast<int>(json.size())));
    const Bio out(BIO_new(BIO_s_mem()));
    CMS_ContentInfo *cms
        = CMS_sign(station.certificate.get(), station.key.get(), nullptr, in.get(), CMS_BINARY);
    central::Bytes bytes;
    char *data = nullptr;
    if (cms && i2d_CMS_bio(out.get(), cms) == 1) {
        const long length = BIO_get_mem_data(out.get(), &data);
        bytes.assign(data, static_cast<std::size_t>(length));
    }
    CMS_ContentInfo_free(cms);
    return bytes;
}

} // namespace indraj::load
