#pragma once

#include "enrollment/enrolment.h"
#include "storage/decision.h"
#include "storage/storeerror.h"

#include <optional>

namespace indraj {

/// Why the last try to send did not end with a receipt. Durable, one per packet.
enum class UploadFault {
    None,
    NoConnection, ///< central cannot be reached
    Timeout,
    TlsRefused, ///< certificate problem on either side
    Busy, ///< 429 or 503; Retry-After obeyed
    Conflict, ///< central holds other content under this packet id: a person must look
    RefusedByCentral, ///< 4xx: sending again will not help
    ReceiptInvalid, ///< the receipt's signature or digest does not verify: nothing is erased
    ReceiptOtherHead, ///< the receipt does not name the audit head that was sent: nothing is erased
    SealFailed, ///< approved, but no packet could be made of it; tried again, a person must look
    LocalDamage, ///< the stored packet does not match its own digest
    NotCentral, ///< something answered in central's place: a sign-in page of the network, a gateway
};

/// The durable record of a packet in the queue. It survives restarts and answers "why is this still here?".
struct UploadRecord {
    PacketId packet;
    EnrolmentId enrolment;
    QString token;
    qint64 sequence = 0; ///< station-wide, without gaps
    EnrolmentState state
        = EnrolmentState::Sealed; ///< Approved (not sealed yet), Sealed, Sending, Received, Erased
    qint64 size = 0; ///< bytes of the sealed packet
    qint64 committed = 0; ///< bytes central has confirmed as committed
    QByteArray sha256; ///< of the sealed packet, 32 bytes
    int failures = 0; ///< tries in a row without progress
    UploadFault lastFault = UploadFault::None;
    QString lastDetail; ///< for the log
    QString requestId; ///< central's id of the last request
    QDateTime approvedAt, sealedAt, lastTryAt, notBefore, receivedAt,
        erasedAt; ///< UTC; invalid where not yet
    QString approvedBy;
    QByteArray receipt; ///< central's signed receipt (CMS DER), kept in the tombstone
    QString service; ///< form spec id: how soon it has to go
    int tries = 0; ///< begun since it was sealed, however they ended
    std::optional<CentralDecision> decision{}; ///< central's last word about it
    EnrolmentId correction{}; ///< the enrolment that corrects it; null: none was begun
    qint64 auditSequence = 0; ///< of the audit chain when the packet was begun; 0: not begun
    QByteArray auditHead; ///< 32 bytes, as in the packet's manifest
    bool mayLackHead = false; ///< begun by a program whose lists and receipts named no audit head
};

/// Another station's disk that was being sent on and is not finished.
struct UnfinishedCarry {
    QString folder; ///< where the list was
    QString station; ///< who signed it
    QByteArray listSha256; ///< 32 bytes, of the signed list: it is this disk, and no other
    friend bool operator==(const UnfinishedCarry &, const UnfinishedCarry &) = default;
};

/// What the sender remembers beside the packets, for the next start.
struct SendingState {
    bool paused = false; ///< a person has stopped sending
    QDate day; ///< of the station's calendar; invalid: nothing was sent yet
    qint64 dayBytes = 0; ///< carried on that day, both ways
    std::optional<UnfinishedCarry> carry{};
    friend bool operator==(const SendingState &, const SendingState &) = default;
};

/// What an enrolment is sealed from: the enrolment and the bytes of every sample.
struct SealInput {
    Enrolment enrolment;
    QList<Sample> samples;
    PacketId packet;
    qint64 sequence = 0;
    QString approvedBy;
    QDateTime approvedAt;
    QByteArray auditHead; ///< 32 bytes: head of the audit chain when the packet was begun
    qint64 auditSequence = 0;
    bool tpmSealed = false; ///< the vault opens with this machine's TPM only
};

/// What the station says of its queue to central: docs/packet.md, 7.
struct QueueSummary {
    qint64 lastSequence = 0; ///< highest sequence reserved; 0: none
    QList<qint64> owed; ///< sequences that are still here: no receipt yet
    qint64 auditSequence = 0; ///< head of the audit chain
    QByteArray auditHead; ///< 32 bytes
};

/// Where the bytes of a packet under way lie and what becomes of it is kept. Same thread rules as
/// EnrolmentStore.
class UploadStore {
public:
    virtual ~UploadStore() = default;

    /// `length` bytes from `offset`.
    virtual Answer<QByteArray> packetBytes(PacketId packet, qint64 offset, qint64 length) = 0;
    /// Progress or failure: stores committed, failures, lastFault, notBefore ... and Sealed → Sending on the
    /// first committed byte.
    virtual Answer<Done> recordAttempt(const UploadRecord &record) = 0;
    /// A verified receipt: → Received, then the content is forgotten: → Erased, only the tombstone stays.
    virtual Answer<UploadRecord> recordReceipt(PacketId packet, const QByteArray &receipt) = 0;
};

/// The vault as sync/ sees it.
class PacketStore : public UploadStore {
public:
    /// Approved enrolments that have no packet yet, oldest first.
    virtual Answer<QList<EnrolmentId>> awaitingSeal() = 0;
    /// Reserves packet id and sequence (the same again after a crash) and reads all that is to be sealed.
    virtual Answer<SealInput> beginSeal(EnrolmentId id) = 0;
    /// Stores the sealed packet: Approved → Sealed.
    virtual Answer<UploadRecord> storeSealed(EnrolmentId id, const QByteArray &packetBytes) = 0;
    /// What a packet that is still here was sealed from; for servers that take enrolments, not packets.
    virtual Answer<SealInput> packetContent(PacketId packet) = 0;
    /// All packets, unsent first, tombstones last (those that need a correction, then the most recent 200).
    virtual Answer<QList<UploadRecord>> uploads() = 0;
    virtual Answer<SendingState> sendingState() = 0;
    virtual Answer<QueueSummary> queueSummary() = 0;
    /// Hash of that entry of the audit chain; empty: there is no such entry.
    virtual Answer<QByteArray> auditHashAt(qint64 sequence) = 0;
    /// Tells no act of a person about an enrolment, so the audit chain does not grow by it.
    virtual Answer<Done> recordSendingState(const SendingState &state) = 0;
};

} // namespace indraj
