#include "biometrics/face/record/facerecord.h"

#include <cstdint>
#include <cstdlib>

// libFuzzer: any bytes as a face record. What is read must be written again byte for byte.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace indraj;
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto record = readFaceRecord(bytes);
    if (!record)
        return 0;
    const auto again = writeFaceRecord(*record);
    if (!again || *again != bytes)
        std::abort();
    return 0;
}
