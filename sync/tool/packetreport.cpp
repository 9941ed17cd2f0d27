#include "sync/tool/packetreport.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

QString hex(const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex()); }

QString kindName(CmsRecipient::Kind kind)
{
    switch (kind) {
    case CmsRecipient::Kind::EcdhP256:
        return u"ecdh-p256"_s;
    case CmsRecipient::Kind::RsaOaep:
        return u"rsa-oaep"_s;
    case CmsRecipient::Kind::Other:
        break;
    }
    return u"other"_s;
}

QString timeOf(const QDateTime &time) { return time.toUTC().toString(Qt::ISODateWithMs); }

QString explainNotForUs(const PacketOutside &outside, const QByteArray &keyIdentifier)
{
    const bool named = std::any_of(outside.recipients.cbegin(), outside.recipients.cend(),
                                   [&](const CmsRecipient &r) { return r.keyIdentifier == keyIdentifier; });
    if (!named)
        return u"It is not encrypted to this recipient certificate (key identifier %1). Try the key of one "
               u"of the "
               "recipients that 'inspect' lists."_s.arg(hex(keyIdentifier));
    return u"It is encrypted to this certificate, but does not open: bytes were changed on the way, it was "
           u"cut, or the "
           "private key is another one. Compare its SHA-256 with the receipt."_s;
}

} // namespace

tl::expected<PacketOutside, PacketError> inspectPacket(const QByteArray &packet)
{
    if (packet.size() > maxPacketBytes)
        return tl::unexpected(PacketError{PacketFault::TooLarge, u"%1 bytes"_s.arg(packet.size())});
    const auto recipients = cms::recipients(packet);
    if (!recipients)
        return tl::unexpected(PacketError{PacketFault::NotAPacket, recipients.error().detail});
    return PacketOutside{packet.size(), QCryptographicHash::hash(packet, QCryptographicHash::Sha256),
                         *recipients};
}

QString explainFault(const PacketError &error, const PacketOutside &outside, const QByteArray &keyIdentifier)
{
    switch (error.fault) {
    case PacketFault::NotForUs:
        return explainNotForUs(outside, keyIdentifier);
    case PacketFault::NotAPacket:
        return error.detail == "digest"_L1
            ? u"Its SHA-256 is not the one given. It is not the packet that was announced, or it was changed."_s
            : u"It is no CMS AuthEnvelopedData, or it is cut off, or bytes follow its end."_s;
    case PacketFault::BadSignature:
        return u"It opens, but no station of this authority has signed it: the signature does not fit the "
               u"content, or "
               "the certificate is of another authority or out of its time."_s;
    case PacketFault::BadContainer:
        return u"The signature holds, but the container inside is not in the format of version 1 (%1)."_s.arg(
            error.detail);
    case PacketFault::BadManifest:
        return u"The signature holds, but the manifest is not one this program knows (%1). A newer version "
               u"must be "
               "opened by a newer program."_s.arg(error.detail);
    case PacketFault::PartMismatch:
        return u"The part '%1' is not what the manifest says: other length or SHA-256. The station has "
               u"sealed something "
               "torn; ask for the enrolment again."_s.arg(error.detail);
    case PacketFault::BadCertificate:
        return u"The recipient or station authority certificate given cannot be read, or is not fit for this."_s;
    case PacketFault::BadKey:
        return u"The private key cannot be read, has a pass phrase, or does not belong to the certificate."_s;
    case PacketFault::TooLarge:
        return u"It is larger than any packet may be (64 MiB)."_s;
    case PacketFault::BadContent:
        return u"The OSIA enrollment in it is not canonical JSON (%1)."_s.arg(error.detail);
    case PacketFault::Incomplete:
    case PacketFault::CryptoFailed:
        break;
    }
    return u"The cryptographic library failed (%1)."_s.arg(error.detail);
}

QJsonObject reportOf(const PacketOutside &outside)
{
    QJsonArray recipients;
    for (const CmsRecipient &recipient : outside.recipients)
        recipients.append(QJsonObject{{u"kind"_s, kindName(recipient.kind)},
                                      {u"keyIdentifier"_s, hex(recipient.keyIdentifier)}});
    return {{u"bytes"_s, outside.size}, {u"sha256"_s, hex(outside.sha256)}, {u"recipients"_s, recipients}};
}

QJsonObject reportOf(const OpenedPacket &opened)
{
    const PacketManifest &facts = opened.manifest;
    QJsonArray parts;
    for (const PacketPart &part : opened.samples)
        parts.append(QJsonObject{{u"name"_s, QString::fromLatin1(part.name)},
                                 {u"bytes"_s, qint64(part.bytes.size())}});
    return {{u"station"_s, facts.station},
            {u"sequence"_s, facts.sequence},
            {u"packetId"_s, facts.packet.toString()},
            {u"service"_s, facts.service},
            {u"formVersion"_s, facts.formVersion},
            {u"capturedBy"_s, facts.capturedBy},
            {u"approvedBy"_s, facts.approvedBy},
            {u"approvedAt"_s, timeOf(facts.approvedAt)},
            {u"sealedAt"_s, timeOf(facts.sealedAt)},
            {u"software"_s, facts.softwareVersion},
            {u"auditSequence"_s, facts.auditSequence},
            {u"auditHead"_s, hex(facts.auditHead)},
            {u"tpmSealed"_s, facts.tpmSealed ? QJsonValue(*facts.tpmSealed) : QJsonValue(u"not said"_s)},
            {u"devices"_s, facts.devices.join(u", "_s)},
            {u"corrects"_s, facts.corrects.isNull() ? QString() : facts.corrects.toString()},
            {u"referenceVersion"_s, facts.referenceVersion},
            {u"samples"_s, parts}};
}

QString textOf(const QJsonObject &report, int indent)
{
    QString text;
    const QString lead(indent, u' ');
    for (auto member = report.constBegin(); member != report.constEnd(); ++member) {
        const QJsonValue value = member.value();
        if (value.isArray()) {
            text += lead + member.key() + u":\n"_s;
            for (const QJsonValue &item : value.toArray())
                text += textOf(item.toObject(), indent + 2)
                    + (item.toObject().size() > 2 ? u"\n"_s : QString());
        } else {
            text += lead + member.key() + u": "_s + value.toVariant().toString() + u'\n';
        }
    }
    return text;
}

} // namespace indraj
