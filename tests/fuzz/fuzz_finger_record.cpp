#include "biometrics/finger/record/fingerrecord.h"
#include "biometrics/shared/record/jp2header.h"

#include <cstdint>
#include <cstdlib>

/// libFuzzer: what is accepted must write back to the same bytes. The JPEG 2000 header is read from the
/// record's pictures and from the bytes themselves; OpenJPEG behind it is not ours to fuzz.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    if (const auto record = indraj::readFingerRecord(bytes)) {
        const auto again = indraj::writeFingerRecord(*record);
        if (!again || QByteArrayView(*again) != bytes)
            std::abort();
        for (const indraj::FingerRepresentation &part : record->representations)
            (void)indraj::readJp2Header(part.image);
    }
    const auto header = indraj::readJp2Header(bytes);
    if (header && (header->width == 0 || header->height == 0))
        std::abort();
    return 0;
}
