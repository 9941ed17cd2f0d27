#include "sync/cms.h"

#include "sync/bytebio.h"

#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509_vfy.h>

#include <memory>
#include <vector>

namespace indraj::cms {
namespace {

using namespace Qt::Literals::StringLiterals;
using Fault = CmsError::Fault;

template <auto Free> struct Freer {
    template <class T> void operator()(T *thing) const { Free(thing); }
};
using Cms = std::unique_ptr<CMS_ContentInfo, Freer<CMS_ContentInfo_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Store = std::unique_ptr<X509_STORE, Freer<X509_STORE_free>>;
/// Frees the list, not the certificates in it.
struct ListFreer {
    void operator()(STACK_OF(X509) * list) const { sk_X509_free(list); }
};
using CertificateList = std::unique_ptr<STACK_OF(X509), ListFreer>;

tl::unexpected<CmsError> fault(Fault what)
{
    char text[256] = "";
    if (const unsigned long code = ERR_peek_last_error())
        ERR_error_string_n(code, text, sizeof text);
    ERR_clear_error();
    return tl::unexpected(CmsError{what, QString::fromLatin1(text)});
}

Bio reader(const void *data, std::size_t size) { return Bio(BIO_new_mem_buf(data, static_cast<int>(size))); }
Bio reader(const QByteArray &bytes)
{
    return reader(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

QByteArray contentOf(BIO *bio)
{
    char *data = nullptr;
    const long length = BIO_get_mem_data(bio, &data);
    return length > 0 ? QByteArray(data, length) : QByteArray();
}

CmsResult<std::vector<Certificate>> certificates(const QByteArray &pem)
{
    const Bio in = reader(pem);
    std::vector<Certificate> list;
    while (X509 *certificate = PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr))
        list.emplace_back(certificate);
    if (list.empty())
        return fault(Fault::BadCertificate);
    ERR_clear_error(); // the end of the PEM is reported as an error
    return list;
}

CmsResult<Key> privateKey(std::span<const std::uint8_t> pem, X509 *certificate)
{
    const Bio in = reader(pem.data(), pem.size());
    // A key with a pass phrase must fail, not ask on the terminal.
    Key key(PEM_read_bio_PrivateKey(
        in.get(), nullptr, [](char *, int, int, void *) { return -1; }, nullptr));
    if (!key || X509_check_private_key(certificate, key.get()) != 1)
        return fault(Fault::BadKey);
    return key;
}

/// A SignedData without content yet, with signer and chain in it.
CmsResult<Cms> signedShell(const CmsSigner &signer, unsigned streaming)
{
    auto chain = certificates(signer.certificatesPem);
    if (!chain)
        return tl::unexpected(chain.error());
    auto key = privateKey(signer.keyPem, chain->front().get());
    if (!key)
        return tl::unexpected(key.error());
    Cms shell(CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_BINARY | CMS_PARTIAL | streaming));
    if (!shell
        || !CMS_add1_signer(shell.get(), chain->front().get(), key->get(), EVP_sha256(),
                            CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES))
        return fault(Fault::Internal);
    for (std::size_t i = 1; i < chain->size(); ++i) {
        if (CMS_add1_cert(shell.get(), (*chain)[i].get()) != 1)
            return fault(Fault::Internal);
    }
    return shell;
}

bool addRecipient(CMS_ContentInfo *envelope, X509 *certificate)
{
    CMS_RecipientInfo *info = CMS_add1_recipient_cert(envelope, certificate, CMS_KEY_PARAM | CMS_USE_KEYID);
    if (!info)
        return false;
    EVP_PKEY_CTX *context = CMS_RecipientInfo_get0_pkey_ctx(info);
    if (CMS_RecipientInfo_type(info) == CMS_RECIPINFO_AGREE) {
        EVP_CIPHER_CTX *wrap = CMS_RecipientInfo_kari_get0_ctx(info);
        return EVP_PKEY_CTX_set_ecdh_kdf_md(context, EVP_sha256()) > 0
            && EVP_EncryptInit_ex(wrap, EVP_aes_256_wrap(), nullptr, nullptr, nullptr) == 1;
    }
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0
        && EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) > 0
        && EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) > 0;
}

QString commonName(X509 *certificate)
{
    const X509_NAME *subject = X509_get_subject_name(certificate);
    const int index = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (index < 0 || X509_NAME_get_index_by_NID(subject, NID_commonName, index) >= 0)
        return {};
    const ASN1_STRING *name = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, index));
    return QString::fromUtf8(reinterpret_cast<const char *>(ASN1_STRING_get0_data(name)),
                             ASN1_STRING_length(name));
}

