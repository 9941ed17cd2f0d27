#pragma once

#include "storage/packetstore.h"
#include "storage/stationaccess.h"
#include "sync/engineoptions.h"
#include "sync/storeuser.h"

#include <functional>
#include <memory>

namespace indraj {

/// Seals every approved enrolment, one after the other. One that cannot be sealed gets
/// UploadFault::SealFailed in its durable record and is passed over. Lives on the sync thread.
class Sealer : public StoreUser {
    Q_OBJECT
public:
    Sealer(PacketStore &store, const EngineOptions &options, std::shared_ptr<StationIdentity> station,
           QObject *parent = nullptr);
    /// `done` is called once with the number that failed; not at all once cancelled.
    void run(std::function<void(int failed)> done);
    void cancel() override;

private:
    void next();
    void passOver(EnrolmentId id, const QString &why);
    void recordFailure(UploadRecord record, const QString &why);
    void noteFailure(EnrolmentId id, const QString &why);

    PacketStore &m_store;
    const EngineOptions &m_options;
    std::shared_ptr<StationIdentity> m_station;
    QList<EnrolmentId> m_waiting;
    std::function<void(int)> m_done;
    int m_failed = 0;
};

} // namespace indraj
