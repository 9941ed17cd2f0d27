// The worker's part in sending on another station's disk: who may, when, and that it costs this station's
// line.
#include "sync/uploadworker.h"

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
    const auto cannot = [this] { Q_EMIT carried({CarryFault::NotNow, {}}); };
    withCarry(
        folder,
        [this](DiskCarry &carry) {
            connect(&carry, &DiskCarry::progressed, this, &UploadWorker::carryProgress);
            connect(
                &carry, &DiskCarry::finished, this,
                [this](const CarryReport &report) {
                    carryEnded();
                    Q_EMIT carried(report);
                },
                Qt::QueuedConnection);
            carry.start();
        },
        cannot);
}

void UploadWorker::stopCarrying()
{
    if (m_carry)
        m_carry->cancel(); // says so itself
}

/// Not destroyed here: see StoreUser.
void UploadWorker::carryEnded()
{
    if (m_carry)
        retire(std::move(m_carry));
}

} // namespace indraj
