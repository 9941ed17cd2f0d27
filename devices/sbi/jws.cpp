#include "devices/sbi/jws.h"

#include "devices/sbi/sbijson.h"

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxHeaderBytes = 128 * 1024;

std::optional<QByteArray> certificateOf(const QString &text)
{
    if (text.size() > 2 * maxCertificateBytes)
        return {};
    QByteArray compact = text.toLatin1();
    for (const char gap : {' ', '\n', '\r', '\t'})
        compact.replace(gap, "");
    const bool url = compact.contains('-') || compact.contains('_');
    const auto alphabet = url ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding;
    const auto decoded
        = QByteArray::fromBase64Encoding(compact, alphabet | QByteArray::AbortOnBase64DecodingErrors);
    if (decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok || decoded.decoded.isEmpty()
        || decoded.decoded.size() > maxCertificateBytes)
        return {};
    return decoded.decoded;
}

Result<QList<QByteArray>> certificatesOf(const QJsonObject &header)
{
    const QStringList texts = textsOf(header.value("x5c"_L1));
    if (texts.isEmpty())
        return fail(Fault::NotSigned, u"no certificate in the header"_s);
    if (texts.size() > maxCertificates)
        return fail(Fault::TooLarge, u"%1 certificates in a header"_s.arg(texts.size()));
    QList<QByteArray> found;
    for (const QString &text : texts) {
        auto certificate = certificateOf(text);
        if (!certificate)
            return fail(Fault::BadField, u"x5c"_s);
        found.append(std::move(*certificate));
    }
    return found;
}

} // namespace

Result<Jws> parseJws(QByteArrayView text)
{
    if (text.size() > maxJwsBytes)
        return fail(Fault::TooLarge, u"signed text of %1 bytes"_s.arg(text.size()));
    const QByteArray whole = QByteArray::fromRawData(text.data(), text.size());
    const qsizetype first = whole.indexOf('.');
    const qsizetype second = first < 0 ? -1 : whole.indexOf('.', first + 1);
    if (second < 0 || whole.indexOf('.', second + 1) >= 0)
        return fail(Fault::NotSigned, u"not three parts"_s);
    const auto headerBytes = fromBase64Url(text.first(first));
    auto payload = fromBase64Url(text.sliced(first + 1, second - first - 1));
    auto signature = fromBase64Url(text.sliced(second + 1));
    if (!headerBytes || !payload || !signature || signature->isEmpty())
        return fail(Fault::NotSigned, u"not base64url"_s);
    const auto document = parseJson(*headerBytes, maxHeaderBytes);
    if (!document)
        return tl::unexpected(document.error());
    const QJsonObject header = document->object();
    if (header.value("alg"_L1).toString() != "RS256"_L1)
        return fail(Fault::NotSigned, u"algorithm %1"_s.arg(header.value("alg"_L1).toString().left(20)));
    if (header.contains("crit"_L1)) // RFC 7515, 4.1.11: what is not understood must be refused
        return fail(Fault::NotSigned, u"critical extensions"_s);
    auto certificates = certificatesOf(header);
    if (!certificates)
        return tl::unexpected(certificates.error());
    return Jws{QByteArray(text.data(), second), std::move(*payload), std::move(*signature),
               std::move(*certificates)};
}

Result<QByteArray> unverifiedPayload(QByteArrayView text)
{
    if (text.size() > maxJwsBytes)
        return fail(Fault::TooLarge, u"signed text of %1 bytes"_s.arg(text.size()));
    const QByteArray whole = QByteArray::fromRawData(text.data(), text.size());
    const qsizetype first = whole.indexOf('.');
    const qsizetype from = first < 0 ? 0 : first + 1;
    const qsizetype dot = first < 0 ? -1 : whole.indexOf('.', from);
    auto payload = fromBase64Url(text.sliced(from, (dot < 0 ? text.size() : dot) - from));
    if (!payload)
        return fail(Fault::BadField, u"not base64url"_s);
    return std::move(*payload);
}

} // namespace indraj::sbi
