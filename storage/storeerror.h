#pragma once

#include "enrollment/lifecycle.h"

#include <QDateTime>
#include <QFuture>
#include <QString>

#include <tl/expected.hpp>

#include <optional>

namespace indraj {

enum class StoreFault {
    WrongPassphrase,
    AlreadyOpen, ///< another process holds the vault's lock
    NoVault, ///< nothing there to open
    VaultExists, ///< refuses to create over one
    Damaged, ///< a page, blob, key ring or the audit chain does not verify
    EngineUnfit, ///< the SQLCipher self-check failed: nothing may be written
    DiskFull,
    IoFailed,
    NotFound,
    Refused, ///< the lifecycle forbids it; see `lifecycle`
    Invalid, ///< the caller's value cannot be stored
    Locked, ///< nobody is logged in
    LockedOut, ///< too many wrong pass phrases; see `retryAt`
    TpmFailed, ///< the TPM refuses, or is not the one the vault was sealed to
    Internal,
};

struct StoreError {
    StoreFault fault = StoreFault::Internal;
    QString detail; ///< for the log: never personal data, never a key
    int sqliteCode = 0; ///< extended result code, 0 when SQLite was not asked
    std::optional<LifecycleError> lifecycle{};
    QDateTime retryAt{}; ///< UTC, with LockedOut: earliest time of the next try by this station's clock
};

/// A value that comes from the storage thread: committed, or why not. On the GUI thread use
/// `.then(this, ...)`, never `result()`.
template <class T> using Answer = QFuture<tl::expected<T, StoreError>>;

struct Done { }; ///< "it is committed", where there is nothing else to say

} // namespace indraj
