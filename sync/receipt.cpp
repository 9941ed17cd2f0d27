#include "sync/receipt.h"

#include "sync/canonicaljson.h"
#include "sync/cms.h"

#include <QSet>

namespace indraj {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype maxReceiptBytes = 64 << 10;

tl::unexpected<ReceiptError> fault(ReceiptFault what, const QString &detail)
{
    return tl::unexpected(ReceiptError{what, detail});
}

tl::expected<Receipt, ReceiptError> parse(const QByteArray &content)
{
    const auto json = parseCanonicalJson(content);
    if (!json)
        return fault(ReceiptFault::BadContent, json.error());
    if (json->value("receiptVersion"_L1).toInteger() != 1)
        return fault(ReceiptFault::BadContent, u"receiptVersion"_s);
    static const QSet<QString> keys{u"length"_s, u"packetId"_s, u"receiptVersion"_s, u"sequence"_s,
                                    u"sha256"_s, u"station"_s,  u"storedAt"_s};
    const QStringList found = json->keys();
    if (QSet<QString>(found.cbegin(), found.cend()) != keys)
        return fault(ReceiptFault::BadContent, u"members"_s);
    const Receipt receipt{PacketId::fromString(json->value("packetId"_L1).toString()),
                          json->value("station"_L1).toString(),
                          json->value("sequence"_L1).toInteger(),
                          json->value("length"_L1).toInteger(),
                          QByteArray::fromHex(json->value("sha256"_L1).toString().toLatin1()),
                          QDateTime::fromString(json->value("storedAt"_L1).toString(), Qt::ISODateWithMs)};
    if (receipt.packet.isNull() || receipt.sha256.size() != 32 || !receipt.storedAt.isValid())
        return fault(ReceiptFault::BadContent, u"values"_s);
    return receipt;
}

} // namespace

tl::expected<Receipt, ReceiptError> verifyReceipt(const QByteArray &der, const QByteArray &pinnedPem,
                                                  const ReceiptExpectation &expected)
{
    if (der.size() > maxReceiptBytes)
        return fault(ReceiptFault::NotSigned, u"too large"_s);
    const auto verified = cms::verify(der, pinnedPem, cms::Anchor::Pinned);
    if (!verified)
        return fault(ReceiptFault::NotSigned, verified.error().detail);
    auto receipt = parse(verified->content);
    if (!receipt)
        return receipt;
    if (receipt->packet != expected.packet || receipt->station != expected.station
        || receipt->sequence != expected.sequence || receipt->length != expected.length
        || receipt->sha256 != expected.sha256)
        return fault(ReceiptFault::OtherPacket, receipt->packet.toString());
    return receipt;
}

} // namespace indraj
