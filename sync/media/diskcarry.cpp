#include "sync/media/diskcarry.h"

#include "sync/cms.h"
#include "sync/policy/faults.h"
#include "sync/receipt.h"
#include "sync/synclog.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QStorageInfo>
#include <QtConcurrentRun>

namespace indraj {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qint64 mostReceiptBytes = 64LL << 10;
constexpr qint64 roomForOne = 32LL << 10; // a receipt of about 2 KB, in the largest clusters of FAT
constexpr qint64 roomForAll = 1LL << 20; // the import receipt

QByteArray readReceipt(const QString &path)
{
    QFile file(path);
    return file.size() <= mostReceiptBytes && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Whether receipts can go back on the disk: without them the packets could not leave their station.
CarryFault faultOfWriting(const MediaList &list, qsizetype receipts)
{
    if (!QDir().mkpath(list.folder + u"/receipts"_s))
        return CarryFault::CannotWrite;
    const QString probe = list.folder + u"/receipts/probe.making"_s;
    QFile file(probe);
    if (!file.open(QIODevice::WriteOnly))
        return CarryFault::CannotWrite;
    file.close();
    QFile::remove(probe);
    const QStorageInfo disk(list.folder);
    const bool room = disk.bytesAvailable() >= receipts * roomForOne + roomForAll;
    return room ? CarryFault::None : CarryFault::NoRoom;
}

} // namespace

DiskCarry::DiskCarry(Context context, QString folder)
    : m_context(std::move(context))
    , m_chosen(std::move(folder))
    , m_backOff{m_context.options.firstRetry, m_context.options.longestRetry}
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { std::exchange(m_whenTime, {})(); });
}

tl::expected<DiskCarry::Read, CarryFault> DiskCarry::readDisk(const QString &folder, const QByteArray &trust,
                                                              const QByteArray &receiptPem, bool toSend)
{
    auto list = readMediaList(folder, trust);
    if (!list)
        return tl::unexpected(list.error());
    Read read{std::move(*list), {}};
    if (!toSend)
        return read;
    for (const UploadRecord &record : std::as_const(read.list.packets)) {
        const QByteArray receipt = readReceipt(mediaReceiptPath(read.list.folder, record.packet));
        if (!receipt.isEmpty()
            && verifyReceipt(receipt, receiptPem, expectedReceipt(record, read.list.station)))
            read.receipts.insert(record.packet);
    }
    const CarryFault fault = faultOfWriting(read.list, read.list.packets.size() - read.receipts.size());
    if (fault != CarryFault::None)
        return tl::unexpected(fault);
    return read;
}

void DiskCarry::read(bool toSend, const std::function<void()> &then)
{
    // The station's own authority stands in its chain, behind its own certificate.
    const QByteArray trust = m_context.options.trustPem + '\n'
        + m_context.station->certificatePem.mid(
            m_context.station->certificatePem.indexOf("-----BEGIN CERTIFICATE-----", 1));
    auto job = QtConcurrent::run([chosen = m_chosen, trust, pin = m_context.options.receiptPem,
                                  toSend]() -> tl::expected<tl::expected<Read, CarryFault>, StoreError> {
        return readDisk(chosen, trust, pin, toSend);
    });
    when(job, [this, then](const tl::expected<tl::expected<Read, CarryFault>, StoreError> &answer) {
        const auto &read = *answer;
        if (!read)
            return end(read.error());
        m_read = *read;
        if (m_read.list.station == m_context.station->stationId)
            return end(CarryFault::OwnDisk);
        m_progress.station = m_read.list.station;
        m_progress.packets = static_cast<int>(m_read.list.packets.size());
        for (const UploadRecord &record : std::as_const(m_read.list.packets))
            m_progress.bytes += record.size;
        if (const CarryFault fault = openLine(); fault != CarryFault::None)
            return end(fault);
        then();
    });
}

