#include "sync/sealer.h"

#include "sync/packet.h"
#include "sync/synclog.h"

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
            passOver({}, waiting.error().detail);
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
        if (!input) {
            passOver(id, input.error().detail);
            return next();
        }
        const auto packet = sealPacket(
            *input, *m_station,
            {m_options.recipientsPem, m_options.softwareVersion, QDateTime::currentDateTimeUtc()});
        if (!packet) {
            passOver(
                id, u"fault %1: %2"_s.arg(static_cast<int>(packet.error().fault)).arg(packet.error().detail));
            return next();
        }
        when(m_store.storeSealed(id, *packet),
             [this, id](const tl::expected<UploadRecord, StoreError> &stored) {
                 if (!stored)
                     passOver(id, stored.error().detail);
                 next();
             });
    });
}

void Sealer::passOver(EnrolmentId id, const QString &why)
{
    ++m_failed;
    qCWarning(lcSync, "cannot seal %s: %s", qPrintable(id.toString()), qPrintable(why));
}

} // namespace indraj
