#pragma once

#include "sync/centralclient.h"
#include "sync/media/diskpackets.h"
#include "sync/media/medialist.h"
#include "sync/packetupload.h"
#include "sync/policy/backoff.h"

#include <QTimer>

namespace indraj {

/// Sends on what another station has copied to a disk: shows central the disk's signed list, brings every
/// packet that has no receipt on the disk yet by the same resumable upload as this station's own, writes each
/// receipt back to the disk, and at the end central's import receipt. Keeps nothing of it here: the disk and
/// central know how far it is, so that it may be killed or the disk pulled at any moment. Lives on the sync
/// thread; one use.
class DiskCarry : public StoreUser {
    Q_OBJECT
public:
    struct Context {
        const EngineOptions &options;
        std::shared_ptr<StationIdentity> station; ///< who carries
        std::function<bool(qint64 bytes)> mayGo; ///< whether that many bytes more may go now
    };
    /// `folder`: with the list in it, or the disk with the only such folder.
    DiskCarry(Context context, QString folder);
    void look(); ///< ends with seen()
    void start(); ///< ends with finished()
    bool isLooking() const { return m_looking; } ///< look() was called, so that nothing is sent
    void cancel() override;

Q_SIGNALS:
    void contact(const indraj::CentralAnswer &answer);
    void seen(const indraj::CarryPreview &preview);
    /// The list is this station's word and receipts can go back: what to remember until finished().
    void begun(const indraj::UnfinishedCarry &carry);
    void progressed(const indraj::CarryProgress &progress);
    void finished(const indraj::CarryReport &report);

private:
    struct Read {
        MediaList list;
        QSet<PacketId> receipts; ///< verified ones that are on the disk
    };
    using Show = std::function<void(const ImportReceipt &receipt, const QByteArray &signedReceipt)>;
    void read(bool toSend, const std::function<void()> &then);
    static tl::expected<Read, CarryFault> readDisk(const QString &folder, const QByteArray &trust,
                                                   const QByteArray &receiptPem, bool toSend);
    CarryFault openLine();
    CarryFault faultOf(const CentralAnswer &answer) const;
    void showSeen(const CentralAnswer &answer);
    void showList(const Show &then);
    void sendNext();
    void send(const UploadRecord &record);
    void sent(const UploadRecord &record, Upload::End end, std::chrono::milliseconds retryAfter);
    void failed(const UploadRecord &record, std::chrono::milliseconds retryAfter);
    void refuse(const UploadRecord &record);
    void wait(UploadFault why, int failures, std::chrono::milliseconds atLeast,
              const std::function<void()> &then);
    void tell(qint64 under = 0);
    void end(CarryFault fault, const QString &detail = {});

    Context m_context;
    const QString m_chosen;
    const BackOff m_backOff;
    Read m_read;
    std::unique_ptr<DiskPackets> m_disk;
    std::unique_ptr<CentralClient> m_client;
    std::vector<std::unique_ptr<PacketUpload>> m_uploads; ///< the last one is under way
    QList<UploadRecord> m_waiting;
    QTimer m_timer;
    std::function<void()> m_whenTime;
    CarryProgress m_progress;
    int m_refused = 0;
    int m_shown = 0; ///< tries in a row to show the list
    bool m_looking = false;
    bool m_ended = false;
};

} // namespace indraj