CarryFault DiskCarry::openLine()
{
    if (m_context.options.osia)
        return CarryFault::NotOffered;
    auto client = CentralClient::open(m_context.options, *m_context.station);
    if (!client)
        return CarryFault::NotNow;
    m_client = std::move(*client);
    m_client->carryFor(m_read.list.station);
    connect(m_client.get(), &CentralClient::contact, this, &DiskCarry::contact);
    m_disk = std::make_unique<DiskPackets>(m_read.list.folder);
    return CarryFault::None;
}

void DiskCarry::look()
{
    m_looking = true;
    read(false, [this] {
        m_client->showDisk(m_read.list.signedBytes,
                           [this](const CentralAnswer &answer) { showSeen(answer); });
    });
}

void DiskCarry::showSeen(const CentralAnswer &answer)
{
    CarryPreview preview{CarryFault::None, m_read.list.folder, m_read.list.station, m_progress.packets,
                         m_progress.bytes};
    if (answer.ok()) {
        const auto receipt = readImportReceipt(answer.body, m_context.options.receiptPem, m_read.list);
        preview.fault = receipt ? CarryFault::None : CarryFault::BadAnswer;
        if (receipt)
            preview.atCentral = static_cast<int>(receipt->stored.size());
    } else if (isLineFault(answer.fault)) {
        preview.line = answer.fault;
    } else {
        preview.fault = faultOf(answer);
    }
    m_ended = true;
    Q_EMIT seen(preview);
}

CarryFault DiskCarry::faultOf(const CentralAnswer &answer) const
{
    return answer.status == 404 || answer.status == 405 ? CarryFault::NotOffered : CarryFault::CentralRefuses;
}

void DiskCarry::start()
{
    read(true, [this] {
        Q_EMIT begun({m_read.list.folder, m_read.list.station, cms::sha256(m_read.list.signedBytes)});
        showList([this](const ImportReceipt &receipt, const QByteArray &) {
            for (UploadRecord record : std::as_const(m_read.list.packets)) {
                if (m_read.receipts.contains(record.packet)) {
                    ++m_progress.done;
                    m_progress.sent += record.size;
                    continue;
                }
                // Only its receipt is missing on the disk: no byte of it has to go.
                if (receipt.stored.contains(record.packet))
                    record.committed = record.size;
                m_waiting.append(record);
            }
            tell();
            sendNext();
        });
    });
}

/// Shows central the list, as often as the line needs, and hands on its signed word.
void DiskCarry::showList(const Show &then)
{
    m_client->showDisk(m_read.list.signedBytes, [this, then](const CentralAnswer &answer) {
        if (isLineFault(answer.fault))
            return wait(answer.fault, ++m_shown, answer.retryAfter, [this, then] { showList(then); });
        m_shown = 0;
        if (!answer.ok())
            return end(faultOf(answer), answer.detail + u' ' + QString::fromLatin1(answer.body.left(100)));
        const auto receipt = readImportReceipt(answer.body, m_context.options.receiptPem, m_read.list);
        if (!receipt)
            return end(CarryFault::BadAnswer, receipt.error());
        then(*receipt, answer.body);
    });
}

void DiskCarry::sendNext()
{
    if (!m_waiting.isEmpty())
        return send(m_waiting.takeFirst());
    showList([this](const ImportReceipt &, const QByteArray &signedReceipt) {
        when(m_disk->writeImportReceipt(signedReceipt),
             [this](const tl::expected<Done, StoreError> &written) {
                 if (written)
                     return end(CarryFault::None);
                 end(CarryFault::CannotWrite, written.error().detail);
             });
    });
}

void DiskCarry::send(const UploadRecord &record)
{
    PacketUpload::Context context{*m_client, *m_disk, m_context.options, m_context.station, true};
    context.carriedFor = m_read.list.station;
    context.checked = record.committed > 0;
    context.mayGo = [this](qint64 bytes, bool) { return m_context.mayGo(bytes); };
    m_uploads.push_back(std::make_unique<PacketUpload>(context, record));
    PacketUpload *upload = m_uploads.back().get();
    connect(upload, &Upload::progressed, this, [this](const UploadRecord &now) {
        m_progress.waiting = UploadFault::None;
        m_progress.nextTry = {};
        tell(now.committed);
    });
    // Queued: the upload is let go of by what follows.
    connect(upload, &Upload::finished, this, &DiskCarry::sent, Qt::QueuedConnection);
    upload->start();
}

