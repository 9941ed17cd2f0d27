#include "devices/sbi/trust.h"

#include "devices/sbi/opensslpointers.h"

#include <QDir>
#include <QFile>

#include <openssl/rsa.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <vector>

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;
using namespace ssl;

namespace {

constexpr int leastKeyBits = 2048;
constexpr int mostKeyBits = 8192; ///< a longer one only costs time
constexpr int levelOf112Bits = 2; ///< OpenSSL's name for it: RSA from 2048 bits, no SHA-1

CertificatePtr certificateFromDer(const QByteArray &der)
{
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    CertificatePtr certificate(d2i_X509(nullptr, &at, long(der.size())));
    if (certificate && at != reinterpret_cast<const unsigned char *>(der.constData()) + der.size())
        certificate.reset(); // bytes follow it
    ERR_clear_error();
    return certificate;
}

Result<std::vector<CertificatePtr>> certificatesFromPem(const QByteArray &pem)
{
    const BioPtr bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    std::vector<CertificatePtr> found;
    while (X509 *certificate = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr))
        found.emplace_back(certificate);
    ERR_clear_error();
    if (found.empty())
        return fail(Fault::BadField, u"no certificate in a file of roots"_s);
    return found;
}

QString commonName(X509 *certificate)
{
    std::array<char, 200> text{};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, text.data(),
                              int(text.size()));
    return QString::fromUtf8(text.data());
}

Result<void> checkSignature(const Jws &jws, X509 *certificate)
{
    EVP_PKEY *key = X509_get0_pubkey(certificate);
    const int bits = key && EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA ? EVP_PKEY_get_bits(key) : 0;
    if (bits < leastKeyBits || bits > mostKeyBits)
        return fail(Fault::BadChain, u"key of %1 RSA bits"_s.arg(bits));
    const DigestPtr digest(EVP_MD_CTX_new());
    const bool begun = EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key) == 1;
    const int held = begun
        ? EVP_DigestVerify(digest.get(), reinterpret_cast<const unsigned char *>(jws.signature.constData()),
                           size_t(jws.signature.size()),
                           reinterpret_cast<const unsigned char *>(jws.signedPart.constData()),
                           size_t(jws.signedPart.size()))
        : 0;
    ERR_clear_error();
    if (held != 1)
        return fail(Fault::BadSignature, commonName(certificate));
    return {};
}

} // namespace

struct Trust::Anchors {
    StorePtr store{X509_STORE_new()};
    std::vector<CertificatePtr> training;
    int count = 0;

    Result<void> add(const QByteArray &pem, bool isTraining)
    {
        auto found = certificatesFromPem(pem);
        if (!found)
            return tl::unexpected(found.error());
        for (CertificatePtr &certificate : *found) {
            X509_STORE_add_cert(store.get(), certificate.get());
            ++count;
            if (isTraining)
                training.push_back(std::move(certificate));
        }
        return {};
    }

    bool isTraining(X509 *anchor) const
    {
        return std::any_of(training.begin(), training.end(),
                           [anchor](const CertificatePtr &c) { return X509_cmp(c.get(), anchor) == 0; });
    }

    /// True when the chain ends at a training root.
    Result<bool> checkChain(X509 *leaf, const std::vector<CertificatePtr> &sent, const QDateTime &now) const
    {
        const StackPtr others(sk_X509_new_null());
        for (const CertificatePtr &certificate : sent)
            sk_X509_push(others.get(), certificate.get());
        const StoreContextPtr context(X509_STORE_CTX_new());
        if (X509_STORE_CTX_init(context.get(), store.get(), leaf, others.get()) != 1)
            return fail(Fault::BadChain, u"not begun"_s);
        X509_VERIFY_PARAM *rules = X509_STORE_CTX_get0_param(context.get());
        X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);
        X509_VERIFY_PARAM_set_time(rules, time_t(now.toSecsSinceEpoch()));
        X509_VERIFY_PARAM_set_auth_level(rules, levelOf112Bits);
        X509_VERIFY_PARAM_set_depth(rules, int(maxCertificates));
        const bool held = X509_verify_cert(context.get()) == 1;
        const QString why
            = QString::fromUtf8(X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get())));
        ERR_clear_error();
        if (!held)
            return fail(Fault::BadChain, commonName(leaf) + u": "_s + why);
        // Without a key usage extension the mask has all bits.
        if ((X509_get_key_usage(leaf) & KU_DIGITAL_SIGNATURE) == 0)
            return fail(Fault::BadChain, commonName(leaf) + u": not for signing"_s);
        STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(context.get());
        return isTraining(sk_X509_value(chain, sk_X509_num(chain) - 1));
    }
};

Trust::Trust()
    : m_anchors(std::make_shared<const Anchors>())
{
}

Result<Trust> Trust::fromPem(const QList<QByteArray> &roots, const QList<QByteArray> &trainingRoots)
{
    auto anchors = std::make_shared<Anchors>();
    for (const QByteArray &pem : roots) {
        if (const auto added = anchors->add(pem, false); !added)
            return tl::unexpected(added.error());
    }
    for (const QByteArray &pem : trainingRoots) {
        if (const auto added = anchors->add(pem, true); !added)
            return tl::unexpected(added.error());
    }
    Trust trust;
    trust.m_anchors = std::move(anchors);
    return trust;
}

Result<Trust> Trust::fromFolder(const QString &folder)
{
    constexpr qint64 longestFile = 1024 * 1024;
    const auto filesOf = [](const QDir &dir) -> Result<QList<QByteArray>> {
        QList<QByteArray> found;
        for (const QString &name : dir.entryList({u"*.pem"_s, u"*.crt"_s}, QDir::Files, QDir::Name)) {
            QFile file(dir.filePath(name));
            if (!file.open(QIODevice::ReadOnly) || file.size() > longestFile)
                return fail(Fault::BadField, name + u" cannot be read"_s);
            found.append(file.readAll());
        }
        return found;
    };
    const QDir dir(folder);
    const auto roots = filesOf(dir);
    if (!roots)
        return tl::unexpected(roots.error());
    const auto training = filesOf(QDir(dir.filePath(u"training"_s)));
    if (!training)
        return tl::unexpected(training.error());
    return fromPem(*roots, *training);
}

bool Trust::isEmpty() const { return size() == 0; }

int Trust::size() const { return m_anchors->count; }

Result<Signer> Trust::verify(const Jws &jws, const QDateTime &now) const
{
    std::vector<CertificatePtr> sent;
    for (const QByteArray &der : jws.certificates) {
        sent.push_back(certificateFromDer(der));
        if (!sent.back())
            return fail(Fault::BadField, u"a certificate cannot be read"_s);
    }
    if (sent.empty())
        return fail(Fault::NotSigned, u"no certificate"_s);
    X509 *leaf = sent.front().get();
    const auto training = m_anchors->checkChain(leaf, sent, now);
    if (!training)
        return tl::unexpected(training.error());
    if (const auto held = checkSignature(jws, leaf); !held)
        return tl::unexpected(held.error());
    return Signer{jws.certificates.front(), commonName(leaf), *training};
}

} // namespace indraj::sbi
