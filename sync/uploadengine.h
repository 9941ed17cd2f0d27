#pragma once

#include "sync/engineoptions.h"
#include "sync/sender.h"
#include "sync/uploadworker.h"

#include <QThread>
#include <QThreadPool>

#include <atomic>

namespace indraj {

/// The Sender of the product: a façade on the GUI thread before a worker on its own thread. No method blocks;
/// only the destructor waits for the worker to end, which takes no longer than sealing one packet.
class UploadEngine : public Sender {
    Q_OBJECT
public:
    /// The stores and what `identity` needs must outlive the engine. `identity` is called on the sync thread.
    /// `decisions`: takes what central says; null: nothing comes down.
    UploadEngine(EngineOptions options, PacketStore &store, IdentitySource identity,
                 DecisionStore *decisions = nullptr, QObject *parent = nullptr);
    ~UploadEngine() override;

    void start() override;
    void stop() override;
    void sendNow() override;
    void setPaused(bool paused) override;
    void copyTo(const QString &parentFolder) override;
    void takeReceiptsFrom(const QString &folder) override;
    void lookAtDisk(const QString &folder) override;
    void carryDisk(const QString &folder) override;
    void stopCarrying() override;
    void checkQueue() override;
    LineStatus line() const override { return m_line; }
    QList<UploadRecord> records() const override { return m_records; }

private:
    using MediaJob = std::function<MediaReport(const MediaWork &)>;
    void runMedia(MediaJob job);

    PacketStore &m_store;
    const IdentitySource m_identity;
    const QByteArray m_receiptPem;
    const std::function<QDateTime()> m_nowUtc;
    std::atomic<bool> m_cancelMedia = false;
    bool m_mediaRuns = false;
    QThreadPool m_media; ///< one thread, for slow disks
    QThread m_thread;
    UploadWorker *m_worker; ///< lives on m_thread, which deletes it when it ends
    LineStatus m_line;
    QList<UploadRecord> m_records;
};

} // namespace indraj
