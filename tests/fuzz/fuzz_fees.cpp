#include "enrollment/fees.h"

#include <cstdint>
#include <cstdlib>

// libFuzzer: any bytes as a list of fees. What is accepted is a sum that can be asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto fees = indraj::parseFees(bytes);
    if (!fees)
        return 0;
    for (const indraj::Fee &fee : *fees) {
        if (fee.amount < 0 || fee.currency.size() != 3)
            std::abort();
    }
    return 0;
}
