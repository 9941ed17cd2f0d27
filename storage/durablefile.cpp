#include "storage/durablefile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Closes at the end of its scope.
class Descriptor {
public:
    explicit Descriptor(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

tl::unexpected<StoreError> systemFailure(QLatin1String what)
{
    const int code = errno;
    const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    return failed(full ? StoreFault::DiskFull : StoreFault::IoFailed,
                  what + u": "_s + QString::fromLocal8Bit(std::strerror(code)));
}

int openFile(const QString &path, int flags)
{
    return ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, 0600);
}

Outcome<void> writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
        const auto count = ::write(descriptor, bytes.constData() + written,
                                   static_cast<std::size_t>(bytes.size() - written));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure("write"_L1);
        written += count;
    }
    if (::fsync(descriptor) != 0)
        return systemFailure("fsync"_L1);
    return {};
}

} // namespace

Outcome<void> syncFolderOf(const QString &path)
{
    const Descriptor folder(openFile(QFileInfo(path).absolutePath(), O_RDONLY | O_DIRECTORY));
    if (folder.get() < 0 || ::fsync(folder.get()) != 0)
        return systemFailure("fsync of a folder"_L1);
    return {};
}

Outcome<void> writeDurably(const QString &path, const QByteArray &bytes)
{
    const QString temporary = path + u".tmp"_s;
    {
        const Descriptor file(openFile(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW));
        if (file.get() < 0)
            return systemFailure("open for writing"_L1);
        if (const auto done = writeAll(file.get(), bytes); !done) {
            QFile::remove(temporary);
            return done;
        }
    }
    return renameDurably(temporary, path);
}

Outcome<void> renameDurably(const QString &from, const QString &to)
{
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return systemFailure("rename"_L1);
    return syncFolderOf(to);
}

Outcome<QByteArray> readWhole(const QString &path, qint64 limit)
{
    const Descriptor file(openFile(path, O_RDONLY));
    if (file.get() < 0 && errno == ENOENT)
        return failed(StoreFault::NotFound, u"file is absent"_s);
    if (file.get() < 0)
        return systemFailure("open for reading"_L1);
    QByteArray bytes;
    char part[4096];
    for (;;) {
        const auto count = ::read(file.get(), part, sizeof part);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure("read"_L1);
        if (count == 0)
            return bytes;
        bytes.append(part, static_cast<qsizetype>(count));
        if (bytes.size() > limit)
            return failed(StoreFault::Damaged, u"file is longer than it may be"_s);
    }
}

Outcome<void> makePrivateFolder(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (::mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
        return systemFailure("mkdir"_L1);
    const Descriptor folder(openFile(path, O_RDONLY | O_DIRECTORY));
    if (folder.get() < 0 || ::fchmod(folder.get(), 0700) != 0)
        return systemFailure("mode of the vault folder"_L1);
    return syncFolderOf(path);
}

Outcome<void> makePrivateFile(const QString &path)
{
    const Descriptor file(openFile(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW));
    if (file.get() < 0)
        return systemFailure("create file"_L1);
    return {};
}

Outcome<qint64> freeBytes(const QString &path)
{
    struct statvfs status { };
    if (::statvfs(QFile::encodeName(path).constData(), &status) != 0)
        return systemFailure("statvfs"_L1);
    return static_cast<qint64>(status.f_bavail) * static_cast<qint64>(status.f_frsize);
}

FileLock::FileLock(FileLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Outcome<FileLock> FileLock::acquire(const QString &path)
{
    FileLock lock;
    lock.m_descriptor = openFile(path, O_RDWR | O_CREAT | O_NOFOLLOW);
    if (lock.m_descriptor < 0)
        return systemFailure("open the lock file"_L1);
    // flock belongs to the open file, so a second vault object in this process is kept out as well.
    if (::flock(lock.m_descriptor, LOCK_EX | LOCK_NB) == 0)
        return lock;
    if (errno == EWOULDBLOCK)
        return failed(StoreFault::AlreadyOpen, u"another process holds the vault"_s);
    return systemFailure("flock"_L1);
}

} // namespace indraj
