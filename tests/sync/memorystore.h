#pragma once

#include "storage/packetstore.h"

#include <QMutex>
#include <QThreadPool>

namespace indraj::testing {

/// A vault's queue in memory with the rules of PacketStore. Answers come from a thread of its own, as the
/// real one's do.
class MemoryStore : public PacketStore {
public:
    MemoryStore();
    ~MemoryStore() override;

    void approve(const SealInput &input); ///< now it awaits sealing
    UploadRecord record(PacketId packet) const;
    QByteArray bytes(PacketId packet) const;
    int erased() const; ///< tombstones
    int unsent() const;
    QByteArray audit; ///< stands for the chain: entry n has the digest of its first n bytes
    qint64 extraSequences = 0; ///< used and gone: the station has lost them
    void damage(PacketId packet); ///< flips a bit of the stored packet
    void begunByAnOlderProgram(PacketId packet); ///< its receipt may lack the audit head

    Answer<QList<EnrolmentId>> awaitingSeal() override;
    Answer<SealInput> beginSeal(EnrolmentId id) override;
    Answer<UploadRecord> storeSealed(EnrolmentId id, const QByteArray &packetBytes) override;
    Answer<SealInput> packetContent(PacketId packet) override;
    Answer<QList<UploadRecord>> uploads() override;
    Answer<QByteArray> packetBytes(PacketId packet, qint64 offset, qint64 length) override;
    Answer<Done> recordAttempt(const UploadRecord &record) override;
    Answer<UploadRecord> recordReceipt(PacketId packet, const QByteArray &receipt) override;
    Answer<SendingState> sendingState() override;
    Answer<QueueSummary> queueSummary() override;
    Answer<QByteArray> auditHashAt(qint64 sequence) override;
    Answer<Done> recordSendingState(const SendingState &state) override;

private:
    struct Item {
        SealInput input;
        UploadRecord record;
        QByteArray bytes;
    };
    Item *find(PacketId packet);
    Item *find(EnrolmentId enrolment);
    template <class Job> auto run(Job job);

    mutable QMutex m_mutex;
    QThreadPool m_thread;
    QList<Item> m_items;
    SendingState m_sending;
};

} // namespace indraj::testing
