#include "biometrics/finger/record/minutiaerecord.h"

#include <cstdint>
#include <cstdlib>

/// libFuzzer: what is accepted must write back to the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    if (const auto record = indraj::readMinutiaeRecord(bytes)) {
        const auto again = indraj::writeMinutiaeRecord(*record);
        if (!again || QByteArrayView(*again) != bytes)
            std::abort();
    }
    return 0;
}
