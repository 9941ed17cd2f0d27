#pragma once

#include "storage/keyring.h"
#include "storage/sqlite.h"

#include <functional>

namespace indraj {

/// Brings the database file of an older program to schemaVersion() without touching it: a copy is migrated
/// and verified to the last page first, then takes its name, and the old file stays beside it as
/// FILE.v<version> until removeOldVersions(). Whenever this stops, FILE is either the old or the new
/// database, whole. A current file is left as it is. Errors: DiskFull (room for the copy is needed; the
/// ballast has been given up by then), Damaged (the old file does not verify, or is of a newer program).
Outcome<void> upgradeVault(const QString &file, const VaultKeys &keys,
                           const std::function<QDateTime()> &nowUtc);

/// After a first successful opening: the file of the version before is no longer needed.
void removeOldVersions(const QString &file);

} // namespace indraj
