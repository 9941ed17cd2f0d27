#include "tests/sync/memorystore.h"

#include <QCryptographicHash>
#include <QtConcurrentRun>

#include <algorithm>

namespace indraj::testing {
namespace {

using namespace Qt::Literals::StringLiterals;

tl::unexpected<StoreError> notFound()
{
    return tl::unexpected(StoreError{StoreFault::NotFound, u"no such packet"_s});
}

} // namespace

MemoryStore::MemoryStore() { m_thread.setMaxThreadCount(1); }

MemoryStore::~MemoryStore() { m_thread.waitForDone(); }

template <class Job> auto MemoryStore::run(Job job)
{
    return QtConcurrent::run(&m_thread, [this, job] {
        const QMutexLocker lock(&m_mutex);
        return job();
    });
}

MemoryStore::Item *MemoryStore::find(PacketId packet)
{
    const auto item = std::find_if(m_items.begin(), m_items.end(),
                                   [packet](const Item &i) { return i.input.packet == packet; });
    return item == m_items.end() ? nullptr : &*item;
}

MemoryStore::Item *MemoryStore::find(EnrolmentId enrolment)
{
    const auto item = std::find_if(m_items.begin(), m_items.end(),
                                   [enrolment](const Item &i) { return i.input.enrolment.id == enrolment; });
    return item == m_items.end() ? nullptr : &*item;
}

void MemoryStore::approve(const SealInput &input)
{
    const QMutexLocker lock(&m_mutex);
    Item item{input, {}, {}};
    item.record.packet = input.packet;
    item.record.enrolment = input.enrolment.id;
    item.record.token = input.enrolment.token;
    item.record.sequence = input.sequence;
    item.record.state = EnrolmentState::Approved;
    item.record.approvedAt = input.approvedAt;
    item.record.approvedBy = input.approvedBy;
    item.record.service = input.enrolment.service;
    item.record.auditSequence = input.auditSequence;
    item.record.auditHead = input.auditHead;
    m_items.append(item);
}

UploadRecord MemoryStore::record(PacketId packet) const
{
    const QMutexLocker lock(&m_mutex);
    for (const Item &item : m_items) {
        if (item.input.packet == packet)
            return item.record;
    }
    return {};
}

QByteArray MemoryStore::bytes(PacketId packet) const
{
    const QMutexLocker lock(&m_mutex);
    for (const Item &item : m_items) {
        if (item.input.packet == packet)
            return item.bytes;
    }
    return {};
}

int MemoryStore::erased() const
{
    const QMutexLocker lock(&m_mutex);
    return static_cast<int>(std::count_if(m_items.cbegin(), m_items.cend(), [](const Item &item) {
        return item.record.state == EnrolmentState::Erased;
    }));
}

int MemoryStore::unsent() const { return static_cast<int>(m_items.size()) - erased(); }

void MemoryStore::damage(PacketId packet)
{
    const QMutexLocker lock(&m_mutex);
    QByteArray &stored = find(packet)->bytes;
    stored[stored.size() / 2] = static_cast<char>(stored.at(stored.size() / 2) ^ 1);
}

void MemoryStore::begunByAnOlderProgram(PacketId packet)
{
    const QMutexLocker lock(&m_mutex);
    find(packet)->record.mayLackHead = true;
}

Answer<QList<EnrolmentId>> MemoryStore::awaitingSeal()
{
    return run([this]() -> tl::expected<QList<EnrolmentId>, StoreError> {
        QList<EnrolmentId> ids;
        for (const Item &item : m_items) {
            if (item.record.state == EnrolmentState::Approved)
                ids.append(item.input.enrolment.id);
        }
        return ids;
    });
}

Answer<SealInput> MemoryStore::beginSeal(EnrolmentId id)
{
    return run([this, id]() -> tl::expected<SealInput, StoreError> {
        const Item *item = find(id);
        if (!item)
            return notFound();
        return item->input;
    });
}

Answer<UploadRecord> MemoryStore::storeSealed(EnrolmentId id, const QByteArray &packetBytes)
{
    return run([this, id, packetBytes]() -> tl::expected<UploadRecord, StoreError> {
        Item *item = find(id);
        if (!item)
            return notFound();
        item->bytes = packetBytes;
        item->record.size = packetBytes.size();
        item->record.sha256 = QCryptographicHash::hash(packetBytes, QCryptographicHash::Sha256);
        item->record.sealedAt = QDateTime::currentDateTimeUtc();
        item->record.state = EnrolmentState::Sealed;
        return item->record;
    });
}

Answer<SealInput> MemoryStore::packetContent(PacketId packet)
{
    return run([this, packet]() -> tl::expected<SealInput, StoreError> {
        const Item *item = find(packet);
        if (!item || item->record.state == EnrolmentState::Erased)
            return notFound();
        return item->input;
    });
}

Answer<QList<UploadRecord>> MemoryStore::uploads()
{
    return run([this]() -> tl::expected<QList<UploadRecord>, StoreError> {
        QList<UploadRecord> records;
        for (const Item &item : m_items)
            records.append(item.record);
        return records;
    });
}

Answer<QByteArray> MemoryStore::packetBytes(PacketId packet, qint64 offset, qint64 length)
{
    return run([this, packet, offset, length]() -> tl::expected<QByteArray, StoreError> {
        const Item *item = find(packet);
        if (!item || item->record.state == EnrolmentState::Erased)
            return notFound();
        return item->bytes.mid(offset, length);
    });
}

Answer<Done> MemoryStore::recordAttempt(const UploadRecord &record)
{
    return run([this, record]() -> tl::expected<Done, StoreError> {
        Item *item = find(record.packet);
        if (!item)
            return notFound();
        const UploadRecord before = item->record;
        item->record = record;
        item->record.sha256 = before.sha256;
        if (before.state == EnrolmentState::Sealed)
            item->record.state = record.committed > 0 ? EnrolmentState::Sending : EnrolmentState::Sealed;
        return Done{};
    });
}

Answer<UploadRecord> MemoryStore::recordReceipt(PacketId packet, const QByteArray &receipt)
{
    return run([this, packet, receipt]() -> tl::expected<UploadRecord, StoreError> {
        Item *item = find(packet);
        if (!item)
            return notFound();
        item->record.receipt = receipt;
        item->record.receivedAt = item->record.erasedAt = QDateTime::currentDateTimeUtc();
        item->record.state = EnrolmentState::Erased;
        item->record.lastFault = UploadFault::None;
        item->bytes.clear();
        item->input.samples.clear();
        return item->record;
    });
}

Answer<SendingState> MemoryStore::sendingState()
{
    return run([this]() -> tl::expected<SendingState, StoreError> { return m_sending; });
}

Answer<QueueSummary> MemoryStore::queueSummary()
{
    return run([this]() -> tl::expected<QueueSummary, StoreError> {
        QueueSummary summary;
        for (const Item &item : m_items) {
            summary.lastSequence = std::max(summary.lastSequence, item.input.sequence);
            if (item.record.state != EnrolmentState::Erased)
                summary.owed.append(item.input.sequence);
        }
        summary.lastSequence += extraSequences;
        std::sort(summary.owed.begin(), summary.owed.end());
        summary.auditSequence = audit.size();
        summary.auditHead = QCryptographicHash::hash(audit, QCryptographicHash::Sha256);
        return summary;
    });
}

Answer<QByteArray> MemoryStore::auditHashAt(qint64 sequence)
{
    return run([this, sequence]() -> tl::expected<QByteArray, StoreError> {
        return sequence > audit.size()
            ? QByteArray()
            : QCryptographicHash::hash(audit.left(sequence), QCryptographicHash::Sha256);
    });
}

Answer<Done> MemoryStore::recordSendingState(const SendingState &state)
{
    return run([this, state]() -> tl::expected<Done, StoreError> {
        m_sending = state;
        return Done{};
    });
}

} // namespace indraj::testing
