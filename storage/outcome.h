#pragma once

#include "storage/storeerror.h"

namespace indraj {

/// What a call inside the storage thread answers: the value, or why not.
template <class T> using Outcome = tl::expected<T, StoreError>;

inline tl::unexpected<StoreError> failed(StoreFault fault, const QString &detail, int sqliteCode = 0)
{
    return tl::unexpected(StoreError{fault, detail, sqliteCode, std::nullopt});
}

} // namespace indraj
