#include "central/files.h"

#include <fcntl.h>
#include <unistd.h>

namespace indraj::central {

namespace fs = std::filesystem;

bool syncFolder(const fs::path &folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    return done;
}

bool writeNew(const fs::path &path, const Bytes &bytes)
{
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return false;
    std::size_t written = 0;
    while (written < bytes.size()) {
        const auto count = ::write(descriptor, bytes.data() + written, bytes.size() - written);
        if (count <= 0)
            break;
        written += static_cast<std::size_t>(count);
    }
    const bool synced = written == bytes.size() && ::fsync(descriptor) == 0;
    return ::close(descriptor) == 0 && synced;
}

bool writeDurably(const fs::path &path, const Bytes &bytes)
{
    std::error_code error;
    const fs::path making = path.string() + ".making";
    fs::remove(making, error);
    if (!writeNew(making, bytes))
        return false;
    fs::rename(making, path, error);
    return !error && syncFolder(path.parent_path());
}

} // namespace indraj::central
