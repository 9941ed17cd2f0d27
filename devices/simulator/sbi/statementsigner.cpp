#include "devices/simulator/sbi/statementsigner.h"

#include "devices/sbi/opensslpointers.h"
#include "devices/sbi/sbijson.h"

#include <QFile>

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;
using namespace ssl;

struct StatementSigner::Key {
    KeyPtr key;
};

namespace {

Result<QByteArray> wholeFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Fault::BadField, path + u": "_s + file.errorString());
    return file.readAll();
}

BioPtr memory(const QByteArray &bytes)
{
    return BioPtr(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
}

} // namespace

Result<StatementSigner> StatementSigner::load(const QString &certificateFile, const QString &keyFile)
{
    const auto certificatePem = wholeFile(certificateFile), keyPem = wholeFile(keyFile);
    if (!certificatePem)
        return tl::unexpected(certificatePem.error());
    if (!keyPem)
        return tl::unexpected(keyPem.error());
    const CertificatePtr certificate(
        PEM_read_bio_X509(memory(*certificatePem).get(), nullptr, nullptr, nullptr));
    auto key = std::make_shared<Key>();
    key->key.reset(PEM_read_bio_PrivateKey(memory(*keyPem).get(), nullptr, nullptr, nullptr));
    if (!certificate || !key->key)
        return fail(Fault::BadField, u"training keys cannot be read"_s);
    QByteArray der(i2d_X509(certificate.get(), nullptr), '\0');
    auto *at = reinterpret_cast<unsigned char *>(der.data());
    i2d_X509(certificate.get(), &at);
    return StatementSigner(der, std::move(key));
}

QByteArray StatementSigner::sign(const QJsonObject &payload) const
{
    const QJsonObject header{
        {u"alg"_s, u"RS256"_s},
        {u"typ"_s, u"JWT"_s},
        {u"x5c"_s, QJsonArray{QString::fromLatin1(m_certificate.toBase64())}},
    };
    const auto part = [](const QJsonObject &object) {
        return toBase64Url(QJsonDocument(object).toJson(QJsonDocument::Compact));
    };
    const QByteArray text = part(header) + '.' + part(payload);
    const DigestPtr digest(EVP_MD_CTX_new());
    size_t length = 0;
    const auto *bytes = reinterpret_cast<const unsigned char *>(text.constData());
    EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, m_key->key.get());
    EVP_DigestSign(digest.get(), nullptr, &length, bytes, size_t(text.size()));
    QByteArray signature(qsizetype(length), '\0');
    EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char *>(signature.data()), &length, bytes,
                   size_t(text.size()));
    signature.truncate(qsizetype(length));
    return text + '.' + toBase64Url(signature);
}

} // namespace indraj::sbi
