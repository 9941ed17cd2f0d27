#include "central/signing.h"

#include "central/cmsbytes.h"
#include "central/json.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

namespace indraj::central {
namespace {

template <auto Free> struct Freer {
    template <class T> void operator()(T *thing) const { Free(thing); }
};
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;

std::string lastError()
{
    char text[256] = "unknown";
    const unsigned long code = ERR_peek_last_error();
    if (code != 0)
        ERR_error_string_n(code, text, sizeof text);
    ERR_clear_error();
    return text;
}

Bio memory(std::string_view bytes)
{
    return Bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

Bytes contentOf(BIO *bio)
{
    char *data = nullptr;
    const long length = BIO_get_mem_data(bio, &data);
    return length > 0 ? Bytes(data, static_cast<std::size_t>(length)) : Bytes();
}

} // namespace

std::string receiptJson(const ReceiptFacts &facts)
{
    const bool headKnown = !facts.auditHead.empty();
    const std::string audit = headKnown ? "\"audit\":{\"head\":\"" + toHex(facts.auditHead)
            + "\",\"sequence\":" + std::to_string(facts.auditSequence) + "},"
                                        : std::string();
    return "{" + audit + "\"length\":" + std::to_string(facts.length)
        + ",\"packetId\":" + jsonString(facts.packet) + ",\"receiptVersion\":" + (headKnown ? "2" : "1")
        + ",\"sequence\":" + std::to_string(facts.sequence) + ",\"sha256\":\"" + toHex(facts.sha256)
        + "\",\"station\":" + jsonString(facts.station) + ",\"storedAt\":" + jsonString(facts.storedAt) + "}";
}

tl::expected<ReceiptSigner, std::string> ReceiptSigner::load(const std::string &certificateFile,
                                                             const std::string &keyFile)
{
    ReceiptSigner signer;
    const Bio certificate(BIO_new_file(certificateFile.c_str(), "r"));
    if (certificate)
        signer.m_certificate.reset(PEM_read_bio_X509(certificate.get(), nullptr, nullptr, nullptr),
                                   X509_free);
    if (!signer.m_certificate)
        return tl::unexpected(certificateFile + ": " + lastError());
    const Bio key(BIO_new_file(keyFile.c_str(), "r"));
    if (key)
        signer.m_key.reset(PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
    if (!signer.m_key)
        return tl::unexpected(keyFile + ": " + lastError());
    if (X509_check_private_key(signer.m_certificate.get(), signer.m_key.get()) != 1)
        return tl::unexpected("receipt_key does not belong to receipt_certificate: " + lastError());
    return signer;
}

tl::expected<Bytes, std::string> ReceiptSigner::sign(const ReceiptFacts &facts) const
{
    return signText(receiptJson(facts));
}

tl::expected<Bytes, std::string> ReceiptSigner::signText(std::string_view json) const
{
    const Bio in = memory(json);
    const Bio out(BIO_new(BIO_s_mem()));
    const Cms cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_BINARY | CMS_PARTIAL));
    if (!cms
        || !CMS_add1_signer(cms.get(), m_certificate.get(), m_key.get(), EVP_sha256(),
                            CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES)
        || CMS_final(cms.get(), in.get(), nullptr, CMS_BINARY) != 1 || i2d_CMS_bio(out.get(), cms.get()) != 1)
        return tl::unexpected(lastError());
    return contentOf(out.get());
}

tl::expected<AnnouncementVerifier, std::string> AnnouncementVerifier::load(const std::string &stationCaFile,
                                                                           const std::string &crlFile)
{
    AnnouncementVerifier verifier;
    verifier.m_store.reset(X509_STORE_new(), X509_STORE_free);
    X509_STORE *store = verifier.m_store.get();
    if (X509_STORE_load_file(store, stationCaFile.c_str()) != 1)
        return tl::unexpected(stationCaFile + ": " + lastError());
    // The station CA itself is the anchor: what its own issuer signs elsewhere is no station.
    unsigned long flags = X509_V_FLAG_PARTIAL_CHAIN;
    if (!crlFile.empty()) {
        X509_LOOKUP *lookup = X509_STORE_add_lookup(store, X509_LOOKUP_file());
        if (!lookup || X509_load_crl_file(lookup, crlFile.c_str(), X509_FILETYPE_PEM) < 1)
            return tl::unexpected(crlFile + ": " + lastError());
        flags |= X509_V_FLAG_CRL_CHECK;
    }
    X509_STORE_set_flags(store, flags);
    X509_STORE_set_purpose(store, X509_PURPOSE_ANY);
    return verifier;
}

tl::expected<Bytes, std::string> AnnouncementVerifier::open(std::string_view der,
                                                            const std::string &station) const
{
    auto content = openAny(der);
    if (!content)
        return tl::unexpected(content.error());
    if (content->station != station)
        return tl::unexpected(std::string("signed by somebody else"));
    return std::move(content->content);
}

tl::expected<AnnouncementVerifier::Signed, std::string>
AnnouncementVerifier::openAny(std::string_view der) const
{
    const Cms cms = parseCms(der, NID_pkcs7_signed);
    if (!cms) {
        ERR_clear_error();
        return tl::unexpected(std::string("no CMS SignedData"));
    }
    const Bio out(BIO_new(BIO_s_mem()));
    if (CMS_verify(cms.get(), nullptr, m_store.get(), nullptr, out.get(), CMS_BINARY) != 1)
        return tl::unexpected(lastError());
    STACK_OF(X509) *signers = CMS_get0_signers(cms.get());
    const bool one = sk_X509_num(signers) == 1;
    const auto name = one ? stationOf(sk_X509_value(signers, 0)) : std::nullopt;
    sk_X509_free(signers);
    if (!name)
        return tl::unexpected(std::string("signed by no station"));
    return Signed{contentOf(out.get()), *name};
}

std::optional<std::string> stationOf(x509_st *certificate)
{
    const X509_NAME *subject = X509_get_subject_name(certificate);
    const int first = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (first < 0 || X509_NAME_get_index_by_NID(subject, NID_commonName, first) >= 0)
        return std::nullopt;
    const ASN1_STRING *value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, first));
    const std::string name(reinterpret_cast<const char *>(ASN1_STRING_get0_data(value)),
                           static_cast<std::size_t>(ASN1_STRING_length(value)));
    return isStationId(name) ? std::optional(name) : std::nullopt;
}

} // namespace indraj::central