CmsResult<Store> trustStore(const QByteArray &pem, Anchor anchor)
{
    auto trusted = certificates(pem);
    if (!trusted)
        return tl::unexpected(trusted.error());
    Store store(X509_STORE_new());
    for (const Certificate &certificate : *trusted) {
        if (X509_STORE_add_cert(store.get(), certificate.get()) != 1)
            return fault(Fault::BadCertificate);
    }
    // What was given is the anchor, whether or not it is self-signed.
    X509_STORE_set_flags(store.get(),
                         X509_V_FLAG_PARTIAL_CHAIN
                             | (anchor == Anchor::Pinned ? X509_V_FLAG_NO_CHECK_TIME : 0UL));
    X509_STORE_set_purpose(store.get(), X509_PURPOSE_ANY);
    return store;
}

CmsResult<Cms> parse(const QByteArray &bytes, int type)
{
    // Not d2i_CMS_bio(): it reads ahead, so that up to eight bytes after the end go by unseen.
    const auto *at = reinterpret_cast<const unsigned char *>(bytes.constData());
    const unsigned char *const end = at + bytes.size();
    Cms cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(bytes.size())));
    if (!cms || at != end || OBJ_obj2nid(CMS_get0_type(cms.get())) != type)
        return fault(Fault::NotCms);
    return cms;
}

QByteArray bytesOf(const ASN1_OCTET_STRING *string)
{
    return string ? QByteArray(reinterpret_cast<const char *>(ASN1_STRING_get0_data(string)),
                               ASN1_STRING_length(string))
                  : QByteArray();
}

/// The certificates behind one RecipientInfo: a key agreement may hold several.
void describe(CMS_RecipientInfo *info, QList<CmsRecipient> *list)
{
    ASN1_OCTET_STRING *identifier = nullptr;
    switch (CMS_RecipientInfo_type(info)) {
    case CMS_RECIPINFO_TRANS:
        CMS_RecipientInfo_ktri_get0_signer_id(info, &identifier, nullptr, nullptr);
        list->append({CmsRecipient::Kind::RsaOaep, bytesOf(identifier)});
        break;
    case CMS_RECIPINFO_AGREE: {
        STACK_OF(CMS_RecipientEncryptedKey) *keys = CMS_RecipientInfo_kari_get0_reks(info);
        for (int i = 0; i < sk_CMS_RecipientEncryptedKey_num(keys); ++i) {
            CMS_RecipientEncryptedKey_get0_id(sk_CMS_RecipientEncryptedKey_value(keys, i), &identifier,
                                              nullptr, nullptr, nullptr, nullptr);
            list->append({CmsRecipient::Kind::EcdhP256, bytesOf(identifier)});
        }
        break;
    }
    default:
        list->append(CmsRecipient{});
    }
}

} // namespace

QByteArray sha256(QByteArrayView bytes)
{
    QByteArray digest(32, '\0');
    // Fails only where OpenSSL has no SHA-256 at all, and such a station has no TLS either; nothing equals it
    // then.
    if (EVP_Digest(bytes.data(), static_cast<std::size_t>(bytes.size()),
                   reinterpret_cast<unsigned char *>(digest.data()), nullptr, EVP_sha256(), nullptr)
        != 1)
        digest.clear();
    return digest;
}

CmsResult<QList<CmsRecipient>> recipients(const QByteArray &envelope)
{
    const auto parsed = parse(envelope, NID_id_smime_ct_authEnvelopedData);
    if (!parsed)
        return tl::unexpected(parsed.error());
    QList<CmsRecipient> list;
    STACK_OF(CMS_RecipientInfo) *infos = CMS_get0_RecipientInfos(parsed->get());
    for (int i = 0; i < sk_CMS_RecipientInfo_num(infos); ++i)
        describe(sk_CMS_RecipientInfo_value(infos, i), &list);
    return list;
}

CmsResult<QByteArray> keyIdentifier(const QByteArray &certificatePem)
{
    const auto list = certificates(certificatePem);
    if (!list)
        return tl::unexpected(list.error());
    return bytesOf(X509_get0_subject_key_id(list->front().get()));
}

