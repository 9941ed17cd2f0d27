#pragma once

#include "storage/packetstore.h"
#include "storage/sqlite.h"

namespace indraj {

/// The queue to central. Plain functions on the storage thread's connection; those that write are called
/// inside a transaction of the vault. @{

/// Bytes in one row. A packet is read in pieces of any size.
inline constexpr qint64 chunkSize = 256 * 1024;

/// Puts an approved enrolment into the queue with a new packet id.
Outcome<void> enqueuePacket(Database &database, EnrolmentId id, const QString &approvedBy,
                            const QDateTime &at);
Outcome<UploadRecord> readUpload(Database &database, PacketId packet); ///< NotFound
Outcome<UploadRecord> readUploadOf(Database &database, EnrolmentId enrolment); ///< NotFound
/// Unsent first, in order of approval; then the `tombstones` most recent tombstones.
Outcome<QList<UploadRecord>> listUploads(Database &database, int tombstones);
Outcome<QList<EnrolmentId>> listApproved(Database &database);

/// Chunk rows, size, SHA-256 and time of sealing.
Outcome<void> writePacket(Database &database, PacketId packet, const QByteArray &bytes, const QDateTime &now);
/// Up to `length` bytes from `offset`, less at the end. Every chunk is checked against its own digest.
Outcome<QByteArray> readPacket(Database &database, PacketId packet, qint64 offset, qint64 length);
Outcome<void> writeAttempt(Database &database, const UploadRecord &record);
Outcome<void> writeReceipt(Database &database, PacketId packet, const QByteArray &receipt,
                           const QDateTime &now);
Outcome<void> removePacketBytes(Database &database, PacketId packet);
/// @}

} // namespace indraj
