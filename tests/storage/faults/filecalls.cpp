#include "filecalls.h"

#include <cerrno>
#include <cstdarg>
#include <map>
#include <mutex>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace indraj::test {

namespace {

struct Watch {
    QByteArray folder;
    Disk *disk = nullptr;
    std::mutex mutex; ///< of `open`: a witness writes from a thread of its own
    std::map<int, QByteArray> open;
};

/// The functions of the C library take no argument that could carry it.
Watch *current = nullptr;

/// The path as far as it concerns the watched folder; empty where it does not.
QByteArray watchedPath(const char *path)
{
    if (!current || !path)
        return {};
    const QByteArray name(path);
    return name == current->folder || name.startsWith(current->folder + '/') ? name : QByteArray();
}

QByteArray watchedFile(int descriptor)
{
    if (!current)
        return {};
    const std::lock_guard guard(current->mutex);
    const auto found = current->open.find(descriptor);
    return found == current->open.end() ? QByteArray() : found->second;
}

/// Whether the descriptor was of a watched file; it no longer is.
bool isForgotten(int descriptor)
{
    const std::lock_guard guard(current->mutex);
    return current->open.erase(descriptor) > 0;
}

/// Makes `call` unless the disk fails it; -1 and errno as the C library has it.
template <class Call> auto guarded(const FileEvent &event, Call call) -> decltype(call())
{
    if (const int error = current->disk->judge(event); error != 0) {
        errno = error;
        return -1;
    }
    const auto result = call();
    if (result >= 0)
        current->disk->done(event, static_cast<int>(result));
    return result;
}

} // namespace

void Disk::done(const FileEvent &, int) { }
void Disk::closed(int) { }

WatchedFolder::WatchedFolder(const QByteArray &folder, Disk &disk)
{
    current = new Watch;
    current->folder = folder;
    current->disk = &disk;
}

WatchedFolder::~WatchedFolder()
{
    delete current;
    current = nullptr;
}

} // namespace indraj::test

using namespace indraj::test;

// The linker's own names: __wrap_X is called where X was written, __real_X is the C library's.
// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
extern "C" {
int __real_open(const char *path, int flags, ...);
int __real_close(int descriptor);
ssize_t __real_read(int descriptor, void *bytes, size_t size);
ssize_t __real_pread64(int descriptor, void *bytes, size_t size, off64_t at);
ssize_t __real_write(int descriptor, const void *bytes, size_t size);
ssize_t __real_pwrite64(int descriptor, const void *bytes, size_t size, off64_t at);
int __real_fsync(int descriptor);
int __real_ftruncate64(int descriptor, off64_t size);
int __real_fcntl64(int descriptor, int command, ...);
int __real_rename(const char *from, const char *to);
int __real_unlink(const char *path);
int __real_posix_fallocate(int descriptor, off64_t from, off64_t size);

static int watchedOpen(const char *path, int flags, unsigned mode)
{
    const auto call = [&] { return __real_open(path, flags, mode); };
    const QByteArray name = watchedPath(path);
    if (name.isEmpty())
        return call();
    struct stat status { };
    const bool there = ::lstat(path, &status) == 0;
    FileEvent event{FileCall::Open, name};
    event.creates = !there && (flags & O_CREAT) != 0;
    event.empties = there && status.st_size > 0 && (flags & O_TRUNC) != 0;
    const int descriptor = guarded(event, call);
    if (descriptor >= 0) {
        const std::lock_guard guard(current->mutex);
        current->open[descriptor] = name;
    }
    return descriptor;
}

int __wrap_open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const unsigned mode = (flags & O_CREAT) != 0 ? va_arg(rest, unsigned) : 0;
    va_end(rest);
    return watchedOpen(path, flags, mode);
}

int __wrap_open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const unsigned mode = (flags & O_CREAT) != 0 ? va_arg(rest, unsigned) : 0;
    va_end(rest);
    return watchedOpen(path, flags | O_LARGEFILE, mode);
}

int __wrap_close(int descriptor)
{
    if (current && isForgotten(descriptor))
        current->disk->closed(descriptor);
    return __real_close(descriptor);
}

ssize_t __wrap_read(int descriptor, void *bytes, size_t size)
{
    const auto call = [&] { return __real_read(descriptor, bytes, size); };
    const QByteArray name = watchedFile(descriptor);
    return name.isEmpty() ? call() : guarded({FileCall::Read, name, {}, descriptor}, call);
}

