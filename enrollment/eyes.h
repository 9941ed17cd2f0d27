#pragma once

#include <QMetaType>

#include <array>

namespace indraj {

/// The applicant's own eye, with the codes of ISO/IEC 19794-6:2011, 7.3 (0, "undefined", is never ours).
enum class EyePosition : int { Right = 1, Left = 2 };

inline constexpr std::array<EyePosition, 2> bothEyes{EyePosition::Right, EyePosition::Left};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::EyePosition)
