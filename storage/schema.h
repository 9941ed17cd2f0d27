#pragma once

#include "storage/sqlite.h"

namespace indraj {

/// Version of the schema this program writes (PRAGMA user_version).
int schemaVersion();

/// Version that the file has; 0: an empty one. Damaged: of a newer program.
Outcome<int> readSchemaVersion(Database &database);

/// Brings the schema to schemaVersion(), each step in one transaction with its version.
/// A database of a newer program is refused (StoreFault::Damaged): nothing is guessed.
/// @param until  an earlier version to stop at, for tests of upgrades from it.
Outcome<void> migrate(Database &database, int until = schemaVersion());

} // namespace indraj
