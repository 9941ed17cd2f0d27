#include "capture/face/rules/comparisonrules.h"

#include <cstdint>
#include <cstdlib>

// libFuzzer: any bytes as rules for comparing faces. What is accepted has its limits the right way round and
// never lets a picture without a face be compared.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace indraj;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto rules = parseComparisonRules(bytes);
    if (!rules)
        return 0;
    if (rules->agreesTo > rules->differsFrom || rules->normalisedAgreesTo > rules->normalisedDiffersFrom
        || rules->nearest < 1 || !unfitness({}, *rules))
        std::abort();
    return 0;
}
