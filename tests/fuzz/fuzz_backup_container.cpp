#include "storage/repair/backupformat.h"

#include <cstdint>
#include <cstdlib>

/// Any bytes as the end of a backup and as its manifest: what is accepted must write back to the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace indraj;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto manifest = parseManifest(bytes)) {
        if (manifestToJson(*manifest) != bytes || manifest->parts.isEmpty())
            std::abort();
    }
    const QByteArray tail = bytes.right(backupformat::trailerSize);
    if (const auto found = parseTrailer(tail, bytes.size())) {
        if (found->manifestOffset < backupformat::start.size()
            || found->manifestOffset + found->manifestSize + backupformat::trailerSize != bytes.size())
            std::abort();
        if (trailer(bytes.mid(found->manifestOffset, found->manifestSize), found->mac) != tail)
            std::abort();
    }
    return 0;
}
