#pragma once

#include "sync/media/carryreport.h"

#include <QSet>

#include <tl/expected.hpp>

namespace indraj {

/// The signed list of a disk as another station reads it (docs/packet.md, 8).
struct MediaList {
    QString folder;
    QByteArray signedBytes; ///< list.p7s
    QString station; ///< who signed it
    QList<UploadRecord> packets; ///< Sealed, nothing committed
};

/// Finds the list in `chosen`, or in the only copy below it, and verifies its signature against `trustPem`
/// (authorities, PEM). Times and revocation are not judged here: central does, and a station's clock may be
/// wrong. Blocks.
tl::expected<MediaList, CarryFault> readMediaList(const QString &chosen, const QByteArray &trustPem);

/// Where the disk is now: the folder of a list of exactly these bytes, where it was or at the top of whatever
/// is mounted; empty: nowhere. Verifies nothing. Blocks.
QString findMediaList(const UnfinishedCarry &carry);

/// Where a packet and its receipt lie. @{
QString mediaPacketPath(const QString &folder, PacketId packet);
QString mediaReceiptPath(const QString &folder, PacketId packet);
/// @}

/// Central's signed word about what it holds of a list: the import receipt.
struct ImportReceipt {
    QSet<PacketId> stored; ///< now, or already before
};
/// Verifies it against the pin and against the list; the error is for the log.
tl::expected<ImportReceipt, QString> readImportReceipt(const QByteArray &der, const QByteArray &receiptPem,
                                                       const MediaList &list);

} // namespace indraj
