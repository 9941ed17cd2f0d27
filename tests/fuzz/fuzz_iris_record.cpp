#include "biometrics/iris/record/irisrecord.h"

#include <cstdint>
#include <cstdlib>

/// libFuzzer: what is accepted must write back to the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    if (const auto record = indraj::readIrisRecord(bytes)) {
        const auto again = indraj::writeIrisRecord(*record);
        if (!again || QByteArrayView(*again) != bytes)
            std::abort();
    }
    return 0;
}
