#include "storage/packetrows.h"

#include "storage/codes.h"
#include "storage/crypto.h"
#include "storage/down/decisionrows.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestDetail = 500;

/// The columns that readRow() expects, and which rows.
QByteArray uploadQuery(const char *which)
{
    return QByteArray("SELECT p.id, p.enrolment, e.token, p.sequence, e.state, p.size, p.committed, p.sha256,"
                      " p.failures, p.last_fault, p.last_detail, p.request_id, p.approved_at, p.sealed_at,"
                      " p.last_try_at, p.not_before, p.received_at, p.erased_at, p.approved_by, p.receipt,"
                      " e.service, coalesce(t.tries, 0),"
                      " d.number, d.verdict, d.reason, d.fields, d.note, d.decided_at, c.enrolment,"
                      " coalesce(p.audit_sequence, 0), p.audit_head,"
                      " p.sequence < (SELECT first_sequence FROM receipt_head)"
                      " FROM packet p JOIN enrolment e ON e.id = p.enrolment"
                      " LEFT JOIN packet_try t ON t.packet = p.id"
                      " LEFT JOIN decision d ON d.number ="
                      " (SELECT max(number) FROM decision WHERE packet = p.id)"
                      " LEFT JOIN correction c ON c.rowid ="
                      " (SELECT max(rowid) FROM correction WHERE packet = p.id) ")
        + which;
}

Outcome<UploadRecord> readRow(const Statement &row)
{
    const auto state = stateFromCode(row.text(4));
    const auto fault = faultFromCode(row.text(9));
    if (!state || !fault)
        return failed(StoreFault::Damaged, u"the record of a packet cannot be read"_s);
    UploadRecord record;
    record.packet = PacketId::fromString(row.text(0));
    record.enrolment = EnrolmentId::fromString(row.text(1));
    record.token = row.text(2);
    record.sequence = row.integer(3);
    record.state = *state;
    record.size = row.integer(5);
    record.committed = row.integer(6);
    record.sha256 = row.bytes(7);
    record.failures = static_cast<int>(row.integer(8));
    record.lastFault = *fault;
    record.lastDetail = row.text(10);
    record.requestId = row.text(11);
    record.approvedAt = row.time(12);
    record.sealedAt = row.time(13);
    record.lastTryAt = row.time(14);
    record.notBefore = row.time(15);
    record.receivedAt = row.time(16);
    record.erasedAt = row.time(17);
    record.approvedBy = row.text(18);
    record.receipt = row.bytes(19);
    record.service = row.text(20);
    record.tries = static_cast<int>(row.integer(21));
    if (!row.isNull(22)) {
        const auto decision = readDecisionColumns(row, 22, record.packet);
        if (!decision)
            return tl::unexpected(decision.error());
        record.decision = *decision;
    }
    record.correction = EnrolmentId::fromString(row.text(28));
    record.auditSequence = row.integer(29);
    record.auditHead = row.bytes(30);
    record.mayLackHead = row.integer(31) != 0; // NULL, without such packets, reads as 0
    return record;
}

Outcome<UploadRecord> readOne(Statement &row)
{
    const auto found = row.step();
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return failed(StoreFault::NotFound, u"no packet of this id"_s);
    return readRow(row);
}

Outcome<void> readAll(Statement rows, QList<UploadRecord> *records)
{
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        const auto record = readRow(rows);
        if (!record)
            return tl::unexpected(record.error());
        records->append(*record);
    }
}

} // namespace

Outcome<void> enqueuePacket(Database &database, EnrolmentId id, const QString &approvedBy,
                            const QDateTime &at)
{
    return database.run("INSERT INTO packet(id, enrolment, approved_by, approved_at) VALUES(?, ?, ?, ?)",
                        PacketId::create().toString(), id.toString(), approvedBy, at);
}

Outcome<UploadRecord> readUpload(Database &database, PacketId packet)
{
    Statement row = database.prepare(uploadQuery("WHERE p.id = ?").constData());
    return readOne(row.bind(packet.toString()));
}

Outcome<UploadRecord> readUploadOf(Database &database, EnrolmentId enrolment)
{
    Statement row = database.prepare(uploadQuery("WHERE p.enrolment = ?").constData());
    return readOne(row.bind(enrolment.toString()));
}

Outcome<QList<UploadRecord>> listUploads(Database &database, int tombstones)
{
    QList<UploadRecord> records;
    const auto unsent
        = readAll(database.prepare(
                      uploadQuery("WHERE e.state <> 'erased' ORDER BY p.approved_at, p.rowid").constData()),
                  &records);
    if (!unsent)
        return tl::unexpected(unsent.error());
    Statement sent = database.prepare(
        uploadQuery(
            "WHERE e.state = 'erased' ORDER BY d.verdict = 'needs-correction' AND c.rowid IS NULL DESC,"
            " p.erased_at DESC, p.rowid DESC LIMIT ?")
            .constData());
    sent.bind(tombstones);
    if (const auto done = readAll(std::move(sent), &records); !done)
        return tl::unexpected(done.error());
    return records;
}