CmsResult<QByteArray> sign(const QByteArray &content, const CmsSigner &signer)
{
    auto shell = signedShell(signer, 0);
    if (!shell)
        return tl::unexpected(shell.error());
    const Bio in = reader(content);
    const Bio out(BIO_new(BIO_s_mem()));
    if (CMS_final(shell->get(), in.get(), nullptr, CMS_BINARY) != 1
        || i2d_CMS_bio(out.get(), shell->get()) != 1)
        return fault(Fault::Internal);
    return contentOf(out.get());
}

CmsResult<CmsSigned> verify(const QByteArray &cmsBytes, const QByteArray &trustedPem, Anchor anchor)
{
    auto cms = parse(cmsBytes, NID_pkcs7_signed);
    if (!cms)
        return tl::unexpected(cms.error());
    auto store = trustStore(trustedPem, anchor);
    if (!store)
        return tl::unexpected(store.error());
    auto pinned = certificates(trustedPem);
    // A pinned signer need not travel with the signature.
    const CertificateList extra(sk_X509_new_null());
    for (const Certificate &certificate : *pinned)
        sk_X509_push(extra.get(), certificate.get());
    CmsSigned result;
    result.content.reserve(cmsBytes.size());
    const Bio out = bytesWriter(&result.content);
    if (!out)
        return fault(Fault::Internal);
    if (CMS_verify(cms->get(), extra.get(), store->get(), nullptr, out.get(), CMS_BINARY | CMS_CADES) != 1)
        return fault(Fault::BadSignature);
    const CertificateList signers(CMS_get0_signers(cms->get()));
    if (!signers || sk_X509_num(signers.get()) != 1)
        return fault(Fault::BadSignature);
    result.signerName = commonName(sk_X509_value(signers.get(), 0));
    return result;
}

CmsResult<QByteArray> signAndEncrypt(const QList<QByteArray> &content, const CmsSigner &signer,
                                     const QList<QByteArray> &recipientsPem)
{
    if (recipientsPem.isEmpty())
        return fault(Fault::BadCertificate);
    auto shell = signedShell(signer, CMS_STREAM);
    if (!shell)
        return tl::unexpected(shell.error());
    const Cms envelope(CMS_AuthEnvelopedData_create(EVP_aes_256_gcm()));
    if (!envelope)
        return fault(Fault::Internal);
    for (const QByteArray &pem : recipientsPem) {
        auto recipient = certificates(pem);
        if (!recipient || !addRecipient(envelope.get(), recipient->front().get()))
            return fault(Fault::BadCertificate);
    }
    CMS_set1_eContentType(envelope.get(), OBJ_nid2obj(NID_pkcs7_signed));
    const Bio in = piecesReader(content);
    qsizetype size = 0;
    for (const QByteArray &piece : content)
        size += piece.size();
    QByteArray packet;
    // Beside the content: certificates, and a header for each run of it.
    packet.reserve(size + size / 64 + 16 * 1024);
    const Bio out = bytesWriter(&packet);
    BIO *encrypting = in && out ? BIO_new_CMS(out.get(), envelope.get()) : nullptr;
    if (!encrypting)
        return fault(Fault::Internal);
    const bool streamed = i2d_CMS_bio_stream(encrypting, shell->get(), in.get(), CMS_STREAM | CMS_BINARY) == 1
        && BIO_flush(encrypting) == 1;
    while (encrypting && encrypting != out.get()) {
        BIO *next = BIO_pop(encrypting);
        BIO_free(encrypting);
        encrypting = next;
    }
    if (!streamed)
        return fault(Fault::Internal);
    return packet;
}

CmsResult<QByteArray> decrypt(const QByteArray &envelope, const QByteArray &recipientPem,
                              std::span<const std::uint8_t> keyPem)
{
    auto cms = parse(envelope, NID_id_smime_ct_authEnvelopedData);
    if (!cms)
        return tl::unexpected(cms.error());
    if (OBJ_obj2nid(CMS_get0_eContentType(cms->get())) != NID_pkcs7_signed)
        return fault(Fault::NotCms);
    auto recipient = certificates(recipientPem);
    if (!recipient)
        return tl::unexpected(recipient.error());
    auto key = privateKey(keyPem, recipient->front().get());
    if (!key)
        return tl::unexpected(key.error());
    QByteArray content;
    content.reserve(envelope.size());
    const Bio out = bytesWriter(&content);
    if (!out)
        return fault(Fault::Internal);
    if (CMS_decrypt(cms->get(), key->get(), recipient->front().get(), nullptr, out.get(), CMS_BINARY) != 1)
        return fault(Fault::NotForUs);
    return content;
}

} // namespace indraj::cms
