#pragma once

#include "storage/packetstore.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <tl/expected.hpp>

namespace indraj {

/// Central's signed word that it has stored a packet.
struct Receipt {
    PacketId packet;
    QString station;
    qint64 sequence = 0;
    qint64 length = 0;
    QByteArray sha256; ///< of the sealed packet, 32 bytes
    QDateTime storedAt; ///< UTC, by central's clock
    qint64 auditSequence = 0; ///< of the station's audit chain; 0: a receipt of version 1, which says nothing
    QByteArray auditHead{}; ///< 32 bytes; empty with 0
};

/// What the receipt must be about: our own record, never something central told us.
struct ReceiptExpectation {
    PacketId packet;
    QString station;
    qint64 sequence = 0;
    qint64 length = 0;
    QByteArray sha256;
    qint64 auditSequence = 0;
    QByteArray auditHead{};
    bool mayLackHead = false; ///< announced when receipts named no audit head
};

/// Our own record of a packet, as its receipt must repeat it.
ReceiptExpectation expectedReceipt(const UploadRecord &record, const QString &station);

enum class ReceiptFault {
    NotSigned, ///< no CMS SignedData, or the signature or its chain to the pin does not verify
    BadContent, ///< not the canonical JSON of a known receipt version
    OtherPacket, ///< a true receipt, but not for this packet
    OtherHead, ///< for this packet, but it does not name the audit head that was sent with it
};

struct ReceiptError {
    ReceiptFault fault;
    QString detail; ///< for the log
};

/// Verifies `der` against the pinned certificate (or the pinned CA that issues only receipt signers) and
/// against our own record. Only its success may lead to erasing. Any thread.
tl::expected<Receipt, ReceiptError> verifyReceipt(const QByteArray &der, const QByteArray &pinnedPem,
                                                  const ReceiptExpectation &expected);

} // namespace indraj