Outcome<QList<EnrolmentId>> listApproved(Database &database)
{
    QList<EnrolmentId> ids;
    Statement rows
        = database.prepare("SELECT p.enrolment FROM packet p JOIN enrolment e ON e.id = p.enrolment"
                           " WHERE e.state = 'approved' ORDER BY p.approved_at, p.rowid");
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return ids;
        ids.append(EnrolmentId::fromString(rows.text(0)));
    }
}

Outcome<void> writePacket(Database &database, PacketId packet, const QByteArray &bytes, const QDateTime &now)
{
    if (bytes.isEmpty())
        return failed(StoreFault::Invalid, u"an empty packet"_s);
    if (const auto done = removePacketBytes(database, packet); !done)
        return done;
    if (const auto done = database.run("DELETE FROM packet_try WHERE packet = ?", packet.toString()); !done)
        return done;
    for (qint64 offset = 0, number = 0; offset < bytes.size(); offset += chunkSize, ++number) {
        const QByteArray chunk = bytes.mid(offset, chunkSize);
        const auto done
            = database.run("INSERT INTO packet_chunk(packet, number, sha256, bytes) VALUES(?, ?, ?, ?)",
                           packet.toString(), number, sha256(chunk), chunk);
        if (!done)
            return done;
    }
    return database.run("UPDATE packet SET size = ?, sha256 = ?, sealed_at = ?, committed = 0, failures = 0,"
                        " last_fault = 'none', last_detail = '', not_before = NULL WHERE id = ?",
                        qint64(bytes.size()), sha256(bytes), now, packet.toString());
}

Outcome<QByteArray> readPacket(Database &database, PacketId packet, qint64 offset, qint64 length)
{
    const auto record = readUpload(database, packet);
    if (!record)
        return tl::unexpected(record.error());
    if (record->sealedAt.isNull() || record->state == EnrolmentState::Erased)
        return failed(StoreFault::NotFound, u"the packet has no bytes here"_s);
    if (offset < 0 || length < 0 || offset > record->size)
        return failed(StoreFault::Invalid, u"a range outside the packet"_s);
    const qint64 end = offset + std::min(length, record->size - offset);
    QByteArray bytes;
    bytes.reserve(end - offset);
    for (qint64 number = offset / chunkSize; number * chunkSize < end; ++number) {
        Statement row
            = database.prepare("SELECT bytes, sha256 FROM packet_chunk WHERE packet = ? AND number = ?");
        const auto found = row.bind(packet.toString()).bind(number).step();
        if (!found)
            return tl::unexpected(found.error());
        const QByteArray chunk = *found ? row.bytes(0) : QByteArray();
        const qint64 start = number * chunkSize;
        if (chunk.size() != std::min(chunkSize, record->size - start) || sha256(chunk) != row.bytes(1))
            return failed(StoreFault::Damaged, u"chunk %1 of a packet does not hold"_s.arg(number));
        const qint64 from = std::max(offset, start) - start;
        bytes += QByteArrayView(chunk).sliced(from, std::min(end - start, qint64(chunk.size())) - from);
    }
    return bytes;
}

Outcome<void> writeAttempt(Database &database, const UploadRecord &record)
{
    const QString fault = faultCode(record.lastFault);
    if (record.failures < 0 || record.tries < 0 || fault.isEmpty() || record.requestId.size() > longestDetail)
        return failed(StoreFault::Invalid, u"the record of an attempt cannot be stored"_s);
    const auto counted = database.run("INSERT INTO packet_try(packet, tries) VALUES(?, ?)"
                                      " ON CONFLICT(packet) DO UPDATE SET tries = excluded.tries",
                                      record.packet.toString(), record.tries);
    if (!counted)
        return counted;
    return database.run("UPDATE packet SET committed = ?, failures = ?, last_fault = ?, last_detail = ?,"
                        " request_id = ?, last_try_at = ?, not_before = ? WHERE id = ?",
                        record.committed, record.failures, fault, record.lastDetail.left(longestDetail),
                        record.requestId, record.lastTryAt, record.notBefore, record.packet.toString());
}

Outcome<void> writeReceipt(Database &database, PacketId packet, const QByteArray &receipt,
                           const QDateTime &now)
{
    return database.run(
        "UPDATE packet SET receipt = ?, received_at = ?, erased_at = ?, committed = size,"
        " failures = 0, last_fault = 'none', last_detail = '', not_before = NULL WHERE id = ?",
        receipt, now, now, packet.toString());
}

Outcome<void> removePacketBytes(Database &database, PacketId packet)
{
    return database.run("DELETE FROM packet_chunk WHERE packet = ?", packet.toString());
}

} // namespace indraj
