#include "sync/sealer.h"

#include "sync/packet.h"
#include "sync/synclog.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Sealer::Sealer(PacketStore &store, const EngineOptions &options, std::shared_ptr<StationIdentity> station,
               QObject *parent)
    : StoreUser(parent)
    , m_store(store)
    , m_options(options)
    , m_station(std::move(station))
{
}

void Sealer::run(std::function<void(int failed)> done)
{
    m_done = std::move(done);
    when(m_store.awaitingSeal(), [this](const tl::expected<QList<EnrolmentId>, StoreError> &waiting) {
        if (waiting)
            m_waiting = *waiting;
        else
            noteFailure({}, waiting.error().detail);
        next();
    });
}

void Sealer::cancel()
{
    StoreUser::cancel();
    m_station.reset();
}

void Sealer::next()
{
    if (m_waiting.isEmpty())
        return m_done(m_failed);
    const EnrolmentId id = m_waiting.takeFirst();
    when(m_store.beginSeal(id), [this, id](const tl::expected<SealInput, StoreError> &input) {
        if (!input)
            return passOver(id, input.error().detail);
        const auto packet
            = sealPacket(*input, *m_station,
                         {m_options.recipientsPem, m_options.softwareVersion, QDateTime::currentDateTimeUtc(),
                          m_options.referenceVersion, m_options.fingerRecord});
        if (!packet)
            return passOver(
                id, u"fault %1: %2"_s.arg(static_cast<int>(packet.error().fault)).arg(packet.error().detail));
        when(m_store.storeSealed(id, *packet),
             [this, id](const tl::expected<UploadRecord, StoreError> &stored) {
                 if (!stored)
                     return passOver(id, stored.error().detail);
                 next();
             });
    });
}

void Sealer::noteFailure(EnrolmentId id, const QString &why)
{
    ++m_failed;
    qCWarning(lcSync, "cannot seal %s: %s", qPrintable(id.toString()), qPrintable(why));
}

void Sealer::passOver(EnrolmentId id, const QString &why)
{
    noteFailure(id, why);
    when(m_store.uploads(), [this, id, why](const tl::expected<QList<UploadRecord>, StoreError> &queue) {
        const QList<UploadRecord> records = queue.value_or(QList<UploadRecord>());
        const auto found = std::find_if(records.cbegin(), records.cend(), [id](const UploadRecord &record) {
            return record.enrolment == id && record.state == EnrolmentState::Approved;
        });
        if (found == records.cend())
            return next();
        recordFailure(*found, why);
    });
}

void Sealer::recordFailure(UploadRecord record, const QString &why)
{
    record.lastFault = UploadFault::SealFailed;
    record.lastDetail = why;
    record.lastTryAt = QDateTime::currentDateTimeUtc();
    ++record.failures;
    when(m_store.recordAttempt(record), [this](const tl::expected<Done, StoreError> &done) {
        if (!done)
            qCWarning(lcSync, "the failure was not recorded: %s", qPrintable(done.error().detail));
        next();
    });
}

} // namespace indraj
