#include "sync/media/mediaexport.h"

#include "sync/announcement.h"
#include "sync/canonicaljson.h"
#include "sync/cms.h"
#include "sync/media/diskfile.h"
#include "sync/osiaenrollment.h"
#include "sync/policy/faults.h"
#include "sync/receipt.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QStorageInfo>
#include <QUuid>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 piece = 1LL << 20;
constexpr qint64 roomForList = 4LL << 20;
constexpr qint64 longestReceipt = 64LL << 10;

MediaReport ended(MediaReport report, MediaFault fault, const QString &detail = {})
{
    report.fault = fault;
    report.detail = detail;
    return report;
}

tl::expected<QList<UploadRecord>, MediaFault> waitingPackets(PacketStore &store)
{
    const auto queue = store.uploads().result();
    if (!queue)
        return tl::unexpected(MediaFault::QueueUnreadable);
    QList<UploadRecord> waiting;
    for (const UploadRecord &record : *queue) {
        if (isUnsent(record) && waiting.size() < maxAnnounced)
            waiting.append(record);
    }
    if (waiting.isEmpty())
        return tl::unexpected(MediaFault::NothingToSend);
    return waiting;
}

MediaFault copyPacket(const MediaWork &work, const UploadRecord &record, const QString &path)
{
    DiskFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qint64 offset = 0; offset < record.size; offset += piece) {
        if (work.cancelled)
            return MediaFault::Cancelled;
        const auto bytes
            = work.store.packetBytes(record.packet, offset, std::min(piece, record.size - offset)).result();
        if (!bytes || bytes->isEmpty())
            return MediaFault::QueueUnreadable;
        hash.addData(*bytes);
        if (!file.write(*bytes))
            return MediaFault::CannotWrite;
    }
    if (hash.result() != record.sha256)
        return MediaFault::QueueUnreadable;
    return file.settle() ? MediaFault::None : MediaFault::CannotWrite;
}

CmsResult<QByteArray> signList(const QList<UploadRecord> &records, const MediaWork &work)
{
    QJsonArray packets;
    for (const UploadRecord &record : records)
        packets.append(announcedEntry(record));
    const auto json = canonicalJson({{u"mediaVersion"_s, listVersion},
                                     {u"exportId"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)},
                                     {u"station"_s, work.station.stationId},
                                     {u"madeAt"_s, wireTime(work.now)},
                                     {u"packets"_s, packets}});
    if (!json)
        return tl::unexpected(CmsError{CmsError::Fault::Internal, json.error()});
    return cms::sign(*json, {work.station.certificatePem, work.station.privateKeyPem.bytes()});
}

QString packetFile(const QString &folder, PacketId packet)
{
    return folder + u"/packets/"_s + packet.toString() + u".cms"_s;
}

MediaFault writeAll(const MediaWork &work, const QList<UploadRecord> &records, const QString &folder,
                    MediaReport *report)
{
    const int all = 2 * static_cast<int>(records.size());
    int done = 0;
    for (const UploadRecord &record : records) {
        if (const MediaFault fault = copyPacket(work, record, packetFile(folder, record.packet));
            fault != MediaFault::None)
            return fault;
        ++report->packets;
        report->bytes += record.size;
        work.tell(++done, all);
    }
    const auto signedList = signList(records, work);
    if (!signedList)
        return MediaFault::QueueUnreadable;
    DiskFile file(folder + u"/list.p7s"_s);
    if (!file.write(*signedList) || !file.settle() || !settleFolder(folder + u"/packets"_s)
        || !settleFolder(folder))
        return MediaFault::CannotWrite;
    for (const UploadRecord &record : records) {
        if (work.cancelled)
            return MediaFault::Cancelled;
        if (digestFromDisk(packetFile(folder, record.packet)) != record.sha256)
            return MediaFault::ReadBackFailed;
        work.tell(++done, all);
    }
    const QByteArray expected = QCryptographicHash::hash(*signedList, QCryptographicHash::Sha256);
    return digestFromDisk(folder + u"/list.p7s"_s) == expected ? MediaFault::None
                                                               : MediaFault::ReadBackFailed;
}

QByteArray readSmall(const QString &path)
{
    QFile file(path);
    return file.size() <= longestReceipt && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

MediaReport copyQueue(const MediaWork &work, const QString &parent)
{
    MediaReport report;
    const auto records = waitingPackets(work.store);
    if (!records)
        return ended(report, records.error());
    qint64 needed = roomForList;
    for (const UploadRecord &record : *records)
        needed += record.size;
    const QStorageInfo disk(parent);
    if (!QFileInfo(parent).isDir() || !disk.isValid())
        return ended(report, MediaFault::CannotWrite, u"no such folder"_s);
    if (disk.bytesAvailable() < needed)
        return ended(report, MediaFault::NoRoom);
    const QString folder = parent + u"/indraj-"_s + work.station.stationId + u'-'
        + work.now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    if (QFileInfo::exists(folder) || !QDir().mkpath(folder + u"/packets"_s))
        return ended(report, MediaFault::CannotWrite, u"the folder cannot be made"_s);
    const MediaFault fault = writeAll(work, *records, folder, &report);
    if (fault != MediaFault::None) {
        QDir(folder).removeRecursively();
        return ended({}, fault);
    }
    report.folder = folder;
    return report;
}

MediaReport takeReceipts(const MediaWork &work, const QString &folder, const QByteArray &receiptPem)
{
    MediaReport report;
    report.kind = MediaReport::Kind::ReceiptsTaken;
    const auto records = waitingPackets(work.store);
    if (!records)
        return ended(report, records.error());
    int done = 0;
    for (const UploadRecord &record : *records) {
        if (work.cancelled)
            return ended(report, MediaFault::Cancelled);
        work.tell(++done, static_cast<int>(records->size()));
        const QByteArray receipt = readSmall(folder + u"/receipts/"_s + record.packet.toString() + u".p7s"_s);
        if (receipt.isEmpty())
            continue;
        if (!verifyReceipt(receipt, receiptPem, expectedReceipt(record, work.station.stationId))) {
            ++report.refused;
            continue;
        }
        const auto tombstone = work.store.recordReceipt(record.packet, receipt).result();
        if (!tombstone)
            return ended(report, MediaFault::QueueUnreadable, tombstone.error().detail);
        ++report.packets;
        report.bytes += record.size;
    }
    report.folder = folder;
    return report.packets + report.refused > 0 ? report : ended(report, MediaFault::NotOurs);
}

} // namespace indraj