void DiskCarry::sent(const UploadRecord &record, Upload::End ending, milliseconds retryAfter)
{
    if (m_ended)
        return;
    if (ending == Upload::End::Failed)
        return failed(record, retryAfter);
    if (ending == Upload::End::Held) // paused, or the day's cap: nothing is wrong
        return wait(UploadFault::None, 0, m_context.options.firstRetry, [this, record] { send(record); });
    ++m_progress.done;
    for (const UploadRecord &each : std::as_const(m_read.list.packets)) {
        if (each.packet == record.packet)
            m_progress.sent += each.size;
    }
    qCInfo(lcSync, "carried packet %s of %s", qPrintable(record.packet.toString()),
           qPrintable(m_read.list.station));
    tell();
    sendNext();
}

void DiskCarry::failed(const UploadRecord &record, milliseconds retryAfter)
{
    if (m_disk->writeFailed() || !isLineFault(record.lastFault)) {
        when(m_disk->isThere(), [this, record](const tl::expected<bool, StoreError> &there) {
            if (!there || !*there)
                return end(CarryFault::DiskGone);
            if (m_disk->writeFailed())
                return end(CarryFault::CannotWrite, record.lastDetail);
            refuse(record);
            sendNext();
        });
        return;
    }
    UploadRecord again = record;
    again.lastFault = UploadFault::None; // of the next try only its own trouble counts
    wait(record.lastFault, record.failures, retryAfter, [this, again] { send(again); });
}

/// One bad packet never keeps the others.
void DiskCarry::refuse(const UploadRecord &record)
{
    ++m_refused;
    qCWarning(lcSync, "packet %s of %s not carried: fault %d, %s, request %s",
              qPrintable(record.packet.toString()), qPrintable(m_read.list.station),
              static_cast<int>(record.lastFault), qPrintable(record.lastDetail),
              qPrintable(record.requestId));
}

void DiskCarry::wait(UploadFault why, int failures, milliseconds atLeast, const std::function<void()> &then)
{
    const milliseconds pause = failures == 0
        ? atLeast
        : m_backOff.wait(failures, atLeast, QRandomGenerator::global()->generateDouble());
    if (why != UploadFault::None)
        qCWarning(lcSync, "the disk of %s waits for %lld ms: fault %d", qPrintable(m_read.list.station),
                  static_cast<long long>(pause.count()), static_cast<int>(why));
    m_progress.waiting = why;
    m_progress.nextTry
        = why == UploadFault::None ? QDateTime() : m_context.options.nowUtc().addMSecs(pause.count());
    tell();
    m_whenTime = then;
    m_timer.start(static_cast<int>(std::max<qint64>(1, pause.count())));
}

/// `under`: what central has of the packet under way.
void DiskCarry::tell(qint64 under)
{
    if (m_ended)
        return;
    CarryProgress now = m_progress;
    now.sent += under;
    Q_EMIT progressed(now);
}

void DiskCarry::end(CarryFault fault, const QString &detail)
{
    if (std::exchange(m_ended, true))
        return;
    if (fault != CarryFault::None)
        qCWarning(lcSync, "the disk of %s: fault %d, %s", qPrintable(m_read.list.station),
                  static_cast<int>(fault), qPrintable(detail));
    if (m_looking) {
        CarryPreview preview;
        preview.fault = fault;
        preview.station = m_read.list.station;
        Q_EMIT seen(preview);
        return;
    }
    Q_EMIT finished({fault, m_read.list.station, m_progress.done, m_refused, detail});
}

void DiskCarry::cancel()
{
    StoreUser::cancel();
    m_timer.stop();
    if (m_client)
        m_client->abortAll();
    for (const std::unique_ptr<PacketUpload> &upload : m_uploads)
        upload->cancel();
    end(CarryFault::Stopped);
    // Both hold the station's key, and this object outlives the shift.
    m_client.reset();
    m_context.station.reset();
}

} // namespace indraj
