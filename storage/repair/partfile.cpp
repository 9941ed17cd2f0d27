#include "storage/repair/partfile.h"

#include "storage/durablefile.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

tl::unexpected<StoreError> systemFailure(const QString &what)
{
    const int code = errno;
    const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    if (code == EEXIST)
        return failed(StoreFault::VaultExists, u"something is at that place already"_s);
    return failed(full ? StoreFault::DiskFull : StoreFault::IoFailed,
                  what + u": "_s + QString::fromLocal8Bit(std::strerror(code)));
}

} // namespace

PartFile::PartFile(int descriptor, const QString &path, const QString &passing)
    : m_descriptor(descriptor)
    , m_path(path)
    , m_passing(passing)
{
}

PartFile::PartFile(PartFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_path(std::move(other.m_path))
    , m_passing(std::exchange(other.m_passing, {}))
    , m_size(other.m_size)
{
}

PartFile::~PartFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    if (!m_passing.isEmpty())
        QFile::remove(m_passing);
}

Outcome<PartFile> PartFile::create(const QString &path)
{
    struct stat there { };
    if (::lstat(QFile::encodeName(path).constData(), &there) == 0)
        return failed(StoreFault::VaultExists, u"something is at that place already"_s);
    const QString passing = path + u".part"_s;
    const int descriptor = ::open(QFile::encodeName(passing).constData(),
                                  O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return systemFailure(u"open for writing"_s);
    return PartFile(descriptor, path, passing);
}

Outcome<void> PartFile::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto count = ::write(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure(u"write"_s);
        bytes = bytes.sliced(count);
        m_size += count;
    }
    return {};
}

Outcome<void> PartFile::finish()
{
    if (::fsync(m_descriptor) != 0)
        return systemFailure(u"fsync"_s);
    ::close(std::exchange(m_descriptor, -1));
    if (::renameat2(AT_FDCWD, QFile::encodeName(m_passing).constData(), AT_FDCWD,
                    QFile::encodeName(m_path).constData(), RENAME_NOREPLACE)
        != 0)
        return systemFailure(u"rename"_s);
    m_passing.clear();
    return syncFolderOf(m_path);
}

Outcome<QByteArray> copyBytes(QFile &from, qint64 size, PartFile &to, const std::function<void(qint64)> &done)
{
    QCryptographicHash digest(QCryptographicHash::Sha256);
    QByteArray piece(1 << 20, Qt::Uninitialized);
    for (qint64 left = size; left > 0;) {
        const qint64 count = from.read(piece.data(), std::min(left, qint64(piece.size())));
        if (count < 0)
            return failed(StoreFault::IoFailed, from.errorString());
        if (count == 0)
            return failed(StoreFault::Damaged, u"it is shorter than it says"_s);
        const QByteArrayView bytes(piece.constData(), count);
        digest.addData(bytes);
        if (const auto written = to.write(bytes); !written)
            return tl::unexpected(written.error());
        left -= count;
        if (done)
            done(count);
    }
    return digest.result();
}

} // namespace indraj
