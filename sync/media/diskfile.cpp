#include "sync/media/diskfile.h"

#include <QCryptographicHash>
#include <QFile>

#include <fcntl.h>
#include <unistd.h>

namespace indraj {
namespace {

constexpr qint64 pieceRead = 1LL << 20;

} // namespace

DiskFile::DiskFile(const QString &path)
    : m_descriptor(::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600))
{
}

DiskFile::~DiskFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool DiskFile::write(const QByteArray &bytes)
{
    qsizetype written = 0;
    while (m_descriptor >= 0 && written < bytes.size()) {
        const auto count = ::write(m_descriptor, bytes.constData() + written,
                                   static_cast<std::size_t>(bytes.size() - written));
        if (count <= 0)
            return false;
        written += count;
    }
    return m_descriptor >= 0;
}

bool DiskFile::settle()
{
    if (m_descriptor < 0)
        return false;
    const bool synced = ::fsync(m_descriptor) == 0;
    const bool closed = ::close(std::exchange(m_descriptor, -1)) == 0;
    return synced && closed;
}

bool settleFolder(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    return done;
}

QByteArray digestFromDisk(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    ::posix_fadvise(file.handle(), 0, 0, POSIX_FADV_DONTNEED);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    while (!file.atEnd()) {
        const QByteArray bytes = file.read(pieceRead);
        if (bytes.isEmpty())
            return {};
        hash.addData(bytes);
    }
    return hash.result();
}

} // namespace indraj
