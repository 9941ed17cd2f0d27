#pragma once

#include "storage/packetstore.h"
#include "storage/stationaccess.h"

#include <atomic>
#include <functional>

namespace indraj {

enum class MediaFault {
    None,
    NothingToSend,
    NoRoom, ///< the disk has too little space
    CannotWrite, ///< folder absent, write-protected, pulled out
    ReadBackFailed, ///< what was written does not read back the same: a bad disk
    QueueUnreadable, ///< the vault is locked, or a stored packet does not hold
    NotOurs, ///< no receipts of central for this station on the disk
    Cancelled,
};

/// What became of a hand-over by disk.
struct MediaReport {
    enum class Kind { Copied, ReceiptsTaken };
    Kind kind = Kind::Copied;
    MediaFault fault = MediaFault::None;
    QString folder; ///< where it lies; empty if nothing was left there
    int packets = 0; ///< copied and read back, or cleared by their receipts
    int refused = 0; ///< receipts that do not verify, packets that central refused
    qint64 bytes = 0;
    QString detail; ///< for the log
};

/// Everything that a hand-over needs; the references must outlive it.
struct MediaWork {
    PacketStore &store;
    const StationIdentity &station;
    const std::atomic<bool> &cancelled;
    QDateTime now; ///< UTC
    /// Told after every packet that was written, read back or cleared; `all` counts both ways of a copy. On
    /// the thread that works; null: nobody wants to know.
    std::function<void(int done, int all)> progress{};

    void tell(int done, int all) const
    {
        if (progress)
            progress(done, all);
    }
};

/// Copies every sealed packet that has no receipt into a new folder below `parent`, with a list signed by the
/// station (docs/packet.md, 8), forces it to the disk and reads every byte back from there. A copy that fails
/// leaves no folder. The queue stays as it is: only a receipt clears it. Blocks for as long as the disk
/// takes; call it on a thread of its own.
MediaReport copyQueue(const MediaWork &work, const QString &parent);

/// Takes central's receipts from a folder that copyQueue() made and central has imported. Each is verified
/// like one that came over the line, and clears its packet. Blocks.
MediaReport takeReceipts(const MediaWork &work, const QString &folder, const QByteArray &receiptPem);

} // namespace indraj
