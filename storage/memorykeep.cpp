#include "storage/memorykeep.h"

#include <QDir>
#include <QFile>

#include <algorithm>

#include <linux/capability.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A device on a device on a device: deeper than any real one.
constexpr int deepestStack = 8;

QByteArray wholeOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

bool keepsSecretsTo(const QString &block, int depth)
{
    if (block.isEmpty() || depth > deepestStack)
        return false;
    if (QDir(block).dirName().startsWith("zram"_L1))
        return wholeOf(block + "/backing_dev"_L1) == "none";
    if (wholeOf(block + "/dm/uuid"_L1).startsWith("CRYPT-"))
        return true;
    const QFileInfoList below = QDir(block + "/slaves"_L1).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
    return !below.isEmpty() && std::all_of(below.cbegin(), below.cend(), [depth](const QFileInfo &each) {
        return keepsSecretsTo(each.canonicalFilePath(), depth + 1);
    });
}

/// Of the device, or of the device that the file lies on; empty: unknown.
QString blockOf(const QString &area)
{
    struct stat about = {};
    if (::stat(QFile::encodeName(area).constData(), &about) != 0)
        return {};
    const dev_t device = S_ISBLK(about.st_mode) ? about.st_rdev : about.st_dev;
    return QFileInfo(u"/sys/dev/block/%1:%2"_s.arg(major(device)).arg(minor(device))).canonicalFilePath();
}

bool mayLockAll()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_max == RLIM_INFINITY) {
        limit.rlim_cur = RLIM_INFINITY;
        if (::setrlimit(RLIMIT_MEMLOCK, &limit) == 0)
            return true;
    }
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct held[_LINUX_CAPABILITY_U32S_3] = {};
    return ::syscall(SYS_capget, &header, held) == 0 && (held[0].effective & (1U << CAP_IPC_LOCK)) != 0;
}

/// Not below a limit: what is allocated beyond it later would fail. Nor under a sanitizer, whose shadow is
/// larger than any memory.
bool lockAll()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return false;
#else
    return mayLockAll() && ::mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == 0;
#endif
}

} // namespace

QStringList swapAreas(const QByteArray &procSwaps)
{
    QStringList areas;
    const QList<QByteArray> lines = procSwaps.split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        const QByteArray raw = line.left(line.indexOf(' ') < 0 ? line.size() : line.indexOf(' '));
        QByteArray path;
        for (qsizetype i = 0; i < raw.size(); ++i) {
            bool isOctal = false;
            const int code = raw[i] == '\\' ? raw.mid(i + 1, 3).toInt(&isOctal, 8) : 0;
            path += isOctal ? static_cast<char>(code) : raw[i];
            i += isOctal ? 3 : 0;
        }
        if (!path.isEmpty())
            areas << QFile::decodeName(path);
    }
    return areas;
}

bool keepsSecrets(const QString &block) { return keepsSecretsTo(block, 0); }

MemoryKeep keepMemoryOffDisk()
{
    const QStringList areas = swapAreas(wholeOf(u"/proc/swaps"_s));
    if (areas.isEmpty())
        return MemoryKeep::NoSwap;
    if (std::all_of(areas.cbegin(), areas.cend(),
                    [](const QString &area) { return keepsSecrets(blockOf(area)); }))
        return MemoryKeep::SwapEncrypted;
    return lockAll() ? MemoryKeep::Locked : MemoryKeep::MayReachDisk;
}

} // namespace indraj
