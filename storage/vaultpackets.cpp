#include "storage/enrolmentrows.h"
#include "storage/packetrows.h"
#include "storage/samplerows.h"
#include "storage/vault.h"

#include <QFile>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int shownTombstones = 200;
constexpr qsizetype longestReceipt = 64 * 1024;

tl::unexpected<StoreError> wrongState(EnrolmentState state, Act act)
{
    const QString detail = u"not possible from "_s + stateCode(state);
    return tl::unexpected(StoreError{StoreFault::Refused, detail, 0,
                                     LifecycleError{LifecycleFault::WrongState, state, act, detail}});
}

} // namespace

Outcome<QList<EnrolmentId>> Vault::awaitingSeal()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return listApproved(m_session->database);
}

Outcome<qint64> Vault::reserveSequence(const UploadRecord &record)
{
    if (record.sequence > 0)
        return record.sequence;
    const auto number = takeNumber("next_sequence");
    if (!number)
        return number;
    if (const auto noted
        = noteStation(u"seal-begun"_s, record.enrolment.toString(), record.packet.toString());
        !noted)
        return tl::unexpected(noted.error());
    const auto head = readAuditHead(m_session->database, m_session->keys.audit);
    if (!head)
        return tl::unexpected(head.error());
    const auto done = m_session->database.run(
        "UPDATE packet SET sequence = ?, audit_sequence = ?, audit_head = ? WHERE id = ?", *number,
        head->sequence, head->hash, record.packet.toString());
    if (!done)
        return tl::unexpected(done.error());
    return number;
}

Outcome<SealInput> Vault::beginSeal(EnrolmentId id)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    Database &database = m_session->database;
    return database.transact([&]() -> Outcome<SealInput> {
        const auto enrolment = readEnrolment(database, id);
        if (!enrolment)
            return tl::unexpected(enrolment.error());
        if (enrolment->state != EnrolmentState::Approved)
            return wrongState(enrolment->state, Act::Seal);
        const auto record = readUploadOf(database, id);
        if (!record)
            return tl::unexpected(record.error());
        const auto sequence = reserveSequence(*record);
        return sequence ? readSealInput(*enrolment, *record, *sequence) : tl::unexpected(sequence.error());
    });
}

Outcome<SealInput> Vault::readSealInput(const Enrolment &enrolment, const UploadRecord &record,
                                        qint64 sequence)
{
    Database &database = m_session->database;
    const auto key = readDataKey(database, m_session->keys.blobs, enrolment.id);
    if (!key)
        return tl::unexpected(key.error());
    SealInput input;
    input.enrolment = enrolment;
    input.packet = record.packet;
    input.sequence = sequence;
    input.approvedBy = record.approvedBy;
    input.approvedAt = record.approvedAt;
    input.tpmSealed = m_session->ring.keeping().state == TpmState::Sealed;
    Statement head = database.prepare("SELECT audit_sequence, audit_head FROM packet WHERE id = ?");
    if (const auto row = head.bind(record.packet.toString()).step(); !row)
        return tl::unexpected(row.error());
    input.auditSequence = head.integer(0);
    input.auditHead = head.bytes(1);
    for (const SampleInfo &info : enrolment.samples) {
        const auto sample = readSample(database, *key, enrolment.id, info.id);
        if (!sample)
            return tl::unexpected(sample.error());
        input.samples.append(*sample);
    }
    return input;
}

Outcome<SealInput> Vault::packetContent(PacketId packet)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return m_session->database.transact([&]() -> Outcome<SealInput> {
        const auto record = readUpload(m_session->database, packet);
        if (!record)
            return tl::unexpected(record.error());
        if (record->state != EnrolmentState::Sealed && record->state != EnrolmentState::Sending)
            return wrongState(record->state, Act::StartSending);
        const auto enrolment = readEnrolment(m_session->database, record->enrolment);
        return enrolment ? readSealInput(*enrolment, *record, record->sequence)
                         : tl::unexpected(enrolment.error());
    });
}

