#include "sync/media/medialist.h"

#include "sync/announcement.h"
#include "sync/canonicaljson.h"
#include "sync/cms.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QStorageInfo>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mostListBytes = 1LL << 20; // what central reads of one
constexpr qint64 largestPacket = 64LL << 20;

std::optional<UploadRecord> recordOf(const QJsonObject &entry, bool heads)
{
    UploadRecord record;
    record.packet = PacketId::fromString(entry.value("packetId"_L1).toString());
    record.sequence = entry.value("sequence"_L1).toInteger();
    record.size = entry.value("length"_L1).toInteger();
    record.sha256 = QByteArray::fromHex(entry.value("sha256"_L1).toString().toLatin1());
    record.mayLackHead = !heads;
    if (heads) {
        const QJsonObject audit = entry.value("audit"_L1).toObject();
        record.auditSequence = audit.value("sequence"_L1).toInteger();
        record.auditHead = QByteArray::fromHex(audit.value("head"_L1).toString().toLatin1());
        if (record.auditSequence < 1 || record.auditHead.size() != 32)
            return std::nullopt;
    }
    if (record.packet.isNull() || record.sequence < 1 || record.size < 1 || record.size > largestPacket
        || record.sha256.size() != 32
        || entry.value("kind"_L1).toString() != QLatin1StringView(enrolmentKind))
        return std::nullopt;
    return record;
}

tl::expected<QList<UploadRecord>, CarryFault> packetsOf(const QJsonObject &list, const QString &signer)
{
    const qint64 version = list.value("mediaVersion"_L1).toInteger();
    const QJsonArray entries = list.value("packets"_L1).toArray();
    if (version < 1 || version > listVersion || list.size() != 5 || entries.isEmpty()
        || entries.size() > maxAnnounced || list.value("station"_L1).toString() != signer)
        return tl::unexpected(CarryFault::BadList);
    QList<UploadRecord> packets;
    QSet<PacketId> seen;
    for (const auto &entry : entries) {
        const auto record = recordOf(entry.toObject(), version == listVersion);
        if (!record || seen.contains(record->packet))
            return tl::unexpected(CarryFault::BadList);
        seen.insert(record->packet);
        packets.append(*record);
    }
    return packets;
}

/// The folder of a copy: the chosen one, or the only one in it, so that choosing the disk is enough.
tl::expected<QString, CarryFault> copyIn(const QString &chosen)
{
    const auto isCopy = [](const QString &folder) { return QFile::exists(folder + u"/list.p7s"_s); };
    if (isCopy(chosen))
        return chosen;
    QStringList copies;
    const QStringList names
        = QDir(chosen).entryList({u"indraj-*"_s}, QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &name : names) {
        if (isCopy(chosen + u'/' + name))
            copies.append(chosen + u'/' + name);
    }
    if (copies.isEmpty())
        return tl::unexpected(CarryFault::NotADisk);
    if (copies.size() > 1)
        return tl::unexpected(CarryFault::SeveralFolders);
    return copies.constFirst();
}

} // namespace

QString findMediaList(const UnfinishedCarry &carry)
{
    QStringList places{carry.folder};
    const QString name = u'/' + QFileInfo(carry.folder).fileName();
    const QList<QStorageInfo> volumes = QStorageInfo::mountedVolumes();
    for (const QStorageInfo &volume : volumes) {
        if (volume.isReady())
            places.append(volume.rootPath() + name);
    }
    const auto isIt = [&carry](const QString &place) {
        QFile file(place + u"/list.p7s"_s);
        return file.size() <= mostListBytes && file.open(QIODevice::ReadOnly)
            && cms::sha256(file.readAll()) == carry.listSha256;
    };
    const auto found = std::find_if(places.cbegin(), places.cend(), isIt);
    return found == places.cend() ? QString() : *found;
}

QString mediaPacketPath(const QString &folder, PacketId packet)
{
    return folder + u"/packets/"_s + packet.toString() + u".cms"_s;
}

QString mediaReceiptPath(const QString &folder, PacketId packet)
{
    return folder + u"/receipts/"_s + packet.toString() + u".p7s"_s;
}

tl::expected<MediaList, CarryFault> readMediaList(const QString &chosen, const QByteArray &trustPem)
{
    const auto folder = copyIn(chosen);
    if (!folder)
        return tl::unexpected(folder.error());
    QFile file(*folder + u"/list.p7s"_s);
    if (file.size() > mostListBytes)
        return tl::unexpected(CarryFault::BadList);
    MediaList list;
    list.folder = *folder;
    if (file.open(QIODevice::ReadOnly))
        list.signedBytes = file.readAll();
    if (list.signedBytes.isEmpty())
        return tl::unexpected(CarryFault::DiskGone);
    const auto verified = cms::verify(list.signedBytes, trustPem, cms::Anchor::Pinned);
    const auto json = verified ? parseCanonicalJson(verified->content)
                               : tl::expected<QJsonObject, QString>(tl::unexpect, QString());
    if (!json)
        return tl::unexpected(CarryFault::BadList);
    const auto packets = packetsOf(*json, verified->signerName);
    if (!packets)
        return tl::unexpected(packets.error());
    list.station = verified->signerName;
    list.packets = *packets;
    return list;
}

tl::expected<ImportReceipt, QString> readImportReceipt(const QByteArray &der, const QByteArray &receiptPem,
                                                       const MediaList &list)
{
    const auto verified = cms::verify(der, receiptPem, cms::Anchor::Pinned);
    if (!verified)
        return tl::unexpected(verified.error().detail);
    const auto json = parseCanonicalJson(verified->content);
    if (!json)
        return tl::unexpected(json.error());
    if (json->value("importVersion"_L1).toInteger() != 1
        || json->value("station"_L1).toString() != list.station
        || json->value("listSha256"_L1).toString().toLatin1() != cms::sha256(list.signedBytes).toHex())
        return tl::unexpected(u"the import receipt is about another list"_s);
    ImportReceipt receipt;
    const QJsonArray packets = json->value("packets"_L1).toArray();
    for (const auto &packet : packets) {
        const QString outcome = packet.toObject().value("outcome"_L1).toString();
        if (outcome == u"stored"_s || outcome == u"already"_s)
            receipt.stored.insert(PacketId::fromString(packet.toObject().value("packetId"_L1).toString()));
    }
    return receipt;
}

} // namespace indraj
