#include "biometrics/signature/strokerecord.h"

#include <cstdint>
#include <cstdlib>

/// libFuzzer: what is accepted must write back to the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto signature = indraj::readStrokeRecord(bytes)) {
        const auto again = indraj::writeStrokeRecord(*signature);
        if (!again || QByteArrayView(*again) != bytes)
            std::abort();
        if (indraj::signatureFacts(*signature).strokes != int(signature->strokes.size()))
            std::abort();
    }
    return 0;
}
