#pragma once

#include "storage/packetstore.h"

#include <QThreadPool>

#include <atomic>

namespace indraj {

/// The packets of a copy on a disk as an upload sees them: their bytes are read from there and their receipts
/// written back there. What central has committed is remembered by central only. Answers come from a thread
/// of its own, because a disk may take its time; the destructor waits for what it is doing.
class DiskPackets : public UploadStore {
public:
    explicit DiskPackets(QString folder);
    ~DiskPackets() override;

    /// Damaged: the file is absent or too short. IoFailed: so is the disk.
    Answer<QByteArray> packetBytes(PacketId packet, qint64 offset, qint64 length) override;
    Answer<Done> recordAttempt(const UploadRecord &record) override;
    /// Whole on the disk before it has its name. The answer names the packet only.
    Answer<UploadRecord> recordReceipt(PacketId packet, const QByteArray &receipt) override;
    Answer<Done> writeImportReceipt(const QByteArray &receipt);
    /// Whether the disk is still there.
    Answer<bool> isThere();
    /// A receipt could not be written. Any thread.
    bool writeFailed() const { return m_writeFailed; }

private:
    template <class Job> auto run(Job job);
    bool write(const QString &path, const QByteArray &bytes);

    const QString m_folder;
    std::atomic<bool> m_writeFailed = false;
    QThreadPool m_thread;
};

} // namespace indraj
