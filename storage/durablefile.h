#pragma once

#include "storage/outcome.h"

#include <QByteArray>
#include <QString>

namespace indraj {

/// Writes `bytes` so that after a power cut either the old or the new content is there, whole:
/// temporary file, fsync, rename, fsync of the folder. Mode 0600. QSaveFile does not sync the folder.
Outcome<void> writeDurably(const QString &path, const QByteArray &bytes);
/// Renames within one folder and syncs it.
Outcome<void> renameDurably(const QString &from, const QString &to);
/// After a change of names: fsync of the folder that `path` is in.
Outcome<void> syncFolderOf(const QString &path);
/// The whole file, at most `limit` bytes. NotFound, Damaged when longer, IoFailed.
Outcome<QByteArray> readWhole(const QString &path, qint64 limit);
/// Makes the folder with mode 0700 (and corrects the mode of one that is there).
Outcome<void> makePrivateFolder(const QString &path);
/// Makes an empty file of mode 0600; refuses where one exists.
Outcome<void> makePrivateFile(const QString &path);
/// Bytes an ordinary user may still write on the file system of `path`.
Outcome<qint64> freeBytes(const QString &path);

/// An exclusive lock between processes on a file that is never removed. The kernel drops it when the holder
/// dies, however it dies.
class FileLock {
public:
    FileLock() = default;
    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    ~FileLock();
    /// StoreFault::AlreadyOpen when somebody else holds it. Never waits.
    static Outcome<FileLock> acquire(const QString &path);

private:
    int m_descriptor = -1;
};

} // namespace indraj
