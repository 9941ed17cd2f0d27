#include "enrollment/formspec.h"
#include "enrollment/places.h"
#include "enrollment/validation.h"

#include <cstdint>
#include <cstdlib>

// libFuzzer: any bytes as a form spec and as a list of places, and as the value of every field of an accepted
// form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace indraj;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto places = parsePlaces(bytes);
    const auto form = parseFormSpec(bytes);
    FieldSpec field;
    for (int type = 0; type <= static_cast<int>(FieldType::Tehsil); ++type) {
        field.type = static_cast<FieldType>(type);
        const QString once = normaliseField(field, QString::fromUtf8(bytes.left(200)));
        if (normaliseField(field, once) != once)
            std::abort();
    }
    if (form)
        (void)judgeForm(*form, {}, places.value_or(Places{}), QDate(2026, 1, 1));
    return 0;
}
