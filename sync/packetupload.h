#pragma once

#include "sync/centralclient.h"
#include "sync/upload.h"

#include <QCryptographicHash>

namespace indraj {

/// One try to bring one packet to central: check the local bytes, announce, create with the first chunk, the
/// other chunks, receipt. Each
/// step can meet a central that knows more or less than we think; the offset it reports is the truth. Lives
/// on the sync thread.
class PacketUpload : public Upload {
    Q_OBJECT
public:
    struct Context {
        CentralClient &client;
        UploadStore &store;
        const EngineOptions &options;
        std::shared_ptr<StationIdentity> station;
        bool announced = false;
        bool checked = false; ///< the local digest was verified in this session already
        /// Whether that many bytes more may go now; `begun`: this try has brought some already. Nothing set:
        /// always.
        std::function<bool(qint64 bytes, bool begun)> mayGo{};
        QString carriedFor{}; ///< the station whose packet it is; empty: our own
    };
    PacketUpload(const Context &context, const UploadRecord &record, QObject *parent = nullptr);
    void start() override;
    bool isCarried() const override { return m_carried; }
    void cancel() override;

private:
    void checkLocal(qint64 offset);
    void announce();
    void create();
    void createWith(const QByteArray &first);
    /// `lost`: what became of the answer that would have told it; None: central refused.
    void askOffset(UploadFault lost);
    void proceed(qint64 offset);
    void sendChunk();
    void withBytes(qint64 offset, qint64 length, std::function<void(const QByteArray &)> step);
    void chunkAnswered(const CentralAnswer &answer);
    void committed(qint64 offset);
    void fetchReceipt();
    void takeReceipt(const CentralAnswer &answer);
    void fail(UploadFault fault, const QString &detail, std::chrono::milliseconds retryAfter = {});
    void fail(const CentralAnswer &answer);
    void storeFailed(const StoreError &error);
    bool stalled();
    void hold();

    Context m_context;
    UploadRecord m_record;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    bool m_begun = false; ///< this try has committed bytes
    qint64 m_best = 0; ///< highest offset that central ever told of
    int m_stalls = 0; ///< corrections in a row without a byte that was never committed before
    UploadFault m_lost = UploadFault::None; ///< why the last correction was needed
    bool m_carried = false;
    bool m_ended = false;
};

} // namespace indraj
