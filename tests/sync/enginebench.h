#pragma once

#include "sync/uploadengine.h"
#include "tests/sync/centralfixture.h"
#include "tests/sync/memorystore.h"
#include "tests/sync/sampleenrolment.h"

#include <QObject>
#include <QtConcurrentRun>

namespace indraj::testing {

inline constexpr int patience = 20000; ///< ms

inline IdentitySource identityOf(const std::shared_ptr<StationIdentity> &station)
{
    return [station]() -> Answer<std::shared_ptr<StationIdentity>> {
        return QtConcurrent::run(
            [station]() -> tl::expected<std::shared_ptr<StationIdentity>, StoreError> { return station; });
    };
}

/// For tests of the engine: a central's database with a station of its own, and an authority that it does not
/// know.
class EngineBench : public QObject {
protected:
    bool makeBench()
    {
        if (!m_pki.make() || !m_strangers.make())
            return false;
        m_station = m_pki.station(QStringLiteral("TRN-01"));
        m_central = std::make_unique<CentralFixture>(m_pki);
        return m_station && m_central->startDatabase();
    }
    std::unique_ptr<UploadEngine> engine(MemoryStore &store, const EngineOptions &options) const
    {
        return std::make_unique<UploadEngine>(options, store, identityOf(m_station));
    }
    int packetsAtCentral() const
    {
        return m_central->query(QStringLiteral("select count(*) from intake.packet")).toInt();
    }
    qint64 bytesAtCentral(PacketId packet) const
    {
        return m_central
            ->query(
                QStringLiteral("select coalesce(sum(length(data)), 0) from intake.chunk where packet = '%1'")
                    .arg(packet.toString()))
            .toLongLong();
    }

    TestPki m_pki;
    TestPki m_strangers;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralFixture> m_central;
};

} // namespace indraj::testing