Outcome<UploadRecord> Vault::storeSealed(EnrolmentId id, const QByteArray &packetBytes)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    Database &database = m_session->database;
    auto outcome = database.transact([&]() -> Outcome<UploadRecord> {
        const auto enrolment = readEnrolment(database, id);
        if (!enrolment)
            return tl::unexpected(enrolment.error());
        const auto next = transition({enrolment->state, enrolment->capturedBy, true}, id, Act::Seal,
                                     Performer::Station, {}, {});
        if (!next)
            return tl::unexpected(next.error());
        const auto record = readUploadOf(database, id);
        if (!record)
            return record;
        if (record->sequence <= 0)
            return failed(StoreFault::Invalid, u"a packet that was not begun"_s);
        if (const auto done = writePacket(database, record->packet, packetBytes, m_options.nowUtc()); !done)
            return tl::unexpected(done.error());
        return readUpload(database, record->packet);
    });
    if (outcome)
        settle();
    return outcome;
}

Outcome<QList<UploadRecord>> Vault::uploads()
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return listUploads(m_session->database, shownTombstones);
}

Outcome<QByteArray> Vault::packetBytes(PacketId packet, qint64 offset, qint64 length)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    return readPacket(m_session->database, packet, offset, length);
}

Outcome<Done> Vault::recordAttempt(const UploadRecord &record)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    Database &database = m_session->database;
    return database.transact([&]() -> Outcome<Done> {
        const auto stored = readUpload(database, record.packet);
        if (!stored)
            return tl::unexpected(stored.error());
        if (stored->state == EnrolmentState::Received || stored->state == EnrolmentState::Erased)
            return wrongState(stored->state, Act::StartSending);
        if (record.committed < 0 || record.committed > stored->size)
            return failed(StoreFault::Invalid, u"more bytes committed than the packet has"_s);
        if (record.committed > 0 && stored->state == EnrolmentState::Sealed) {
            const auto next = transition({stored->state, {}, true}, stored->enrolment, Act::StartSending,
                                         Performer::Station, {}, {});
            if (!next)
                return tl::unexpected(next.error());
        }
        return writeAttempt(database, record).map([] { return Done{}; });
    });
}

Outcome<UploadRecord> Vault::receive(PacketId packet, const QByteArray &receipt)
{
    Database &database = m_session->database;
    const auto record = readUpload(database, packet);
    if (!record || record->state == EnrolmentState::Erased)
        return record; // a second receipt for what is already a tombstone changes nothing
    LifecycleFacts facts{record->state, {}, true};
    QList<Act> acts{Act::Receive, Act::Erase};
    // Central may have committed everything while its answers were lost: then nothing was recorded as sent.
    if (record->state == EnrolmentState::Sealed)
        acts.prepend(Act::StartSending);
    for (const Act act : std::as_const(acts)) {
        const auto next = transition(facts, record->enrolment, act, Performer::Station, {}, {});
        if (!next)
            return tl::unexpected(next.error());
        facts.state = *next;
    }
    auto done = writeReceipt(database, packet, receipt, m_options.nowUtc());
    if (done)
        done = removePacketBytes(database, packet);
    if (done)
        done = removeSamples(database, record->enrolment);
    if (done)
        done = erasePersonal(database, record->enrolment);
    if (!done)
        return tl::unexpected(done.error());
    return readUpload(database, packet);
}

Outcome<UploadRecord> Vault::recordReceipt(PacketId packet, const QByteArray &receipt)
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return tl::unexpected(unlocked.error());
    if (receipt.isEmpty() || receipt.size() > longestReceipt)
        return failed(StoreFault::Invalid, u"a receipt of no or too many bytes"_s);
    const auto attempt
        = [&] { return m_session->database.transact([&] { return receive(packet, receipt); }); };
    auto outcome = attempt();
    // Erasing needs room in the WAL first; that is what the ballast is for.
    if (!outcome && outcome.error().fault == StoreFault::DiskFull && QFile::remove(path("ballast"_L1)))
        outcome = attempt();
    if (outcome)
        settle();
    return outcome;
}

} // namespace indraj
