#pragma once

#include "storage/packetstore.h"
#include "sync/storeuser.h"

#include <chrono>

namespace indraj {

/// One try to bring one packet to whoever takes it at this site. Lives on the sync thread.
class Upload : public StoreUser {
    Q_OBJECT
public:
    enum class End {
        Erased, ///< the record is the tombstone
        Failed,
        Held, ///< it had to give way: nothing is wrong, it goes on another time
    };
    using StoreUser::StoreUser;
    virtual void start() = 0;
    /// Every byte is there and only an answer is awaited: the line is free for another.
    virtual bool isCarried() const { return false; }

Q_SIGNALS:
    void progressed(const indraj::UploadRecord &record);
    void carried(); ///< isCarried() from now on
    /// The end, once. For Failed record.lastFault says why; nothing durable has been written about it yet.
    void finished(const indraj::UploadRecord &record, indraj::Upload::End end,
                  std::chrono::milliseconds retryAfter);
};

} // namespace indraj
