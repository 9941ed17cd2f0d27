#include "sync/container.h"
#include "sync/packet.h"

#include <cstdlib>

/// What is accepted must write back to the same bytes; the content reader above it must survive anything.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto parts = indraj::readContainer(bytes)) {
        const auto again = indraj::writeContainer(*parts);
        if (!again || *again != bytes)
            std::abort();
    }
    [[maybe_unused]] const auto opened = indraj::readPacketContent(bytes);
    return 0;
}
