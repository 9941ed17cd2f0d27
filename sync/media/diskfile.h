#pragma once

#include <QByteArray>
#include <QString>

namespace indraj {

/// A new file on a disk that may be pulled out: every failure is told, and settle() answers only when the
/// bytes are on the disk. Blocks; not for the GUI thread.
class DiskFile {
public:
    explicit DiskFile(const QString &path); ///< must not exist
    ~DiskFile();
    DiskFile(const DiskFile &) = delete;
    DiskFile &operator=(const DiskFile &) = delete;
    bool write(const QByteArray &bytes);
    bool settle(); ///< fsync and close

private:
    int m_descriptor = -1;
};

/// The names in a folder are on the disk.
bool settleFolder(const QString &path);
/// SHA-256 of a file as the disk has it: what the kernel kept of the writing is dropped first. Empty:
/// unreadable.
QByteArray digestFromDisk(const QString &path);

} // namespace indraj
