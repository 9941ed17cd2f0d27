// The worker's part in sending on another station's disk: who may, when, that it costs this station's line,
// and that it goes on after a restart.
#include "sync/synclog.h"
#include "sync/uploadworker.h"

#include <QtConcurrentRun>

namespace indraj {

void UploadWorker::withCarry(const QString &folder, std::function<void(DiskCarry &)> step,
                             const std::function<void()> &cannot)
{
    if (!m_started || m_carry)
        return cannot();
    using Identity = std::shared_ptr<StationIdentity>;
    when(m_identity(),
         [this, folder, step = std::move(step), cannot](const tl::expected<Identity, StoreError> &identity) {
             if (!identity || !*identity || m_carry)
                 return cannot();
             m_carry = std::make_unique<DiskCarry>(
                 DiskCarry::Context{m_options, *identity, [this](qint64 bytes) { return mayCarry(bytes); }},
                 folder);
             connect(m_carry.get(), &DiskCarry::contact, this, &UploadWorker::contactedCentral);
             step(*m_carry);
         });
}

/// Own packets go first, by whose urgency it may matter; the day's cap and a pause hold for both.
bool UploadWorker::mayCarry(qint64 bytes) const
{
    return !m_paused && m_uploads.empty() && !isCapped() && isAffordable(bytes, aroundOneChunk);
}

void UploadWorker::lookAtDisk(const QString &folder)
{
    const auto cannot = [this] {
        CarryPreview preview;
        preview.fault = CarryFault::NotNow;
        Q_EMIT diskSeen(preview);
    };
    withCarry(
        folder,
        [this](DiskCarry &carry) {
            // Queued: it is let go of by what follows.
            connect(
                &carry, &DiskCarry::seen, this,
                [this](const CarryPreview &preview) {
                    carryEnded();
                    Q_EMIT diskSeen(preview);
                },
                Qt::QueuedConnection);
            carry.look();
        },
        cannot);
}

void UploadWorker::carryDisk(const QString &folder)
{
    const auto cannot = [this, folder] {
        if (!isUnderWay(folder))
            Q_EMIT carried({CarryFault::NotNow, {}});
    };
    withCarry(
        folder, [this](DiskCarry &carry) { beginCarry(carry, false); }, cannot);
}

/// It went on by itself a moment before somebody chose it.
bool UploadWorker::isUnderWay(const QString &folder) const
{
    return m_carry && !m_carry->isLooking() && m_carryLeft
        && (m_carryLeft->folder == folder || m_carryLeft->folder.startsWith(folder + u'/'));
}

/// `resumed`: nobody has chosen the disk, it was found again.
void UploadWorker::beginCarry(DiskCarry &carry, bool resumed)
{
    const auto remembered = std::make_shared<bool>(resumed); // and not another one that is awaited
    connect(&carry, &DiskCarry::begun, this, [this, remembered](const UnfinishedCarry &unfinished) {
        *remembered = true;
        m_carryLeft = unfinished;
        showAwaited({});
        remember();
    });
    connect(&carry, &DiskCarry::progressed, this, [this, resumed](CarryProgress now) {
        now.resumed = resumed;
        Q_EMIT carryProgress(now);
    });
    connect(
        &carry, &DiskCarry::finished, this,
        [this, remembered](const CarryReport &report) {
            // What a shift's end or a pulled disk cuts off goes on by itself. Anything else that is wrong
            // would be so again.
            if (*remembered && report.fault != CarryFault::Stopped && report.fault != CarryFault::DiskGone)
                forgetCarry();
            Q_EMIT carried(report);
            carryEnded();
        },
        Qt::QueuedConnection);
    carry.start();
}

void UploadWorker::stopCarrying()
{
    if (m_carry && m_carry->isLooking())
        return m_carry->cancel();
    if (!std::exchange(m_carryLeft, std::nullopt) && !m_carry)
        return;
    m_diskTimer.stop();
    remember();
    showAwaited({});
    if (m_carry)
        return m_carry->cancel(); // says so itself
    Q_EMIT carried({CarryFault::Stopped, {}});
}

void UploadWorker::forgetCarry()
{
    m_carryLeft.reset();
    remember();
}

/// Not destroyed here: see StoreUser.
void UploadWorker::carryEnded()
{
    if (m_carry)
        retire(std::move(m_carry));
    lookForDisk();
}

/// A disk that came back may be another: only the one with the very list goes on.
void UploadWorker::lookForDisk()
{
    if (!m_started || !m_carryLeft || m_carry)
        return;
    auto job = QtConcurrent::run(
        [left = *m_carryLeft]() -> tl::expected<QString, StoreError> { return findMediaList(left); });
    when(job, [this, left = *m_carryLeft](const tl::expected<QString, StoreError> &folder) {
        if (m_carryLeft != left || m_carry)
            return;
        if (folder && !folder->isEmpty())
            return resumeCarry(*folder);
        showAwaited(left.station);
        m_diskTimer.start(m_options.diskInterval);
    });
}

void UploadWorker::resumeCarry(const QString &folder)
{
    qCInfo(lcSync, "the disk of %s is there again", qPrintable(m_carryLeft->station));
    withCarry(
        folder, [this](DiskCarry &carry) { beginCarry(carry, true); },
        [this] { m_diskTimer.start(m_options.diskInterval); });
}

void UploadWorker::showAwaited(const QString &station)
{
    if (std::exchange(m_line.awaitedDisk, station) != station)
        publishLine();
}

} // namespace indraj
