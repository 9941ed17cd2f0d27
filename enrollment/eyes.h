#pragma once

#include <QLatin1StringView>
#include <QMetaType>

#include <array>

namespace indraj {

/// The applicant's own eye, with the codes of ISO/IEC 19794-6:2011, 7.3 (0, "undefined", is never ours).
enum class EyePosition : int { Right = 1, Left = 2 };

inline constexpr std::array<EyePosition, 2> bothEyes{EyePosition::Right, EyePosition::Left};

/// CriterionValue::key of whether a picture looks like the eye that it is said to be: "good", "bad" where it
/// looks like the other one, "notAssessed" where it cannot be told.
inline constexpr QLatin1StringView eyeSideKey("eye-side");

} // namespace indraj

Q_DECLARE_METATYPE(indraj::EyePosition)
