#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>

namespace indraj::test {

enum class FileCall { Open, Read, Write, Sync, Truncate, Lock, Rename, Unlink, Allocate };

/// One call of the C library on a file of the watched folder, before it is made.
struct FileEvent {
    FileCall call;
    QByteArray path; ///< absolute; the folder itself where that is opened or synced
    QByteArray to{}; ///< of Rename
    int descriptor = -1;
    std::int64_t at = 0; ///< offset of Write; new length of Truncate and Allocate
    QByteArrayView bytes{}; ///< of Write
    bool creates = false; ///< of Open
    bool empties = false; ///< of Open: O_TRUNC on what is there

    /// Whether the disk would be another one afterwards.
    bool changes() const
    {
        return creates || empties
            || (call != FileCall::Open && call != FileCall::Read && call != FileCall::Lock);
    }
};

/// What stands between storage/ and the kernel: told of every call, it lets it through or fails it.
class Disk {
public:
    virtual ~Disk() = default;
    /// 0 lets the call through; anything else is the errno it fails with.
    virtual int judge(const FileEvent &event) = 0;
    /// The call has been made. `descriptor` is the new one of Open.
    virtual void done(const FileEvent &event, int descriptor);
    virtual void closed(int descriptor);
    /// A write that fails has nevertheless written its first half.
    virtual bool tearsFailedWrites() const { return true; }
};

/// From construction to destruction every file call that this program's own objects (storage/ and the SQLite
/// in it; not Qt's libraries) make on `folder` or a file in it is shown to `disk`. The linker puts these
/// functions in place of the C library's (--wrap, see CMakeLists.txt), so that the real SQLite VFS and the
/// vault's own small files are under test alike, with no seam for tests in storage/. One at a time. The
/// disk is asked by whichever thread makes the call: one at a time, unless the disk itself allows more.
class WatchedFolder {
public:
    WatchedFolder(const QByteArray &folder, Disk &disk);
    ~WatchedFolder();
    WatchedFolder(const WatchedFolder &) = delete;
    WatchedFolder &operator=(const WatchedFolder &) = delete;
};

} // namespace indraj::test
