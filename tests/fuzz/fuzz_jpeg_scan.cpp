#include "biometrics/shared/record/jpegscan.h"

#include <cstdint>
#include <cstdlib>

// libFuzzer: any bytes as a camera's picture. A whole one stays whole with anything behind it, and has sides.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace indraj;
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto scanned = scanJpeg(bytes);
    if (!scanned)
        return 0;
    const auto padded = scanJpeg(bytes.toByteArray() + QByteArray(4, '\0'));
    if (scanned->width < 1 || scanned->height < 1 || !padded || padded->width != scanned->width)
        std::abort();
    return 0;
}
