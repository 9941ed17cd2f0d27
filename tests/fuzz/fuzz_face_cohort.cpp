#include "biometrics/face/embedding/facecohort.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>

// libFuzzer: any bytes as a cohort. What is accepted has as many faces as announced, all of finite numbers,
// and is read again from what is written of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace indraj;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto cohort = parseCohort(bytes);
    if (!cohort)
        return 0;
    if (cohort->faces.size() < leastCohortFaces || cohort->modelDigest.size() != 64)
        std::abort();
    for (const FaceEmbedding &face : cohort->faces)
        for (const float value : face.values)
            if (!std::isfinite(value))
                std::abort();
    const auto again = parseCohort(cohortText(cohort->modelDigest, cohort->faces));
    if (!again || again->faces.size() != cohort->faces.size()
        || again->faces.back().values != cohort->faces.back().values)
        std::abort();
    const double usual = cohortNormalised(0, cohort->faces.front(), cohort->faces.back(), *cohort, 3);
    if (!std::isfinite(usual))
        std::abort();
    return 0;
}
