#pragma once

#include "app/backend.h"

namespace indraj {

// For the sources of Backend.
inline constexpr qint64 largestResource = 1 << 20; ///< bytes
tl::unexpected<StartError> cannot(StartFault fault, const QString &detail);
/// The bytes of a file of the reference data, at most one more than largestResource; else why not.
tl::expected<QByteArray, QString> readResource(const QString &path);

} // namespace indraj
