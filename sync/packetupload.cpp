#include "sync/packetupload.h"

#include "sync/announcement.h"
#include "sync/receipt.h"

namespace indraj {
namespace {

using namespace Qt::Literals::StringLiterals;

/// How often central may correct us without progress before the try ends.
constexpr int maxStalls = 3;
constexpr qint64 readPiece = 1LL << 20;

/// Whether what was sent may have arrived all the same.
bool isLost(const CentralAnswer &answer)
{
    return !answer.answered() && answer.fault != UploadFault::TlsRefused;
}

} // namespace

PacketUpload::PacketUpload(const Context &context, const UploadRecord &record, QObject *parent)
    : Upload(parent)
    , m_context(context)
    , m_record(record)
    , m_best(record.committed)
{
}

void PacketUpload::start()
{
    m_record.lastTryAt = QDateTime::currentDateTimeUtc();
    ++m_record.tries;
    if (m_context.checked)
        announce();
    else
        checkLocal(0);
}

void PacketUpload::cancel()
{
    Upload::cancel();
    m_ended = true;
    m_context.station.reset();
}

/// Central must never learn a digest that our own bytes do not have.
void PacketUpload::checkLocal(qint64 offset)
{
    if (offset >= m_record.size) {
        if (m_hash.result() != m_record.sha256)
            return fail(UploadFault::LocalDamage, u"stored packet does not have its digest"_s);
        return announce();
    }
    const qint64 length = std::min(readPiece, m_record.size - offset);
    withBytes(offset, length, [this, offset](const QByteArray &bytes) {
        m_hash.addData(bytes);
        checkLocal(offset + bytes.size());
    });
}

void PacketUpload::announce()
{
    if (m_context.announced)
        return create();
    const auto list = signAnnouncement({m_record}, *m_context.station, QDateTime::currentDateTimeUtc());
    if (!list)
        return fail(UploadFault::TlsRefused, list.error().detail);
    m_context.client.announce(*list, [this](const CentralAnswer &answer) {
        m_record.requestId = answer.requestId;
        if (!answer.ok())
            return fail(answer);
        create();
    });
}

/// The first chunk goes along, unless central may have it: it takes bytes only where it stands at 0.
void PacketUpload::create()
{
    if (m_best > 0)
        return createWith({});
    const qint64 length = std::min(m_context.client.nextChunk(), m_record.size);
    if (m_context.mayGo && !m_context.mayGo(length, m_begun))
        return hold();
    withBytes(0, length, [this](const QByteArray &bytes) { createWith(bytes); });
}

void PacketUpload::createWith(const QByteArray &first)
{
    m_context.client.create(m_record, first, [this, first](const CentralAnswer &answer) {
        m_record.requestId = answer.requestId;
        if (answer.status == 201)
            return proceed(answer.offset);
        if (!first.isEmpty() && (answer.status == 460 || isLost(answer)))
            return askOffset(answer.answered() ? UploadFault::None : answer.fault);
        fail(answer);
    });
}

void PacketUpload::askOffset(UploadFault lost)
{
    m_lost = lost;
    if (stalled())
        return;
    m_context.client.head(m_record.packet, [this](const CentralAnswer &answer) {
        m_record.requestId = answer.requestId;
        if (answer.ok())
            return proceed(answer.offset);
        if (answer.status == 404)
            return create();
        fail(answer);
    });
}

/// `offset` is what central has committed, whatever we believed before.
void PacketUpload::proceed(qint64 offset)
{
    if (offset < 0 || offset > m_record.size)
        return fail(UploadFault::RefusedByCentral, u"central reports an impossible offset"_s);
    if (offset == m_record.committed)
        return offset == m_record.size ? fetchReceipt() : sendChunk();
    committed(offset);
}

void PacketUpload::sendChunk()
{
    const qint64 offset = m_record.committed;
    const qint64 length = std::min(m_context.client.nextChunk(), m_record.size - offset);
    if (m_context.mayGo && !m_context.mayGo(length, m_begun))
        return hold();
    withBytes(offset, length, [this, offset](const QByteArray &bytes) {
        m_context.client.patch(m_record.packet, offset, bytes,
                               [this](const CentralAnswer &answer) { chunkAnswered(answer); });
    });
}

void PacketUpload::withBytes(qint64 offset, qint64 length, std::function<void(const QByteArray &)> step)
{
    when(m_context.store.packetBytes(m_record.packet, offset, length),
         [this, length, step = std::move(step)](const tl::expected<QByteArray, StoreError> &bytes) {
             if (!bytes)
                 return storeFailed(bytes.error());
             if (bytes->size() != length)
                 return fail(UploadFault::LocalDamage, u"stored packet is too short"_s);
             step(*bytes);
         });
}

void PacketUpload::chunkAnswered(const CentralAnswer &answer)
{
    m_record.requestId = answer.requestId;
    if (answer.ok()) {
        // Bytes were taken, says central, but it stands where it stood: not for ever.
        if (answer.offset >= 0 && answer.offset <= m_record.committed && stalled())
            return;
        return proceed(answer.offset);
    }
    // 409: central stands elsewhere, perhaps because the answer to this very chunk was lost. 460: the bytes
    // were changed on the way. No answer: it may have been committed. In each case only central knows the
    // offset.
    if (answer.status == 409 || answer.status == 460 || answer.status == 404)
        return askOffset(UploadFault::None);
    if (isLost(answer))
        return askOffset(answer.fault);
    fail(answer);
}

void PacketUpload::committed(qint64 offset)
{
    m_begun = m_begun || offset > m_record.committed;
    // Only what central never had before is progress: one that forgets and takes again would keep us for
    // ever.
    if (offset > m_best) {
        m_best = offset;
        m_stalls = 0;
        m_lost = UploadFault::None;
        m_record.failures = 0;
        m_record.lastFault = UploadFault::None;
        m_record.lastDetail.clear();
        m_record.notBefore = {};
    }
    m_record.committed = offset;
    m_record.state = EnrolmentState::Sending;
    m_record.lastTryAt = QDateTime::currentDateTimeUtc();
    when(m_context.store.recordAttempt(m_record), [this](const tl::expected<Done, StoreError> &done) {
        if (!done)
            return storeFailed(done.error());
        Q_EMIT progressed(m_record);
        if (m_record.committed == m_record.size)
            fetchReceipt();
        else
            sendChunk();
    });
}

void PacketUpload::fetchReceipt()
{
    m_context.client.receipt(m_record.packet, [this](const CentralAnswer &answer) {
        m_record.requestId = answer.requestId;
        if (answer.ok())
            return takeReceipt(answer);
        if (answer.status == 409 || answer.status == 404)
            return askOffset(UploadFault::None);
        fail(answer);
    });
    // After the call: it takes the connection that has just become free.
    if (!std::exchange(m_carried, true))
        Q_EMIT carried();
}

void PacketUpload::takeReceipt(const CentralAnswer &answer)
{
    const QString owner
        = m_context.carriedFor.isEmpty() ? m_context.station->stationId : m_context.carriedFor;
    const auto receipt
        = verifyReceipt(answer.body, m_context.options.receiptPem, expectedReceipt(m_record, owner));
    if (!receipt)
        return fail(receipt.error().fault == ReceiptFault::OtherHead ? UploadFault::ReceiptOtherHead
                                                                     : UploadFault::ReceiptInvalid,
                    receipt.error().detail);
    when(m_context.store.recordReceipt(m_record.packet, answer.body),
         [this](const tl::expected<UploadRecord, StoreError> &tombstone) {
             if (!tombstone)
                 return storeFailed(tombstone.error());
             m_ended = true;
             Q_EMIT finished(*tombstone, End::Erased, {});
         });
}

bool PacketUpload::stalled()
{
    if (++m_stalls <= maxStalls)
        return false;
    fail(m_lost == UploadFault::None ? UploadFault::RefusedByCentral : m_lost,
         u"no progress after %1 corrections"_s.arg(maxStalls));
    return true;
}

void PacketUpload::storeFailed(const StoreError &error)
{
    fail(error.fault == StoreFault::Damaged ? UploadFault::LocalDamage : m_record.lastFault, error.detail);
}

void PacketUpload::hold()
{
    if (!std::exchange(m_ended, true))
        Q_EMIT finished(m_record, End::Held, {});
}

void PacketUpload::fail(const CentralAnswer &answer) { fail(answer.fault, answer.detail, answer.retryAfter); }

void PacketUpload::fail(UploadFault fault, const QString &detail, std::chrono::milliseconds retryAfter)
{
    if (std::exchange(m_ended, true))
        return;
    ++m_record.failures;
    m_record.lastFault = fault;
    m_record.lastDetail = detail;
    Q_EMIT finished(m_record, End::Failed, retryAfter);
}

} // namespace indraj