ssize_t __wrap_pread64(int descriptor, void *bytes, size_t size, off64_t at)
{
    const auto call = [&] { return __real_pread64(descriptor, bytes, size, at); };
    const QByteArray name = watchedFile(descriptor);
    return name.isEmpty() ? call() : guarded({FileCall::Read, name, {}, descriptor, at}, call);
}

static ssize_t watchedWrite(int descriptor, const void *bytes, size_t size, off64_t at)
{
    const QByteArray name = watchedFile(descriptor);
    if (name.isEmpty())
        return __real_pwrite64(descriptor, bytes, size, at);
    FileEvent event{FileCall::Write, name, {}, descriptor, at};
    event.bytes = QByteArrayView(static_cast<const char *>(bytes), static_cast<qsizetype>(size));
    const ssize_t written = guarded(event, [&] { return __real_pwrite64(descriptor, bytes, size, at); });
    if (written < 0 && current->disk->tearsFailedWrites()) {
        const int error = errno;
        static_cast<void>(__real_pwrite64(descriptor, bytes, size / 2, at));
        errno = error;
    }
    return written;
}

ssize_t __wrap_pwrite64(int descriptor, const void *bytes, size_t size, off64_t at)
{
    return watchedWrite(descriptor, bytes, size, at);
}

ssize_t __wrap_write(int descriptor, const void *bytes, size_t size)
{
    if (watchedFile(descriptor).isEmpty())
        return __real_write(descriptor, bytes, size);
    const off64_t at = ::lseek64(descriptor, 0, SEEK_CUR);
    const ssize_t written = watchedWrite(descriptor, bytes, size, at);
    if (written > 0)
        ::lseek64(descriptor, at + written, SEEK_SET);
    return written;
}

int __wrap_fsync(int descriptor)
{
    const auto call = [] { return 0; }; // what a disk keeps is the Disk's business; the real one is spared
    const QByteArray name = watchedFile(descriptor);
    return name.isEmpty() ? __real_fsync(descriptor) : guarded({FileCall::Sync, name, {}, descriptor}, call);
}

/// Of the small files of our own; SQLite calls the other names. @{
ssize_t __wrap_pread(int descriptor, void *bytes, size_t size, off_t at)
{
    return __wrap_pread64(descriptor, bytes, size, at);
}

ssize_t __wrap_pwrite(int descriptor, const void *bytes, size_t size, off_t at)
{
    return watchedWrite(descriptor, bytes, size, at);
}

int __wrap_fdatasync(int descriptor) { return __wrap_fsync(descriptor); }
/// @}

int __wrap_ftruncate64(int descriptor, off64_t size)
{
    const auto call = [&] { return __real_ftruncate64(descriptor, size); };
    const QByteArray name = watchedFile(descriptor);
    return name.isEmpty() ? call() : guarded({FileCall::Truncate, name, {}, descriptor, size}, call);
}

int __wrap_fcntl64(int descriptor, int command, ...)
{
    va_list rest;
    va_start(rest, command);
    void *argument = va_arg(rest, void *); // a pointer or an int: the same register
    va_end(rest);
    const auto call = [&] { return __real_fcntl64(descriptor, command, argument); };
    const QByteArray name = command == F_SETLK ? watchedFile(descriptor) : QByteArray();
    return name.isEmpty() ? call() : guarded({FileCall::Lock, name, {}, descriptor}, call);
}

int __wrap_rename(const char *from, const char *to)
{
    const auto call = [&] { return __real_rename(from, to); };
    const QByteArray name = watchedPath(from);
    return name.isEmpty() ? call() : guarded({FileCall::Rename, name, QByteArray(to)}, call);
}

int __wrap_unlink(const char *path)
{
    const auto call = [&] { return __real_unlink(path); };
    const QByteArray name = watchedPath(path);
    return name.isEmpty() ? call() : guarded({FileCall::Unlink, name}, call);
}

/// Answers the error itself, not by errno.
int __wrap_posix_fallocate(int descriptor, off64_t from, off64_t size)
{
    const QByteArray name = watchedFile(descriptor);
    if (name.isEmpty())
        return __real_posix_fallocate(descriptor, from, size);
    const int failed = guarded({FileCall::Allocate, name, {}, descriptor, from + size},
                               [&] { return -__real_posix_fallocate(descriptor, from, size); });
    return failed < 0 ? errno : 0;
}
}
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
