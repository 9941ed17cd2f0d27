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

bool takeAuditHead(const QJsonObject &audit, Receipt *receipt)
{
    receipt->auditSequence = audit.value("sequence"_L1).toInteger();
    receipt->auditHead = QByteArray::fromHex(audit.value("head"_L1).toString().toLatin1());
    return audit.size() == 2 && receipt->auditSequence > 0 && receipt->auditHead.size() == 32;
}

tl::expected<Receipt, ReceiptError> parse(const QByteArray &content)
{
    const auto json = parseCanonicalJson(content);
    if (!json)
        return fault(ReceiptFault::BadContent, json.error());
    const qint64 version = json->value("receiptVersion"_L1).toInteger();
    if (version != 1 && version != 2)
        return fault(ReceiptFault::BadContent, u"receiptVersion"_s);
    QSet<QString> keys{u"length"_s, u"packetId"_s, u"receiptVersion"_s, u"sequence"_s,
                       u"sha256"_s, u"station"_s,  u"storedAt"_s};
    if (version == 2)
        keys.insert(u"audit"_s);
    const QStringList found = json->keys();
    if (QSet<QString>(found.cbegin(), found.cend()) != keys)
        return fault(ReceiptFault::BadContent, u"members"_s);
    Receipt receipt{PacketId::fromString(json->value("packetId"_L1).toString()),
                    json->value("station"_L1).toString(),
                    json->value("sequence"_L1).toInteger(),
                    json->value("length"_L1).toInteger(),
                    QByteArray::fromHex(json->value("sha256"_L1).toString().toLatin1()),
                    QDateTime::fromString(json->value("storedAt"_L1).toString(), Qt::ISODateWithMs)};
    if (receipt.packet.isNull() || receipt.sha256.size() != 32 || !receipt.storedAt.isValid())
        return fault(ReceiptFault::BadContent, u"values"_s);
    if (version == 2 && !takeAuditHead(json->value("audit"_L1).toObject(), &receipt))
        return fault(ReceiptFault::BadContent, u"audit"_s);
    return receipt;
}

bool namesHead(const Receipt &receipt, const ReceiptExpectation &expected)
{
    if (receipt.auditHead.isEmpty())
        return expected.mayLackHead;
    return receipt.auditSequence == expected.auditSequence && receipt.auditHead == expected.auditHead;
}

} // namespace

ReceiptExpectation expectedReceipt(const UploadRecord &record, const QString &station)
{
    return {record.packet,        station,          record.sequence,   record.size, record.sha256,
            record.auditSequence, record.auditHead, record.mayLackHead};
}

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
    if (!namesHead(*receipt, expected))
        return fault(
            ReceiptFault::OtherHead,
            receipt->auditHead.isEmpty()
                ? u"the receipt names no audit head"_s
                : u"the receipt names audit entry %1 or another head of %2"_s.arg(receipt->auditSequence)
                      .arg(expected.auditSequence));
    return receipt;
}

} // namespace indraj
