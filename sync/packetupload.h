#pragma once

#include "sync/centralclient.h"
#include "sync/storeuser.h"

#include <QCryptographicHash>

namespace indraj {

/// One try to bring one packet to central: check the local bytes, announce, create, chunks, receipt. Each
/// step can meet a central that knows more or less than we think; the offset it reports is the truth. Lives
/// on the sync thread.
class PacketUpload : public StoreUser {
    Q_OBJECT
public:
    struct Context {
        CentralClient &client;
        PacketStore &store;
        const EngineOptions &options;
        std::shared_ptr<StationIdentity> station;
        bool announced = false;
        bool checked = false; ///< the local digest was verified in this session already
    };
    PacketUpload(const Context &context, const UploadRecord &record, QObject *parent = nullptr);
    void start();
    void cancel() override;

Q_SIGNALS:
    void progressed(const indraj::UploadRecord &record);
    /// The end, once. Either erased (`record` is the tombstone) or record.lastFault says why not;
    /// nothing durable has been written about the failure yet.
    void finished(const indraj::UploadRecord &record, bool erased, std::chrono::milliseconds retryAfter);

private:
    void checkLocal(qint64 offset);
    void announce();
    void create();
    void askOffset(bool afterLoss);
    void proceed(qint64 offset);
    void sendChunk();
    void chunkAnswered(const CentralAnswer &answer);
    void committed(qint64 offset);
    void fetchReceipt();
    void takeReceipt(const CentralAnswer &answer);
    void fail(UploadFault fault, const QString &detail, std::chrono::milliseconds retryAfter = {});
    void fail(const CentralAnswer &answer);
    void storeFailed(const StoreError &error);
    bool stalled();

    Context m_context;
    UploadRecord m_record;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    int m_stalls = 0; ///< corrections in a row without a newly committed byte
    bool m_ended = false;
};

} // namespace indraj
