#include "enrollment/likeness.h"

#include <algorithm>
#include <array>
#include <utility>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array<std::pair<Likeness, QLatin1StringView>, 4> likenessCodes{
    {{Likeness::Agrees, "agrees"_L1},
     {Likeness::LookClosely, "look-closely"_L1},
     {Likeness::Differs, "differs"_L1},
     {Likeness::NotCompared, "not-compared"_L1}}};

} // namespace

Likeness gravestOf(const QList<FaceComparison> &comparisons)
{
    for (const Likeness each : {Likeness::Differs, Likeness::LookClosely, Likeness::NotCompared})
        if (std::any_of(comparisons.cbegin(), comparisons.cend(),
                        [each](const FaceComparison &one) { return one.likeness == each; }))
            return each;
    return comparisons.isEmpty() ? Likeness::NotCompared : Likeness::Agrees;
}

QString likenessCode(Likeness likeness)
{
    for (const auto &[value, code] : likenessCodes)
        if (value == likeness)
            return code;
    return {};
}

std::optional<Likeness> likenessFromCode(QStringView code)
{
    for (const auto &[value, text] : likenessCodes)
        if (text == code)
            return value;
    return std::nullopt;
}

} // namespace indraj
