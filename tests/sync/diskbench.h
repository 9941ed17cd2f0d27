#pragma once

#include "sync/media/mediaexport.h"
#include "sync/packet.h"
#include "sync/uploadengine.h"
#include "tests/sync/centralfixture.h"
#include "tests/sync/memorystore.h"
#include "tests/sync/sampleenrolment.h"

#include <QFile>
#include <QSignalSpy>
#include <QtConcurrentRun>

namespace indraj::testing {

/// A van with sealed packets and its copy of them on a disk.
class Van {
public:
    /// `place` of the disk: empty, a folder of its own.
    Van(const TestPki &pki, const QString &id, int packets, qsizetype pictureBytes = 60000,
        const QString &place = {})
        : station(pki.station(id))
        , m_receiptPem(pki.pem(QStringLiteral("receipt.crt")))
    {
        const SealContext context{{pki.pem(QStringLiteral("recipient.crt"))},
                                  QStringLiteral("test"),
                                  QDateTime::currentDateTimeUtc()};
        for (int n = 1; n <= packets; ++n) {
            inputs.append(sampleInput(n, pictureBytes));
            store.approve(inputs.last());
            const EnrolmentId enrolment = inputs.last().enrolment.id;
            const auto packet = sealPacket(store.beginSeal(enrolment).result().value(), *station, context);
            store.storeSealed(enrolment, packet.value()).result().value();
        }
        copied = copyQueue(work(), place.isEmpty() ? disk.path() : place);
    }
    MediaWork work()
    {
        static const std::atomic<bool> never = false;
        return {store, *station, never, QDateTime::currentDateTimeUtc()};
    }
    /// The disk is back in the van.
    MediaReport takeBack() { return takeReceipts(work(), copied.folder, m_receiptPem); }
    QString packetFile(int index) const
    {
        return copied.folder + QStringLiteral("/packets/") + inputs[index].packet.toString()
            + QStringLiteral(".cms");
    }

    std::shared_ptr<StationIdentity> station;
    MemoryStore store;
    QTemporaryDir disk;
    MediaReport copied;
    QList<SealInput> inputs;

private:
    QByteArray m_receiptPem;
};

/// The engine of a station on that vault; the store must outlive it.
inline std::unique_ptr<UploadEngine> engineOf(const EngineOptions &options, MemoryStore &store,
                                              const std::shared_ptr<StationIdentity> &station)
{
    return std::make_unique<UploadEngine>(options, store, [station] {
        return QtConcurrent::run(
            [station]() -> tl::expected<std::shared_ptr<StationIdentity>, StoreError> { return station; });
    });
}

inline constexpr int diskPatience = 30000;

inline CarryPreview lookAt(UploadEngine &sender, const QString &folder)
{
    QSignalSpy seen(&sender, &Sender::diskSeen);
    sender.lookAtDisk(folder);
    return seen.wait(diskPatience) ? seen.first().first().value<CarryPreview>() : CarryPreview();
}

inline CarryReport carryAll(UploadEngine &sender, const QString &folder)
{
    QSignalSpy ended(&sender, &Sender::carried);
    sender.carryDisk(folder);
    return ended.wait(diskPatience) ? ended.first().first().value<CarryReport>() : CarryReport();
}

inline bool writeTo(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace indraj::testing
