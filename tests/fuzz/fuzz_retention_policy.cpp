#include "storage/retention/policy.h"

#include <cstdint>
#include <cstdlib>

// libFuzzer: any bytes as a policy file. What is accepted must make sense.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto policy = indraj::parseRetentionPolicy(bytes);
    if (!policy)
        return 0;
    const bool sound = policy->draftWarnDays >= 0 && policy->draftWarnDays < policy->draftDays
        && policy->offlineWarnDays >= 0 && policy->offlineWarnDays < policy->offlineDays
        && policy->floorBytes > 0 && policy->floorBytes < policy->lowBytes;
    if (!sound)
        std::abort();
    return 0;
}
